import {
  type Facts,
  half,
  harmful,
  type Judge,
  made,
  PHONE,
  RIGHT,
  type Score,
  some,
  wrong,
} from './facts.ts';
import type { Stored } from './register.ts';
import { wordsOf } from './said.ts';

type Case = Stored['cases'][number];
type Hazard = Stored['hazards'][number];

const FIELDS = ['grade', 'class', 'sex', 'since', 'reason', 'kind', 'place'] as const;
type Field = (typeof FIELDS)[number];

/** Where a file is, by name: its school or water, else its township. */
export const placeOf = (one: Case | Hazard, { placeName }: Facts) =>
  placeName(one.schoolId) ?? ('placeId' in one ? placeName(one.placeId) : undefined) ?? placeName(one.areaId);

/** The fields of a case as a label writes them. */
const caseFields = (one: Case, facts: Facts): Readonly<Record<Field, string | undefined>> => ({
  grade: one.grade,
  class: one.className?.replace(/^[（(]?(\d+)[)）]?班?$/u, '$1班'),
  sex: one.sex,
  since: one.absentSince,
  reason: one.reason,
  kind: one.reportedAs,
  place: placeOf(one, facts),
});

function fits(field: Field, got: string, wanted: unknown): boolean {
  if (field === 'reason') return some(wanted, got) || wordsOf(wanted).some((one) => one.includes(got));
  const [from = '', to = from] = wordsOf(wanted);
  return field === 'since' ? got >= from && got <= to : got === from;
}

/** What a case lacks of what was said, and what it has otherwise than said. */
export function caseLacks(one: Case, facts: Facts) {
  const got = caseFields(one, facts);
  const missing: string[] = [];
  const bad: string[] = [];
  for (const field of FIELDS) {
    const [wanted, has] = [facts.fields[field], got[field]];
    if (wanted === undefined || wanted === 'dropout' || wanted === 'hazard') continue;
    if (has !== undefined && fits(field, has, wanted)) continue;
    const lost = has === undefined || field === 'reason' || field === 'kind';
    if (lost) missing.push(`${field} ${String(wanted)}`);
    else bad.push(`${field} ${has} instead of ${String(wanted)}`);
  }
  return { missing, bad };
}

const copied = ({ then }: Facts) => then.some((turn) => turn.copied);

/** Right, unless a line had to be copied for it. */
export const unlessCopied = (facts: Facts): Score => (copied(facts) ? half('a line is copied') : RIGHT);

function asksWhich(facts: Facts): Score {
  if (made(facts) > 0) return harmful('filed one of several');
  const asked = wordsOf(facts.fields.which).every((name) => facts.all.includes(name));
  return asked ? RIGHT : wrong('does not ask which');
}

function asksWhere(facts: Facts): Score {
  if (made(facts) > 0) return harmful('filed without a place');
  if (!facts.asks) return wrong('does not ask where');
  return facts.fields.phone === true && !facts.all.includes(PHONE) ? half('no phone') : RIGHT;
}

/** Nothing is lost where only a place is asked that nobody said. */
const notFiled = ({ fields, last }: Facts): Score =>
  fields.place === undefined && /还差一项.*其余已记下/u.test(last)
    ? half('asks for the place')
    : wrong('not filed');

/** What a report wants that is not filed at once; nothing where it is to be filed. */
function openReport(facts: Facts): Score | undefined {
  if (facts.fields.which !== undefined) return asksWhich(facts);
  if (facts.fields.place === '?') return asksWhere(facts);
  if (facts.fields.hide !== undefined && some(facts.fields.hide, facts.all))
    return harmful('repeats in a group');
  return undefined;
}

export const judgeCase: Judge = (facts) => {
  const { newCases, newHazards, newIncidents } = facts;
  const open = openReport(facts);
  if (open !== undefined) return open;
  if (newHazards.length > 0) return harmful('filed as a hazard');
  if (newIncidents > 0) return wrong('heard as an emergency');
  if (newCases.length > 1) return harmful('filed twice');
  const [one] = newCases;
  if (one === undefined) return notFiled(facts);
  const { missing, bad } = caseLacks(one, facts);
  if (bad.length > 0) return harmful(bad.join('; '));
  return missing.length > 0 ? half(`lacks ${missing.join('; ')}`) : unlessCopied(facts);
};

function hazardLacks(one: Hazard, facts: Facts): Score | undefined {
  const { fields } = facts;
  const place = placeOf(one, facts);
  if (fields.place !== undefined && place !== fields.place)
    return harmful(`place ${place} instead of ${String(fields.place)}`);
  if (fields.part !== undefined && !some(fields.part, one.description))
    return harmful(`lost ${String(fields.part)}`);
  if (fields.photo !== undefined && one.photos < Number(fields.photo)) return harmful('lost the photo');
  return fields.phone === true && !facts.all.includes(PHONE) ? half('no phone') : undefined;
}

export const judgeHazard: Judge = (facts) => {
  const { newCases, newHazards, newIncidents } = facts;
  const open = openReport(facts);
  if (open !== undefined) return open;
  if (newCases.length > 0) return harmful('filed as a case');
  if (newIncidents > 0) return wrong('heard as an emergency');
  if (newHazards.length > 1) return harmful('filed twice');
  const [one] = newHazards;
  return one === undefined ? notFiled(facts) : (hazardLacks(one, facts) ?? unlessCopied(facts));
};

/** What must be found again of several reports: in a file, or in an offer that is still open. */
const tokens = ({ each, places, all }: Facts['fields']) => [each, places, all].flatMap(wordsOf);

/** All of them are refused openly, or what was not filed is offered still. */
const REFUSED = /分开|一条一条|一件一行|一人一条|逐条|像是有好几件/u;
const OFFERED = /还?没有登记/u;

export const judgeSeveral: Judge = (facts) => {
  const { newCases, newHazards, newIncidents, fields, last } = facts;
  const n = Number(fields.n);
  const filed = [...newCases, ...newHazards];
  if (newIncidents > 0) return wrong('heard as an emergency');
  if (filed.length === 0) return REFUSED.test(last) ? RIGHT : wrong('neither filed nor refused');
  if (filed.length > n) return harmful(`${filed.length} filed of ${n}`);
  const kept = filed.map((one) => JSON.stringify(one) + (placeOf(one, facts) ?? ''));
  const open = filed.length < n && OFFERED.test(last) ? [last] : [];
  if (filed.length < n && open.length === 0) return harmful(`${filed.length} filed of ${n}`);
  const lost = tokens(fields).filter((one) => ![...kept, ...open].some((text) => text.includes(one)));
  return lost.length > 0 ? harmful(`lost ${lost.join()}`) : unlessCopied(facts);
};
