import { cryOf, emergencyReply } from '../incidents/answer-cry.ts';
import { kindOf } from '../incidents/kind-of.ts';
import { onlyDamage } from './damage.ts';
import { emergencyIn } from './emergency.ts';
import { DEVICE, FAR, LIGHT, PASSED_ON, STILL_ON, TALK } from './emergency-phrases.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import { settingOfMessage } from './setting-of.ts';
import { severalIn } from './several.ts';
import type { Turn } from './turn.ts';
import { chanceOf, type Ranking } from './understand/reader.ts';
import { SIGNS } from './understand/signs.ts';

/** What is answered to a cry for help; `alone`: nothing else that the message says may be done. */
export interface EmergencyAnswer {
  readonly text: string;
  readonly alone: boolean;
}

/** From so likely on words are a cry, whatever they may answer or be said in. */
const CERTAIN = 0.8;
/**
 * From so likely on words that nothing else takes are `heard` as a cry, since missing one is worse than a false alarm;
 * from `doubted` on they may be one: nobody is alarmed, and the phone numbers come first.
 */
const PLAIN_WORDS = { heard: 0.4, doubted: 0.25 };
/** Words that are known to tell of a child out of school, of something broken, or of lessons and drills, are mostly that. */
const WORDS_OF_A_REPORT = { heard: 0.7, doubted: 0.55 };
/** Of a thing that broke, and of nobody. */
const WORDS_OF_DAMAGE = { heard: 0.85, doubted: 0.75 };
/** Phrases are no cry where who knows how people speak is so sure that the words are something else. */
const SOMETHING_ELSE = { cry: 0.06, other: 0.9 };
/** Of a small hurt, a broken device, another time or place nobody is alarmed but where hardly anything else is meant. */
const WORDS_OF_NONE = { heard: 0.93, doubted: 0.85 };

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
  const certain = () =>
    plain &&
    isLong(words) &&
    !onlyDamage(words) &&
    chanceOf(rankingOf(turn), 'emergency') >= Math.max(CERTAIN, leastFor(turn).heard);
  const phrases = emergencyIn(words)?.phrases;
  if (phrases !== undefined) return isSomethingElse(turn) ? undefined : raise(turn, phrases, recall);
  return certain() ? raise(turn, [words], recall) : undefined;
}

const REPORTED = /^[\s/@]*(?:上报|报)?(?:隐患|辍学)[\s:：]*/u;

/** Read without the word of a report, which says nothing of what happened. */
function isSomethingElse(turn: Turn): boolean {
  const text = turn.message.text.replace(REPORTED, '');
  const ranking = turn.deps.readAct({ text, setting: settingOfMessage(turn) });
  const [best] = ranking;
  return (
    best !== undefined &&
    best.chance >= SOMETHING_ELSE.other &&
    chanceOf(ranking, 'emergency') <= SOMETHING_ELSE.cry
  );
}

/** The same for words that nothing else took, by what they may want after what was said before them. */
export async function answerHeard(turn: Turn, ranking: Ranking): Promise<EmergencyAnswer | undefined> {
  const heard = isLong(turn.message.text) && chanceOf(ranking, 'emergency') >= leastFor(turn).heard;
  return heard ? raise(turn, [turn.message.text], turn.personalDataTyped) : undefined;
}

async function raise(turn: Turn, phrases: readonly string[], recall: boolean): Promise<EmergencyAnswer> {
  const { alarm } = turn.deps.services;
  const cry = cryOf(turn, turn.message.text, kindOf(phrases));
  const incident = await alarm.raise(cry)(`${turn.entry.key}:0`);
  return { text: await emergencyReply({ ...turn, alarm }, incident, recall), alone: incident.closed };
}

/** Whether words that were not heard as a cry may still be one. */
export function mayBeEmergency(turn: Turn, ranking: Ranking): boolean {
  // Of a child who works or stays away the words are known well enough.
  if (soundsLikeReport(turn.message.text) === '报辍学' || !isLong(turn.message.text)) return false;
  return chanceOf(ranking, 'emergency') >= leastFor(turn).doubted;
}

/** A word or a number alone is asked about; people do cry in three signs. */
const isLong = (words: string): boolean => [...words.trim()].length >= 3;

const rankingOf = (turn: Turn): Ranking =>
  turn.deps.readAct({ text: turn.message.text, setting: settingOfMessage(turn) });

function leastFor(turn: Turn): typeof PLAIN_WORDS {
  const { text } = turn.message;
  if (onlyDamage(text)) return WORDS_OF_DAMAGE;
  if (
    LIGHT.test(text) ||
    DEVICE.test(text) ||
    (FAR.test(text) && !STILL_ON.test(text)) ||
    PASSED_ON.test(text)
  )
    return WORDS_OF_NONE;
  if (!SIGNS.hurt.test(text) && severalIn(turn, text)?.kind === 'children') return WORDS_OF_A_REPORT;
  return soundsLikeReport(text) !== undefined || TALK.test(text) ? WORDS_OF_A_REPORT : PLAIN_WORDS;
}
