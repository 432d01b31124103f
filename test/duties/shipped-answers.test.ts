import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { findCommand } from '../../src/chat/parse/find-command.ts';
import { splitCommands } from '../../src/chat/parse/line.ts';
import { soundsLikeReport } from '../../src/chat/parse/plain-talk.ts';
import { loadCommands } from '../../src/chat/registry.ts';
import { COMMANDS_DIR, TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { fits } from '../../src/duties/read-answer.ts';
import { loadReminders } from '../../src/reminders/files/load-folder.ts';

const { all: commands } = await loadCommands(COMMANDS_DIR);
const isCommand = (word: string): boolean => 'exact' in findCommand(commands, word);
const asked = loadReminders(join(TEMPLATES_DIR, 'reminders'), readRule).flatMap(({ id, parts }) =>
  parts.flatMap(({ audience, answer }) => (answer === undefined ? [] : [{ id, audience, answer }])),
);

describe('the answers that the shipped reminders ask for', () => {
  it('are many', () => {
    expect(asked.length).toBeGreaterThan(20);
  });
  it.each(asked.map((one) => [`${one.id} for ${one.audience}`, one] as const))(
    '%s: said bare, is an answer and no command',
    (_name, { answer }) => {
      for (const said of [answer.example, answer.example.replace(/ /g, '　'), `${answer.example}。`]) {
        expect([said, fits(answer, said)]).toEqual([said, 'answer']);
        const words = splitCommands(said, isCommand).map(({ word }) => word);
        expect(words.filter(isCommand)).toEqual([]);
        expect(soundsLikeReport(said)).toBeUndefined();
      }
    },
  );
  it('may be one 0 where nothing at all is usual, and only there', () => {
    const numbers = asked.filter(({ answer }) => answer.kind === 'numbers' && answer.fields.length > 1);
    const byZero = numbers.filter(
      ({ answer }) => fits(answer, '0') === 'answer' && fits(answer, '无') === 'answer',
    );
    expect(byZero.map(({ id, audience }) => `${id} ${audience}`).toSorted()).toEqual([
      'drowning township',
      'fire-day township',
      'monthly-report school',
      'quarterly-review township',
      'returnees school',
      'term-start township',
      'township-monthly township',
    ]);
  });
  it('begin with no word of a command', () => {
    expect(asked.flatMap(({ answer }) => answer.words).filter(isCommand)).toEqual([]);
  });
});
