import { chanceOf } from './chance.ts';
import type { Citizen } from './county.ts';
import type { Intention } from './officers.ts';
import { choiceIn, isReceipt, lastLine, withOwnNumbers } from './reading.ts';
import type { Speaking, World } from './world.ts';

/** One thing somebody said, and what he was answered. */
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
  /** The last answer was a receipt. */
  readonly received: boolean;
}

const MOST_TURNS = 4;

/** Says the line, chooses where there is a choice, and does what the error answer says if he is the one to. */
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
    if (isReceipt(answer)) break;
    const choice = choiceIn(answer, intention.ask.about);
    const again = intention.perseveres ? withOwnNumbers(lastLine(answer), chance) : undefined;
    // Who sees the very line again that he has just sent gives up.
    line = choice ?? (again === line ? undefined : again);
  }
  const received = isReceipt(turns.at(-1)?.answer ?? '');
  return { at: when, citizen, speaking, intention, turns, received };
}
