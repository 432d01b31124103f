import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Contacts } from '../people/reach.ts';
import type { Person } from '../people/types.ts';
import type { County } from '../places/county.ts';
import { type EmergencyKind, isConfidential } from '../places/emergency-kinds.ts';
import { areaName } from '../places/naming.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { type AlarmTexts, falseAlarmTelling, newsTelling, telling } from './alarm-words.ts';
import { type Chain, chainFor, phoneFor } from './chain.ts';
import { mayBeMeant } from './meant.ts';
import { type Reached, reachPerson } from './reach-person.ts';
import { criesTooOften, WINDOW_MS } from './too-often.ts';
import type {
  AppendedIncident,
  Incident,
  IncidentStore,
  NewsOfIncident,
  Push,
  Telling,
  Told,
} from './types.ts';

/** Unanswered for so long, the next in the list is told. */
export const PATIENCE_MS = 10 * 60_000;

/** What was cried. */
export interface Cry {
  readonly words: string;
  readonly kind: EmergencyKind;
  readonly areaId?: string;
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
}

/** What the person who cried is told of the alarm. */
export interface Raised {
  /** How many persons were told at once, by a channel that reaches them. */
  readonly told: number;
  /** Whom to phone where that is nobody. */
  readonly phone?: string;
  /** Persons on duty were told of this stranger often enough: of this one they are not. */
  readonly held: boolean;
}

/** Tells persons on duty of emergencies, one after the other until somebody answers. */
export interface Alarm {
  /** Keeps the words as an incident and tells the first at once. */
  raise(cry: Cry): Effect<Incident>;
  raised(incident: Incident): Promise<Raised>;
  /** 误报: whoever was told hears of that, but for who says it. */
  standDown(incident: Incident, by: By, at: Date): Effect<AppendedIncident>;
  /** 续报, 终报: recorded, and whoever was told hears that there is news, but for who says it. */
  news(incident: Incident, news: Omit<NewsOfIncident, 'tell'>): Effect<AppendedIncident>;
  /**
   * Tells the next of every incident that nobody answered in time, or of which somebody's push has failed since. Safe
   * on several instances at once.
   */
  sweep(now: Date): Promise<{ readonly told: number }>;
}

/** What an alarm is made of. */
export interface AlarmParts {
  readonly incidents: IncidentStore;
  readonly county: () => Promise<Pick<County, 'dutyContacts' | 'gazetteer'>>;
  readonly everyone: () => Promise<readonly Person[]>;
  readonly contacts: Pick<Contacts, 'reachable'>;
  /** Which of these pushes are known to have failed for good. */
  readonly failed: (pushes: readonly Push[]) => Promise<readonly boolean[]>;
  readonly text: FillReply<AlarmTexts>;
  readonly tz: string;
}

/** The steps that are told now, and what is noted of them. */
interface Taken {
  readonly reached: readonly Reached[];
  readonly steps: number;
}

/** An alarm over these. */
export function createAlarm(parts: AlarmParts): Alarm {
  const { incidents, county, everyone, contacts, failed, text, tz } = parts;
  const persons = async () => new Map((await everyone()).map((person) => [person.id, person]));

  /** Steps from `from` on until one reaches somebody: who cannot be reached keeps nobody waiting. */
  const take = async (chain: Chain, from: number): Promise<Taken> => {
    const known = await persons();
    const reached: Reached[] = [];
    let steps = from;
    while (steps < chain.length && !reached.some(({ pushed }) => pushed)) {
      for (const id of chain[steps] ?? []) reached.push(await reachPerson(contacts, id, known.get(id)));
      steps += 1;
    }
    return { reached, steps };
  };

  const next = async (chain: Chain, from: number, at: Date): Promise<Telling> => {
    const { reached, steps } = await take(chain, from);
    const { gazetteer } = await county();
    const named = (areaId: string): string => areaName(gazetteer, areaId);
    return {
      told: reached.map(({ person, pushed, accounts }): Told => ({ person, pushed, accounts })),
      steps,
      ...(steps < chain.length ? { alarmAt: new Date(at.getTime() + PATIENCE_MS) } : {}),
      tell: telling({ text, tz, reached, at, again: from > 0, areaName: named }),
    };
  };

  const chainOf = async ({ kind, words, by }: Cry): Promise<Chain> => {
    const { dutyContacts, gazetteer } = await county();
    const known = isConfidential(kind) ? await persons() : undefined;
    return chainFor(kind, dutyContacts, (id) => {
      const person = known?.get(id);
      return person !== undefined && mayBeMeant(person, { words, by, gazetteer });
    });
  };

  /** What is for one person alone is never held back; nor is a cry whose account the platform withholds. */
  const isHeld = async ({ kind, by, at }: Cry): Promise<boolean> => {
    if (isConfidential(kind) || by.role !== 'visitor' || by.key.endsWith(':')) return false;
    return criesTooOften(await incidents.criedBy(by.key, new Date(at.getTime() - WINDOW_MS)), at);
  };

  /** Everybody who was told so far, but for who speaks now. */
  const toldOf = async ({ entries }: Incident, by: By): Promise<readonly Reached[]> => {
    const known = await persons();
    const told = new Set(entries.flatMap((entry) => (entry.told ?? []).map(({ person }) => person)));
    told.delete(by.person ?? by.key);
    return Promise.all([...told].map((id) => reachPerson(contacts, id, known.get(id))));
  };

  /** Whose newest step did not reach somebody after all. */
  const lost = async (now: Date): Promise<readonly Incident[]> => {
    const awaited = await incidents.awaited(now);
    const checked = await Promise.all(
      awaited.map(async ({ pushes }) => {
        const states = await Promise.all(pushes.map(failed));
        return states.some((ones) => ones.length > 0 && ones.every(Boolean));
      }),
    );
    return awaited.flatMap(({ incident }, n) => (checked[n] ? [incident] : []));
  };

  return {
    raise: (cry) => async (key) => {
      const chain = await chainOf(cry);
      const closed = isConfidential(cry.kind);
      const held = { told: [], steps: 0, tell: () => [] };
      const first = (await isHeld(cry)) ? held : await next(chain, 0, cry.at);
      return incidents.report({ ...cry, closed, chain, ...first })(key);
    },
    raised: async ({ kind, chain, entries }) => {
      const all = entries[0]?.told;
      const told = all?.filter(({ pushed }) => pushed).length ?? 0;
      if (told > 0) return { told, held: false };
      const { dutyContacts, gazetteer } = await county();
      const phone = phoneFor(kind, dutyContacts, gazetteer.county.dutyPhone);
      const held = all?.length === 0 && chain.length > 0;
      // Whoever is meant must not be phoned about it either.
      return { told, held, ...(isConfidential(kind) && chain.length === 0 ? {} : defined({ phone })) };
    },
    standDown: (incident, by, at) => async (key) => {
      const reached = await toldOf(incident, by);
      return incidents.falseAlarm(
        incident.no,
        by,
        at,
        falseAlarmTelling({ text, reached, at, by }, incident),
      )(key);
    },
    news: (incident, news) => async (key) => {
      const { by, at, kind } = news;
      const reached = await toldOf(incident, by);
      const tell = newsTelling({ text, reached, at, by }, incident, kind === 'final');
      return incidents.addNews(incident.no, { ...news, tell })(key);
    },
    sweep: async (now) => {
      let told = 0;
      for (const incident of [...(await incidents.due(now)), ...(await lost(now))]) {
        const { chain, steps, id } = incident;
        const telling = await next(chain, steps, now);
        const done = await incidents.tellNext(incident, telling, now)(`${id}:told:${steps}`);
        if (done.outcome === 'appended') told += telling.told.filter(({ pushed }) => pushed).length;
      }
      return { told };
    },
  };
}
