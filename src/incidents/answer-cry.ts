import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { type Actor, byOf } from '../people/actor.ts';
import type { EmergencyKind } from '../places/emergency-kinds.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaOf } from '../places/place.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Alarm, Cry } from './alarm.ts';
import type { Incident } from './types.ts';

interface Heard {
  readonly actor: Actor;
  readonly gazetteer: Gazetteer;
  readonly now: Date;
  readonly today: LocalDate;
}

/** What was cried, as the alarm hears it: the first place it names beyond doubt says where. */
export function cryOf({ actor, gazetteer, now, today }: Heard, words: string, kind: EmergencyKind): Cry {
  const mention = gazetteer.scan(words).find((one) => one.candidates.length === 1);
  const place = mention?.candidates[0];
  const area = defined({ areaId: place && areaOf(place) });
  return { words, kind, ...area, by: byOf(actor), at: now, on: today };
}

interface Answering {
  readonly alarm: Pick<Alarm, 'raised'>;
  readonly gazetteer: Pick<Gazetteer, 'county'>;
  readonly text: FillReply<'incidents/emergency' | 'incidents/alone'>;
}

/** The phone rule, who was told, and whom to phone where that is nobody. */
export async function emergencyReply(
  { alarm, gazetteer, text }: Answering,
  incident: Incident,
  recall: boolean,
): Promise<string> {
  const { no, kind, closed } = incident;
  const { told, phone, held } = await alarm.raised(incident);
  if (closed) return text('incidents/alone', { no, selfHarm: kind === 'self-harm', told, phone, recall });
  return text('incidents/emergency', { no, duty: gazetteer.county.dutyPhone, told, phone, held, recall });
}
