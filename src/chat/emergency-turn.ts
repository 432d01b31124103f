import { cryOf, emergencyReply } from '../incidents/answer-cry.ts';
import { kindOf } from '../incidents/kind-of.ts';
import { emergencyIn } from './emergency.ts';
import type { Turn } from './turn.ts';

/** What is answered to a cry for help; `alone`: nothing else that the message says may be done. */
export interface EmergencyAnswer {
  readonly text: string;
  readonly alone: boolean;
}

/**
 * Somebody is in danger: the phone rule first, at once, the words kept as an incident, and the persons on duty told.
 * Undefined when the text holds no emergency. Works for anyone, in any chat, whatever else the line says. With `recall`
 * it also asks to take the message back, after the phone rule.
 */
export async function answerEmergency(turn: Turn, recall: boolean): Promise<EmergencyAnswer | undefined> {
  const words = turn.message.text;
  const found = emergencyIn(words);
  if (found === undefined) return undefined;
  const { alarm } = turn.deps.services;
  const incident = await alarm.raise(cryOf(turn, words, kindOf(found.phrases)))(`${turn.entry.key}:0`);
  return { text: await emergencyReply({ ...turn, alarm }, incident, recall), alone: incident.closed };
}
