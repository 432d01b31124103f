import { spokenDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import { EMERGENCY_WORDS } from '../places/emergency-kinds.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName } from '../places/naming.ts';
import { newsOf } from './news.ts';
import { INCIDENT_STATES } from './transitions.ts';
import type { Incident } from './types.ts';
import { whoAnswered } from './who-answered.ts';

/** An incident for 个案. Of what is for one person alone nobody else reads a word, not who reported it either. */
export function shownIncident(
  {
    gazetteer,
    actor,
    timeZone,
  }: {
    readonly gazetteer: Gazetteer;
    readonly actor: Pick<Actor, 'memberId' | 'bound'>;
    readonly timeZone: string;
  },
  file: Incident,
) {
  const { no, kind, state, areaId, closed, owners } = file;
  const onDuty = actor.memberId !== undefined && owners.includes(actor.memberId);
  return {
    ...{ no, kind: EMERGENCY_WORDS[kind][0], state: INCIDENT_STATES[state].word },
    on: spokenDate(file.reportedOn),
    area: areaId === undefined ? undefined : areaName(gazetteer, areaId),
    words: closed && !onDuty ? undefined : file.words,
    by: file.reporter.name,
    who: whoAnswered(file),
    duty: onDuty && state === 'reported',
    news: closed ? [] : newsOf(file, timeZone),
    open: !closed && actor.bound && INCIDENT_STATES[state].open,
  };
}
