import { defined } from '../kit/defined.ts';
import { byOf } from '../people/actor.ts';
import { areaOf } from '../places/place.ts';
import { emergencyIn } from './emergency.ts';
import type { Turn } from './turn.ts';

/**
 * Somebody is in danger: the phone rule first, at once, and the words kept as an incident. Undefined when the
 * text holds no emergency. Works for anyone, in any chat, whatever else the line says. With `recall` it also asks to
 * take the message back, after the phone rule.
 */
export async function answerEmergency(turn: Turn, recall: boolean): Promise<string | undefined> {
  if (emergencyIn(turn.message.text) === undefined) return undefined;
  const { actor, gazetteer, now, today, message } = turn;
  const mention = gazetteer.scan(message.text).find((one) => one.candidates.length === 1);
  const place = mention?.candidates[0];
  const incident = await turn.deps.services.incidents.report({
    words: message.text,
    ...defined({ areaId: place && areaOf(place) }),
    by: byOf(actor),
    at: now,
    on: today,
  })(`${turn.entry.key}:0`);
  return turn.text('incidents/emergency', { no: incident.no, duty: gazetteer.county.dutyPhone, recall });
}
