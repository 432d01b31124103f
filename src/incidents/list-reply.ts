import type { Reader } from '../casefiles/rights.ts';
import { spokenDate } from '../kit/local-date.ts';
import { EMERGENCY_WORDS } from '../places/emergency-kinds.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName } from '../places/naming.ts';
import { areaOf, type Place } from '../places/place.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { INCIDENT_STATES } from './transitions.ts';
import type { IncidentStore } from './types.ts';

/** Who asks for emergencies, and with what. */
export interface AskingIncidents {
  readonly reader: Reader;
  readonly incidents: Pick<IncidentStore, 'list'>;
  readonly gazetteer: Gazetteer;
  readonly now: Date;
  readonly text: FillReply<'incidents/list' | 'incidents/list-none'>;
}

/** Ended ones are read for so long. */
const LATELY_DAYS = 30;
const MOST_SHOWN = 15;

/**
 * The emergencies that somebody may see, newest first, how many there are and how many nobody has taken on. What is for
 * one person alone stands there to that person only, and without a word of it.
 */
export async function incidentList(
  { reader, incidents, gazetteer, now, text }: AskingIncidents,
  place: Place | undefined,
): Promise<string> {
  const from = new Date(now.getTime() - LATELY_DAYS * 86_400_000);
  const areaIds = place === undefined ? {} : { areaIds: [areaOf(place)] };
  const found = (await incidents.list(reader, { from, ...areaIds })).filter(
    ({ state }) => state !== 'false-alarm',
  );
  const [first] = found;
  if (first === undefined) return text('incidents/list-none', { days: LATELY_DAYS });
  const rows = found.slice(0, MOST_SHOWN).map((one) => ({
    no: one.no,
    kind: EMERGENCY_WORDS[one.kind][0],
    area: one.areaId === undefined ? undefined : areaName(gazetteer, one.areaId),
    on: spokenDate(one.reportedOn),
    state: INCIDENT_STATES[one.state].word,
  }));
  const open = found.filter(({ state }) => INCIDENT_STATES[state].open).length;
  return text('incidents/list', { n: found.length, open, days: LATELY_DAYS, rows, first: first.no });
}
