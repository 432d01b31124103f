import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineCommand, type Matter, type ReplyResult } from '../../src/chat/command.ts';
import { toConfirm } from '../../src/chat/confirm.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { entryOf } from './entry-of.ts';

const command = defineCommand({
  name: '销案',
  aliases: [],
  order: 1,
  summary: '销一件',
  usage: '销案 编号',
  examples: [{ line: '销案 1', where: 'private' }],
  roles: 'anyone',
  where: 'private',
  effect: 'decides',
  args: z.object({}),
  about: async () => ({ words: '', version: '' }),
  run: async () => ({ reply: '' }),
});
const text = loadReplies(TEMPLATES_DIR).knowing({ group: false, at: '', bound: true });
const LINE = { command, rest: '1', number: 1 };
const at = (version: string) => async (): Promise<Matter | ReplyResult> => ({ words: '第1件', version });

describe('a line that decides', () => {
  it('is asked about with its words, and holds the version that was shown', async () => {
    const asked = await toConfirm({ text, entry: entryOf('m1') }, LINE, at('1:3'));
    expect(asked).toMatchObject({ dialogue: { kind: 'confirm', line: '销案 1', version: '1:3' } });
    expect(asked).toHaveProperty('text', expect.stringMatching(/^您要办的是：销案 1\n第1件\n[\s\S]*\n确认$/));
  });

  it('runs when it was confirmed and nothing has moved', async () => {
    expect(
      await toConfirm({ text, entry: entryOf('m2') }, { ...LINE, confirmed: '1:3' }, at('1:3')),
    ).toBeUndefined();
  });

  it('is shown anew, with the new version, when it has moved on meanwhile', async () => {
    const asked = await toConfirm({ text, entry: entryOf('m2') }, { ...LINE, confirmed: '1:3' }, at('1:4'));
    expect(asked).toMatchObject({ dialogue: { version: '1:4' } });
    expect(asked).toHaveProperty('text', expect.stringContaining('您看过之后情况有变，还没有办理'));
  });

  it('runs again for the message that confirmed it, though its own first run has moved the file on', async () => {
    const entry = entryOf('m2');
    const confirmed = { ...LINE, confirmed: '1:3' };
    expect(await toConfirm({ text, entry }, confirmed, at('1:3'))).toBeUndefined();
    expect(await toConfirm({ text, entry }, confirmed, at('1:4'))).toBeUndefined();
    expect(
      await toConfirm({ text, entry }, confirmed, async () => ({ reply: '没有这一件' })),
    ).toBeUndefined();
  });

  it('is answered at once where nothing can be decided', async () => {
    const gone = async () => ({ reply: '没有这一件' });
    expect(await toConfirm({ text, entry: entryOf('m1') }, LINE, gone)).toEqual({ reply: '没有这一件' });
    expect(await toConfirm({ text, entry: entryOf('m2') }, { ...LINE, confirmed: '1:3' }, gone)).toEqual({
      reply: '没有这一件',
    });
  });
});
