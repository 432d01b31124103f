import type { FieldInfo } from '../args.ts';
import type { Draft } from './draft.ts';
import { readMoneyAfter } from './fill-money.ts';
import { readPeopleAfter } from './fill-people.ts';
import { takeReading } from './fill-shapes.ts';
import { bareClass } from './grade.ts';
import { findKeys, type KeyFound } from './labels.ts';
import { argProblem } from './problems.ts';
import { READERS } from './readers.ts';
import { type Span, wordsOf } from './slate.ts';
import { findWords, readKeyedWord } from './words.ts';

const NOTHING = /^(?:无|不详|未知|没有|暂无|空|不清楚|不知道|-+|\/|—+|\?+)$/;
// Far more keys than any form has: what follows is left as text.
const MOST_KEYS = 40;

/** Read every `key:value`, and take it from the slate. */
export function fillKeyed(draft: Draft): void {
  const text = draft.slate.free();
  const keys = findKeys(text, draft.fields).slice(0, MOST_KEYS);
  keys.forEach((key, at) => {
    const end = Math.min(keys[at + 1]?.start ?? text.length, lineEnd(text, key.end));
    readKey(draft, key, { start: key.end, end });
  });
}

function readKey(draft: Draft, key: KeyFound, region: Span): void {
  const { field } = key;
  const kind = field.meta.field;
  const word = firstWord(draft, region);
  if (draft.values.has(field.name) && kind !== 'text') return;
  if (!word || NOTHING.test(word.text)) {
    draft.slate.take({ start: key.start, end: word?.end ?? key.end });
  } else if (kind === 'text') {
    draft.slate.take(key);
  } else if (kind === 'place') {
    draft.slate.take(key);
    draft.placeWord ??= word.text;
  } else if (kind === 'personName') {
    readName(draft, key, word);
  } else if (kind === 'word') {
    readWordAfter(draft, key, region, word);
  } else if (kind === 'money') {
    readMoneyAfter(draft, key, region);
  } else if (kind === 'people') {
    readPeopleAfter(draft, key, region);
  } else {
    readShape(draft, key, region, field);
  }
}

function readShape(draft: Draft, key: KeyFound, region: Span, field: FieldInfo): void {
  const stop = draft.slate
    .free()
    .slice(region.start, region.end)
    .search(/[;；。、]/);
  const end = stop < 0 ? region.end : region.start + stop;
  const text = draft.slate.free().slice(region.start, end);
  const [reading] = READERS[field.meta.field]?.(text, field, draft.env) ?? [];
  if (reading && reading.start <= 2) {
    draft.slate.take(key);
    const place = { start: region.start + reading.start, end: region.start + reading.end };
    takeReading(draft, field, { ...reading, ...place });
  } else if (field.meta.field === 'grade' && bareClass(text.trim())) {
    draft.values.set(field.name, bareClass(text.trim()));
    draft.slate.take({ start: key.start, end });
  } else if (field.meta.field === 'phone' || field.meta.field === 'idNumber') {
    const word = firstWord(draft, region);
    draft.slate.take({ start: key.start, end: word?.end ?? key.end });
    draft.problems.push(argProblem(field, field.meta.field === 'phone' ? 'phone' : 'unreadable'));
  } else if (field.meta.field !== 'grade' && field.meta.field !== 'file') {
    draft.problems.push(argProblem(field, 'unreadable'));
  }
}

const LONGEST_NAME = 20;
const FEW_WORDS = 6;
function readName(draft: Draft, key: KeyFound, word: Span & { readonly text: string }): void {
  const whole = /^[一-龥]{1,6}\d{1,4}$|^[^\d:=()[\]<>@#]+/.exec(word.text)?.[0] ?? '';
  // 姓名:张三男八年级 written without any mark between.
  const cut = whole.slice(2).search(/[男女]|[一二三四五六七八九初高][一二三四五六]?年?[级班]/);
  const name = cut < 0 ? whole : whole.slice(0, cut + 2);
  if (name === '' || name.length > LONGEST_NAME) return;
  draft.slate.take({ start: key.start, end: word.start + name.length });
  draft.values.set(key.field.name, draft.slate.raw.slice(word.start, word.start + name.length));
}

function readWordAfter(
  draft: Draft,
  key: KeyFound,
  region: Span,
  word: Span & { readonly text: string },
): void {
  const words = key.field.meta.words ?? {};
  const whole = readKeyedWord(words, word.text);
  const text = draft.slate.free().slice(region.start, region.end);
  const value = whole ?? findWords(words, text)[0]?.value ?? ('其他' in words ? '其他' : undefined);
  if (value === undefined) {
    // What does not fit a long list (of reasons) stays in the text and loses nothing.
    if (Object.keys(words).length <= FEW_WORDS) draft.problems.push(argProblem(key.field, 'word-unknown'));
    return;
  }
  draft.values.set(key.field.name, value);
  draft.slate.take(whole === undefined ? key : { start: key.start, end: word.end });
}

function firstWord(draft: Draft, { start, end }: Span): (Span & { readonly text: string }) | undefined {
  const word = wordsOf(draft.slate.free().slice(start, end))[0];
  return word && { text: word.text, start: word.start + start, end: word.end + start };
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
