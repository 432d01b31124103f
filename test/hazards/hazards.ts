import type { Decision } from '../../src/hazards/decisions.ts';
import { createHazardStore } from '../../src/hazards/hazards-store.ts';
import type { DecidedHazard, HazardDraft, HazardStore } from '../../src/hazards/types.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { type HazardRules, USUAL_HAZARD_RULES } from '../../src/places/hazard-rules.ts';
import { fileServices } from '../support/file-services.ts';

/** Hazards of one test, with people who have a word for a role: 校1, 师1, 镇1, 局1, 局2 … */
export interface Hazards {
  readonly store: HazardStore;
  report(more?: Partial<HazardDraft>, person?: string, day?: string): Promise<string>;
  /** What became of the decision, made at nine in the morning. */
  decide(no: string, person: string, day: string, decision: Decision): Promise<DecidedHazard>;
  /** A hazard that 师1 rectifies and 镇1 follows up. */
  assigned(day?: string, more?: Partial<HazardDraft>): Promise<string>;
}

const ROLES: Readonly<Record<string, string>> = {
  ...{ 校: 'school', 师: 'teacher', 镇: 'township', 局: 'bureau' },
};
const at = (day: string): Date => new Date(`${day}T09:00:00+08:00`);
let line = 0;
const next = (): string => {
  line += 1;
  return `wecom:${line}:1`;
};

/** The person as hazards are given to them. */
export const assignee = (person: string) => ({ id: `m-${person}`, name: person });

/** The two people of a hazard, as a decision. */
export const given = (rectifier: string, supervisor: string): Decision => ({
  move: 'assigned',
  rectifier: assignee(rectifier),
  supervisor: assignee(supervisor),
});

/** Hazards on this database; `rules` beside the usual ones. */
export function hazardsOn(mongo: Mongo, rules: Partial<HazardRules> = {}): Hazards {
  const hazardRules = async () => ({ ...USUAL_HAZARD_RULES, ...rules });
  const store = createHazardStore({ ...fileServices(mongo), hazardRules });
  const report: Hazards['report'] = async (more = {}, person = '局1', day = '2026-11-02') => {
    const where = { areaId: 't-1', schoolId: 's-1', placeId: 's-1', description: '食堂 燃气报警器失灵' };
    const made = { level: '一般', photos: [], by: byOf(person), at: at(day), on: day } as const;
    return (await store.report({ ...where, ...made, ...more })(next())).no;
  };
  const decide: Hazards['decide'] = (no, person, day, decision) =>
    store.decide(no, decision, { by: byOf(person), at: at(day) })(next());
  return {
    ...{ store, report, decide },
    assigned: async (day = '2026-11-02', more = {}) => {
      const no = await report(more, '局1', day);
      await decide(no, '校1', day, given('师1', '镇1'));
      return no;
    },
  };
}

function byOf(person: string) {
  return {
    key: `wecom:${person}`,
    person: `m-${person}`,
    name: person,
    role: ROLES[person[0] ?? ''] ?? 'visitor',
  };
}
