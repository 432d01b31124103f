import { type Chance, chanceOf } from './chance.ts';
import type { Citizen } from './county.ts';
import type { Intention } from './officers.ts';
import { type Ask, choiceIn, headOf, isReceipt, isUnderstood, lastLine, withOwnNumbers } from './reading.ts';
import type { Speaking, World } from './world.ts';

/** One thing somebody said, and what they were answered. */
export interface Turn {
  readonly line: string;
  readonly answer: string;
}

/** Somebody answers a question; a few turns when it is not understood at once. */
export interface Conversation {
  readonly at: Date;
  readonly citizen: Citizen;
  readonly speaking: Speaking;
  readonly intention: Intention;
  readonly turns: readonly Turn[];
  /** The last answer was a receipt of something new. */
  readonly received: boolean;
}

const MOST_TURNS = 4;

/** Says the line, chooses where there is a choice, and does what the error answer says if they are the one to. */
export async function converse(
  world: Pick<World, 'say' | 'clock'>,
  talk: Pick<Conversation, 'citizen' | 'speaking' | 'intention'> & { readonly seed: number },
): Promise<Conversation> {
  const { citizen, speaking, intention, seed } = talk;
  const when = world.clock.now();
  const chance = chanceOf('converse', seed, citizen.name, when.getTime());
  const turns: Turn[] = [];
  let line: string | undefined = intention.line;
  while (line !== undefined && turns.length < MOST_TURNS) {
    const answer: string = await world.say(line, speaking);
    turns.push({ line, answer });
    if (isUnderstood(answer)) break;
    const choice = choiceIn(answer, intention.ask.about);
    const again: string | undefined = intention.perseveres
      ? copied(answer, intention.ask, chance)
      : undefined;
    // Who sees the very line again that they have just sent gives up.
    line = choice ?? (again === line ? undefined : again);
  }
  const last = turns.at(-1)?.answer ?? '';
  // 已更正 says that something had been answered before, maybe something else.
  const received = isReceipt(last) && !last.includes('已更正');
  return { at: when, citizen, speaking, intention, turns, received };
}

/** The line of the error answer, if it is about their question; else the one they were sent in the first place. */
function copied(answer: string, ask: Ask, chance: Chance): string {
  const last = lastLine(answer);
  return withOwnNumbers(headOf(last) === headOf(ask.line) ? last : ask.line, chance);
}
