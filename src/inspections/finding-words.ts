import type { Finding, InspectionForm } from './types.ts';

/**
 * A finding as a hazard's description: the words first, so that likeness is judged by them.
 * `疏散通道堆杂物（消防检查第5项）`, `疏散通道和安全出口有问题（消防检查第5项）`, `门口积水（消防检查）`.
 */
export function hazardDescription(
  form: Pick<InspectionForm, 'name' | 'items'>,
  { item, words }: Finding,
): string {
  const where = item === undefined ? `${form.name}检查` : `${form.name}检查第${item}项`;
  return `${words ?? `${itemText(form, item)}有问题`}（${where}）`;
}

/** A finding as a receipt shows it: `第5项 疏散通道堆杂物`. */
export function findingLine(form: Pick<InspectionForm, 'items'>, { item, words }: Finding): string {
  const said = words ?? itemText(form, item);
  return item === undefined ? said : `第${item}项 ${said}`;
}

/**
 * The findings of an answer that names items by their numbers alone (`消防 3 7` to a duty with the same items as a
 * form): each of them can be opened as a hazard like those of an inspection. Numbers without an item are left out.
 */
export function findingsOfItems(
  { items }: Pick<InspectionForm, 'items'>,
  numbers: readonly number[],
): readonly Finding[] {
  return [...new Set(numbers)].filter((item) => items[item - 1] !== undefined).map((item) => ({ item }));
}

function itemText({ items }: Pick<InspectionForm, 'items'>, item: number | undefined): string {
  return (item === undefined ? undefined : items[item - 1]?.text) ?? '其他';
}
