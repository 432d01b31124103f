import type { Calendar } from '../calendar/types.ts';
import type { DropoutStore } from '../dropouts/types.ts';
import { sensitiveHazard } from '../hazards/sensitive.ts';
import type { Hazard, HazardStore } from '../hazards/types.ts';
import type { Inspections } from '../inspections/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Photos } from '../media/types.ts';
import type { People } from '../people/types.ts';
import type { DocumentRules } from '../places/document-rules.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import type { School } from '../places/place.ts';
import { caseFacts } from './case-facts.ts';
import type { Facts, Values } from './fill.ts';
import { hazardFacts } from './hazard-facts.ts';
import type { DocumentKind } from './kinds.ts';
import { type FoundSubject, idOfSubject } from './may-have.ts';
import type { Issued, Register } from './register-types.ts';
import { schoolFacts } from './school-facts.ts';
import { day, shortDay } from './words.ts';

/** Where documents are filled from. */
export interface Sources {
  readonly dropouts: Pick<DropoutStore, 'find' | 'child' | 'rules'>;
  readonly hazards: Pick<HazardStore, 'find' | 'openAt'>;
  readonly inspections: Pick<Inspections, 'forms' | 'lastOf'>;
  readonly people: Pick<People, 'everyone'>;
  readonly photos: Pick<Photos, 'countOf'>;
  readonly places: { current(): Promise<Gazetteer> };
  readonly calendar: { current(): Promise<Pick<Calendar, 'schoolDays'>> };
  readonly register: Pick<Register, 'of'>;
  readonly rules: () => Promise<DocumentRules>;
}

/** What it is filled with besides its subject. */
export interface Filling {
  readonly kind: DocumentKind;
  readonly found: FoundSubject;
  readonly today: LocalDate;
  /** The officer who asked for it. */
  readonly officer: string | undefined;
}

/** Everything that is known for this document now. */
export async function factsOf(sources: Sources, filling: Filling): Promise<Facts> {
  const [own, common, issued] = await Promise.all([
    subjectFacts(sources, filling),
    commonValues(sources, filling),
    sources.register.of({ of: idOfSubject(filling.found) }),
  ]);
  const last = issued.find(({ state }) => state === 'signed');
  const papers = issued.toReversed().map(issuedRow);
  const listed = papers
    .filter(({ 状态 }) => 状态 === '有效')
    .map((row) => ({ 名称: `${row.名称}${row.文号}` }));
  return {
    values: { ...common, ...own.values, 送达文书: last?.name, 送达文号: last?.number },
    lists: { ...own.lists, 文书: papers, 附件: [...listed, ...(own.lists.附件 ?? [])] },
  };
}

function issuedRow({ number, name, dated, signer, state }: Issued): Values {
  return {
    文号: number,
    名称: name,
    日期: shortDay(dated),
    签发人: signer,
    状态: state === 'void' ? '作废' : '有效',
  };
}

async function commonValues({ rules, places }: Sources, { kind, today, officer }: Filling): Promise<Values> {
  const [{ authority, numbers, remedies }, gazetteer] = await Promise.all([rules(), places.current()]);
  return {
    机关: numbers.find(({ documents }) => documents.includes(kind.name))?.authority ?? authority,
    县: gazetteer.county.name,
    今天: day(today),
    经办人: officer,
    救济途径: remedies.find(({ documents }) => documents.includes(kind.name))?.text,
  };
}

async function subjectFacts(sources: Sources, { found, today }: Filling): Promise<Facts> {
  const gazetteer = await sources.places.current();
  if (found.subject === 'hazard') {
    const photos = await sources.photos.countOf(found.of.no);
    return hazardFacts(found.of, { gazetteer, today, photos });
  }
  if (found.subject === 'school') return ofSchool(sources, found.of, found.form, gazetteer);
  const { no } = found.of;
  const [child, rules, everyone, photos, calendar] = await Promise.all([
    sources.dropouts.child(no),
    sources.dropouts.rules(),
    sources.people.everyone(),
    sources.photos.countOf(no),
    sources.calendar.current(),
  ]);
  const days = (since: LocalDate): number => calendar.schoolDays(since, today);
  return caseFacts(found.of, { child, rules, everyone, photos, gazetteer, days });
}

async function ofSchool(
  { inspections, hazards }: Sources,
  school: School,
  formId: string | undefined,
  gazetteer: Gazetteer,
): Promise<Facts> {
  const signed = await inspections.lastOf(school.id, LOOKED_AT);
  const inspection = signed.find((one) => formId === undefined || one.formId === formId);
  const form = inspections.forms.find(({ id }) => id === (formId ?? inspection?.formId));
  const open = await hazards.openAt([school.id]);
  const files = await Promise.all(open.slice(0, MOST_ROWS).map(({ no }) => hazards.find(no)));
  return schoolFacts(school, {
    ...{ gazetteer, form, inspection },
    // What points at pupils stands in no list that goes round a school.
    hazards: files.filter(
      (file): file is Hazard => file !== undefined && sensitiveHazard(file.description) === undefined,
    ),
  });
}

const LOOKED_AT = 30;
const MOST_ROWS = 60;
