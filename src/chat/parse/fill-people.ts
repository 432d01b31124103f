import type { FieldInfo } from '../args.ts';
import { type Draft, unaskedFields } from './draft.ts';
import { type KeyFound, labelBefore, labelsOf } from './labels.ts';
import { findPeople, readsLikePeople, splitPeople, tellsPost } from './people.ts';
import { argProblem } from './problems.ts';
import { READERS } from './readers.ts';
import { type Span, wordsOf } from './slate.ts';
import { findWords } from './words.ts';

/** Note who is named: behind a label (验收人 蔺守安), else the first people that stand alone. Who they are is looked up later. */
export function fillPeople(draft: Draft): void {
  if (unaskedFields(draft, 'people').length === 0) return;
  const like = likeIn(draft);
  for (const field of unaskedFields(draft, 'people')) fillLabelled(draft, field, like);
  const [field, ...others] = unaskedFields(draft, 'people');
  const found = field && findPeople(draft.slate.free(), 0, like, isAllThatIsAsked(draft, field));
  if (!field || !found) return;
  // As what of several they are meant, nobody can tell.
  if (others.length > 0) draft.problems.push(argProblem(field, 'people'));
  else set(draft, field, found, found.start);
}

/** Where a command wants people and nothing else, whatever is said names them: 绑定 解除 阿木呷呷. */
function isAllThatIsAsked({ fields }: Draft, field: FieldInfo): boolean {
  return field.required && fields.every((one) => one === field);
}

/** The people behind `验收人:`, whatever their names look like. */
export function readPeopleAfter(draft: Draft, key: KeyFound, region: Span): void {
  const text = draft.slate.free().slice(0, region.end);
  const found = findPeople(text, region.start, likeIn(draft), true);
  if (found) set(draft, key.field, found, key.start);
  else draft.problems.push(argProblem(key.field, 'people'));
}

const LONGEST_WORD = 40;

type Like = Parameters<typeof findPeople>[2];

function fillLabelled(draft: Draft, field: FieldInfo, like: Like): void {
  const text = draft.slate.free();
  for (const label of labelsOf(field)) {
    for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
      const behind = at + label.length;
      const from = behind + (/^(?:是|为)?[ :=]*/.exec(text.slice(behind, behind + 8))?.[0].length ?? 0);
      const [word] = wordsOf(text.slice(from, from + LONGEST_WORD));
      const here = word?.start === 0 && like({ ...word, start: from, end: from + word.end });
      const found = here ? findPeople(text, from, like, true) : undefined;
      if (!found) continue;
      set(draft, field, found, at);
      return;
    }
  }
}

/** Nobody names so many; what is more is asked about. */
const MOST_WORDS = 20;

function set(draft: Draft, field: FieldInfo, { start, end }: Span, from: number): void {
  const first = labelBefore(draft.slate, field, start)?.start ?? from;
  const said = draft.slate.raw.slice(start, end);
  if (splitPeople(said).flat().length > MOST_WORDS)
    return void draft.problems.push(argProblem(field, 'people'));
  draft.values.set(field.name, said);
  draft.written.set(field.name, draft.slate.raw.slice(Math.min(first, from), end));
  draft.slate.take({ start: Math.min(first, from), end });
}

/** Not people: places, and what another argument of the command reads. A name alone is the child's where there is one. */
function likeIn({ slate, env, fields }: Draft): Like {
  const text = slate.free();
  const forChild = fields.some(({ meta }) => meta.field === 'personName');
  const taken = [
    ...env.gazetteer.scan(text).filter(({ start, end }) => !/[一-龥]/.test(around(text, start, end))),
    ...fields.flatMap((field) => readBy(field, text, env)),
  ];
  const labels = labelsOfSeveral(fields);
  return (word) =>
    !labels.some((label) => isLabelled(word.text, label)) &&
    (forChild ? tellsPost(word.text) : readsLikePeople(word.text)) &&
    !taken.some(({ start, end }) => start < word.end && word.start < end);
}

/** Where several people are asked for, each behind a label of their own: 整改人总务主任 督办人教育专干. */
function labelsOfSeveral(fields: readonly FieldInfo[]): readonly string[] {
  const people = fields.filter(({ meta }) => meta.field === 'people');
  return people.length > 1 ? people.flatMap(labelsOf) : [];
}

function isLabelled(word: string, label: string): boolean {
  return word.startsWith(label) && readsLikePeople(word.slice(label.length));
}

const around = (text: string, start: number, end: number) => text.charAt(start - 1) + text.charAt(end);

function readBy(field: FieldInfo, text: string, env: Draft['env']): readonly Span[] {
  const kind = field.meta.field;
  if (kind === 'word') return findWords(field.meta.words ?? {}, text).filter(({ whole }) => whole);
  return READERS[kind]?.(text, field, env) ?? [];
}
