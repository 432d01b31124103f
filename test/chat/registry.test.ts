import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Command, defineCommand, defineVerb, type Verb } from '../../src/chat/command.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { SentinelError } from '../../src/errors.ts';

const face = {
  aliases: ['查案'],
  order: 1,
  summary: '看一件',
  usage: '销案 编号',
  examples: [{ line: '销案 1', where: 'private' }],
  roles: 'anyone',
  where: 'both',
} as const;
const args = z.object({});
const run = async () => ({ reply: '' });
const shows = { ...face, effect: 'none', args, run } as const;
const about = async () => ({ words: '', version: '' });
const decides = { effect: 'decides', args, about, run } as const;
const said = { words: ['办结'], stands: 'first', usage: '', examples: [] } as const;

const codeOf = (...commands: readonly Command[]): string | undefined => {
  try {
    createRegistry(commands);
    return undefined;
  } catch (thrown) {
    return thrown instanceof SentinelError ? thrown.code : String(thrown);
  }
};
const withVerbs = (...verbs: readonly Verb[]): Command =>
  defineCommand({
    name: '销案',
    ...shows,
    verbs: Object.fromEntries(verbs.map((verb, at) => [`v${at}`, verb])),
  });

describe('a registry', () => {
  it('finds a command by any of its words', () => {
    const command = defineCommand({ name: '销案', ...shows });
    const { byName } = createRegistry([command]);
    expect([byName('销案'), byName('查案'), byName('别的')]).toEqual([command, command, undefined]);
  });

  it('refuses two commands that share a word', () => {
    const one = defineCommand({ name: '销案', ...shows });
    expect(codeOf(one, defineCommand({ ...shows, name: '结案' }))).toBe('bad-command');
  });

  it('refuses a command or verb that decides and is not private', () => {
    expect(codeOf(defineCommand({ name: '销案', ...face, ...decides }))).toBe('bad-command');
    expect(codeOf(defineCommand({ name: '销案', ...face, ...decides, where: 'private' }))).toBeUndefined();
    expect(codeOf(withVerbs(defineVerb({ ...said, ...decides })))).toBe('bad-command');
    expect(codeOf(withVerbs(defineVerb({ ...said, ...decides, where: 'private' })))).toBeUndefined();
    expect(codeOf(withVerbs(defineVerb({ ...said, ...decides, where: 'group' })))).toBe('bad-command');
  });

  it('refuses one that decides and does not say about what', () => {
    const silent = { name: '销案', ...face, ...decides, where: 'private', about: undefined };
    expect(codeOf(silent as unknown as Command)).toBe('bad-command');
  });

  it('refuses verbs that cannot be told from one another', () => {
    const adds = { effect: 'adds', args, run } as const;
    const verb = defineVerb({ ...said, ...adds });
    const implied = defineVerb({ ...said, words: [], implied: true, ...adds });
    expect(codeOf(withVerbs(verb, implied))).toBeUndefined();
    expect(codeOf(withVerbs(verb, verb))).toBe('bad-command');
    expect(codeOf(withVerbs(implied, implied))).toBe('bad-command');
    expect(codeOf(withVerbs(defineVerb({ ...said, words: [], ...adds })))).toBe('bad-command');
  });
});
