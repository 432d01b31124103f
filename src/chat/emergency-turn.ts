import { cryOf, emergencyReply } from '../incidents/answer-cry.ts';
import { kindOf } from '../incidents/kind-of.ts';
import { emergencyIn } from './emergency.ts';
import { TALK } from './emergency-phrases.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import { settingOfMessage } from './setting-of.ts';
import type { Turn } from './turn.ts';
import { chanceOf } from './understand/reader.ts';

/** What is answered to a cry for help; `alone`: nothing else that the message says may be done. */
export interface EmergencyAnswer {
  readonly text: string;
  readonly alone: boolean;
}

/**
 * From so likely on words that none of the phrases knows are `heard` as a cry, since missing one is worse than a false
 * alarm; from `doubted` on they may be one: nobody is alarmed, and the phone numbers come first.
 */
const PLAIN_WORDS = { heard: 0.4, doubted: 0.25 };
/** Words that are known to tell of a child out of school, of something broken, or of lessons and drills, are mostly that. */
const WORDS_OF_A_REPORT = { heard: 0.7, doubted: 0.55 };

/**
 * Somebody is in danger: the phone rule first, at once, the words kept as an incident, and the persons on duty told.
 * Undefined when the text holds no emergency. Works for anyone, in any chat, whatever else the line says. With `recall`
 * it also asks to take the message back, after the phone rule. `plain`: no command is in it, so that it is also read
 * as somebody would who knows how people here speak.
 */
export async function answerEmergency(
  turn: Turn,
  { recall, plain }: { readonly recall: boolean; readonly plain: boolean },
): Promise<EmergencyAnswer | undefined> {
  const words = turn.message.text;
  const phrases =
    emergencyIn(words)?.phrases ?? (plain && soundsLikeOne(turn, 'heard') ? [words] : undefined);
  if (phrases === undefined) return undefined;
  const { alarm } = turn.deps.services;
  const incident = await alarm.raise(cryOf(turn, words, kindOf(phrases)))(`${turn.entry.key}:0`);
  return { text: await emergencyReply({ ...turn, alarm }, incident, recall), alone: incident.closed };
}

/** Whether words that were not heard as a cry may still be one. */
export function mayBeEmergency(turn: Turn): boolean {
  // Of a child who works or stays away the words are known well enough.
  return soundsLikeReport(turn.message.text) !== '报辍学' && soundsLikeOne(turn, 'doubted');
}

/** A word or a number alone is asked about; people do cry in two words. */
const SHORTEST = 3;

function soundsLikeOne(turn: Turn, how: 'heard' | 'doubted'): boolean {
  const { text } = turn.message;
  if ([...text.trim()].length < SHORTEST) return false;
  const known = soundsLikeReport(text) !== undefined || TALK.test(text);
  const least = known ? WORDS_OF_A_REPORT : PLAIN_WORDS;
  return chanceOf(turn.deps.readAct({ text, setting: settingOfMessage(turn) }), 'emergency') >= least[how];
}
