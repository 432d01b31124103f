import { NUMERAL, readNumeral } from '../../kit/chinese-numerals.ts';
import { defined } from '../../kit/defined.ts';
import { readIdNumber } from '../../kit/id-number.ts';
import { visibleText } from '../../kit/width.ts';
import { fieldsOf } from '../args.ts';
import type { ArgsSchema } from '../fields.ts';
import { personalDataIn } from '../personal-data.ts';
import { type Draft, openFields } from './draft.ts';
import { fillKeyed } from './fill-keyed.ts';
import { fillMoney } from './fill-money.ts';
import { fillNames } from './fill-names.ts';
import { fillPeople } from './fill-people.ts';
import { fillPlace, suggestPlace } from './fill-place.ts';
import { completeGrade, fillBareNumbers, fillShapes, noteOddPhone } from './fill-shapes.ts';
import { fillWords } from './fill-words.ts';
import { findHeadcounts } from './headcount.ts';
import type { ParsedArgs, ParseEnv } from './parsed-args.ts';
import { isPlaceholder } from './placeholder.ts';
import { createSlate } from './slate.ts';

export type { ParsedArgs, ParseEnv } from './parsed-args.ts';

// Longer than any report; a longer text is cut.
const LONGEST = 4000;

/**
 * Read the arguments of a command from what was typed after it: in any order, bare or `key:value`, with or
 * without marks between. Pure; never throws. Later steps see only what earlier ones left.
 */
export function parseArgs(schema: ArgsSchema, text: string, env: ParseEnv): ParsedArgs {
  const slate = createSlate(visibleText(text).slice(0, LONGEST));
  const draft: Draft = {
    slate,
    env,
    fields: fieldsOf(schema),
    values: new Map(),
    written: new Map(),
    ambiguous: [],
    problems: [],
  };
  readAll(draft);
  return finish(draft);
}

function readAll(draft: Draft): void {
  takePage(draft);
  fillKeyed(draft);
  fillMoney(draft);
  for (const kind of ['idNumber', 'phone', 'file'] as const) fillShapes(draft, kind);
  noteOddPhone(draft);
  fillPeople(draft);
  fillPlace(draft);
  for (const kind of ['code', 'period', 'grade', 'date', 'dueDate'] as const) fillShapes(draft, kind);
  completeGrade(draft);
  const sexAt = fillHeads(draft);
  fillWords(draft);
  suggestPlace(draft);
  fillNames(draft, sexAt);
  fillBareNumbers(draft);
  const [text] = openFields(draft, 'text');
  const left = draft.slate.rest();
  if (text && left !== '' && !(text.meta.describes === true && isPlaceholder(left)))
    draft.values.set(text.name, left);
}

const PAGE = new RegExp(`第 ?(${NUMERAL}) ?页`, 'g');

/** 第2页: which page of a long answer is wanted. */
function takePage(draft: Draft): void {
  for (const match of draft.slate.free().matchAll(PAGE)) {
    const page = readNumeral(match[1] ?? '');
    if (!page) continue;
    draft.page = page;
    draft.slate.take({ start: match.index, end: match.index + match[0].length });
    return;
  }
}

// Heads are counted before 男生 is taken out of 2个男生. Only who reports children counts them.
function fillHeads(draft: Draft): number | undefined {
  const counted =
    openFields(draft, 'personName').length > 0 || draft.fields.some((f) => f.meta.field === 'sex');
  const [heads] = counted ? findHeadcounts(draft.slate.free()) : [];
  const before = draft.slate.free();
  fillShapes(draft, 'sex');
  const sexAt = firstDifference(before, draft.slate.free());
  fillSexFromId(draft);
  if (heads) draft.slate.take(heads);
  if (heads && heads.value > 1) draft.headcount = heads.value;
  return sexAt;
}

function fillSexFromId(draft: Draft): void {
  const id = draft.fields.find((field) => field.meta.field === 'idNumber');
  const [sex] = openFields(draft, 'sex');
  const read = readIdNumber(String(id ? draft.values.get(id.name) : ''));
  if (sex && read.ok) draft.values.set(sex.name, read.sex);
}

function firstDifference(before: string, after: string): number | undefined {
  const at =
    [...before].length === 0 ? -1 : before.split('').findIndex((sign, index) => sign !== after[index]);
  return at < 0 ? undefined : at;
}

function finish(draft: Draft): ParsedArgs {
  const { values, ambiguous, problems, fields, slate } = draft;
  const open = fields.filter((field) => field.required && !values.has(field.name));
  const marked = fields.some((field) => field.meta.personal && values.has(field.name));
  return {
    values: Object.fromEntries(values),
    written: Object.fromEntries(draft.written),
    missing: open.filter((field) => !ambiguous.some((one) => one.field === field)),
    ambiguous,
    problems,
    personal:
      marked ||
      problems.some((one) => one.code.startsWith('id-')) ||
      personalDataIn(slate.raw, draft.env.gazetteer),
    rest: slate.rest(),
    ...defined({ headcount: draft.headcount, page: draft.page }),
  };
}
