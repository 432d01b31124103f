import type { Choice, Command } from './command.ts';
import { exampleOf } from './examples.ts';
import type { Outcome } from './outcome.ts';
import { hasRole } from './rights.ts';
import type { Turn } from './turn.ts';
import type { Understood } from './understand.ts';

const DROPOUT_TALK =
  /没来|未到校|没到校|没上学|不上学|没去学校|不读|不念|辍学|失学|缺勤|旷课|没回来|未返校|没报到/u;
const HAZARD_TALK =
  /隐患|坏了|失灵|破损|裂缝|松动|漏电|漏水|漏气|堵塞|倒了|塌|脱落|不亮|没有警示|危墙|消防通道/u;

/**
 * A text in which no command was recognised. A slip gets "您要找的是不是"; plain talk about a child or a
 * hazard gets the line that would register it; nothing is ever stored from a guess.
 */
export function answerUnknown(turn: Turn, unknown: Extract<Understood, { kind: 'unknown' }>): Outcome {
  if (turn.personalDataTyped) return { text: turn.text('recall-not-filed'), recalls: true };
  const usable = unknown.suggestions.filter((command) => hasRole(command, turn.actor));
  if (usable.length > 0) return didYouMean(turn, usable, unknown.rest);
  const guess = unknown.slash ? undefined : guessReport(turn.message.text);
  return guess === undefined ? { text: turn.text('unknown') } : offerReport(turn, guess);
}

function didYouMean(turn: Turn, commands: readonly Command[], rest: string): Outcome {
  const inGroup = turn.message.chat.kind === 'group';
  const choices: readonly Choice[] = commands.map((command) => ({
    label: `${command.name}：${command.summary}`,
    // What was typed may name a child: it is repeated in private only.
    line: rest === '' || inGroup ? exampleOf(command, turn) : `${command.name} ${rest}`,
  }));
  const anyRuns = commands.some((command) => command.reads);
  return {
    text: turn.text('did-you-mean', { choices, anyRuns, line: choices[0]?.line }),
    dialogue: {
      kind: 'choose',
      // A number never writes: for a writing command it only shows the line that does.
      choices: choices.map((choice, index) => ({ ...choice, copyOnly: commands[index]?.reads !== true })),
    },
  };
}

function guessReport(text: string): '报辍学' | '报隐患' | undefined {
  if (DROPOUT_TALK.test(text)) return '报辍学';
  return HAZARD_TALK.test(text) ? '报隐患' : undefined;
}

function offerReport(turn: Turn, command: '报辍学' | '报隐患'): Outcome {
  const line = `${command} ${turn.message.text.replace(/\s+/g, ' ').trim()}`;
  return { text: turn.text('looks-like-report', { command, line }) };
}
