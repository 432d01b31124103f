import { createRelay } from '../../src/casefiles/relay-store.ts';
import type { Decision } from '../../src/dropouts/decisions.ts';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import type { DecidedCase, DropoutDraft, DropoutStore } from '../../src/dropouts/types.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { type DropoutRules, USUAL_DROPOUT_RULES } from '../../src/places/dropout-rules.ts';
import { fileServices } from '../support/file-services.ts';

/** Cases of one test, with people who have a word for a role: 校 1, 镇 1, 局 1, 局 2 … */
export interface Cases {
  readonly store: DropoutStore;
  report(more?: Partial<DropoutDraft>, person?: string, day?: string): Promise<string>;
  /** What became of the decision, made at nine in the morning. */
  decide(no: string, person: string, day: string, decision: Decision): Promise<DecidedCase>;
  /** The steps that lead to a recognised case. */
  recognise(no: string, day: string): Promise<void>;
}

const ROLES: Readonly<Record<string, string>> = { 校: 'school', 村: 'village', 镇: 'township', 局: 'bureau' };
const at = (day: string): Date => new Date(`${day}T09:00:00+08:00`);
let line = 0;

/** Cases on this database, with a relay that knows them; `rules` beside the usual ones. */
export function casesOn(mongo: Mongo, rules: Partial<DropoutRules> = {}): Cases {
  const base = fileServices(mongo);
  const onError = (error: Error): void => {
    throw error;
  };
  const relay = createRelay({ mongo, sealer: base.sealer, collections: ['dropouts'], onError });
  const caseRules = async () => ({
    ...(await base.caseRules()),
    rules: { ...USUAL_DROPOUT_RULES, ...rules },
  });
  const store = createDropoutStore({ ...base, relay: relay.file, caseRules });
  relay.connect({
    link: async (id, { file, move, other }, made) => {
      await store.link({ file, move, other }, made)(id);
    },
    trail: async () => {},
    photos: async () => {},
    tell: async () => {},
  });
  const next = (): string => {
    line += 1;
    return `wecom:${line}:1`;
  };

  const decide: Cases['decide'] = (no, person, day, decision) =>
    store.decide(no, decision, { by: byOf(person), at: at(day) })(next());
  return {
    store,
    decide,
    report: async (more = {}, person = '校1', day = '2026-11-02') => {
      const draft = { areaId: 't-1', schoolId: 's-1', reportedAs: '疑似', child: {}, photos: [] } as const;
      const made = { by: byOf(person), at: at(day), on: day };
      return (await store.report({ ...draft, ...made, ...more })(next())).no;
    },
    recognise: async (no, day) => {
      await decide(no, '镇1', day, { move: 'checked' });
      await decide(no, '局1', day, { move: 'recognised' });
    },
  };
}

function byOf(person: string) {
  return { key: `wecom:${person}`, person: `m-${person}`, role: ROLES[person.slice(0, 1)] ?? 'visitor' };
}
