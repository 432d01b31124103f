import type { FieldInfo } from '../args.ts';
import { type Draft, openFields } from './draft.ts';
import { labelsOf } from './labels.ts';
import { findNames, nameAfter, nameBefore } from './name.ts';
import type { Span } from './slate.ts';

/** Fill names told by a label (监护人李某), then the child's own: a word that reads like a name. */
export function fillNames(draft: Draft, sexAt: number | undefined): void {
  for (const field of openFields(draft, 'personName')) fillLabelled(draft, field);
  const child = draft.fields.find((field) => field.meta.field === 'personName');
  if (!child || draft.values.has(child.name)) return;
  const text = draft.slate.free();
  const [bare] = findNames(text);
  const beforeSex = sexAt === undefined ? undefined : nameBefore(text, sexAt);
  const found = bare ?? beforeSex;
  if (!found) return;
  set(draft, child, found, found.start);
  if (bare) draft.slate.take({ start: bare.end, end: bare.wordEnd });
}

function fillLabelled(draft: Draft, field: FieldInfo): void {
  const text = draft.slate.free();
  for (const label of labelsOf(field)) {
    for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
      const name = nameAfter(text, at + label.length);
      if (!name) continue;
      set(draft, field, name, at);
      return;
    }
  }
}

function set(draft: Draft, field: FieldInfo, name: Span, from: number): void {
  draft.values.set(field.name, draft.slate.raw.slice(name.start, name.end));
  draft.slate.take({ start: from, end: name.end });
}
