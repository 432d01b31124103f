import { afterEach, describe, expect, it } from '@jest/globals';
import { loadCommands } from '../../src/chat/registry.ts';
import { COMMANDS_DIR } from '../../src/compose/paths.ts';
import { DOCUMENTS, dialoguesIn, proseOf, textOf } from './documents.ts';
import { type Reader, readerOf, UNANSWERED } from './said.ts';

/** Somebody of each kind, the ones first whom most lines are for. */
const PEOPLE = ['桑小满', '卞知秋', '柏木青', '岑立夏', '闻惊蛰', '蔺守安', '简清明', '应如是'];

const { all } = await loadCommands(COMMANDS_DIR);
const WORDS = new Set(all.flatMap(({ name, aliases }) => [name, ...aliases]));

/** Whole lines in running text: `查 隐患 桐渡镇 本月`. A bare command is a name, and `…` stands for anything. */
function linesInProse(text: string): readonly string[] {
  const spans = [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, line = '']) => line);
  return spans.filter((line) => {
    const [first = '', ...more] = line.split(' ');
    return WORDS.has(first) && more.length > 0 && !/[…{|｜]/.test(line);
  });
}

/** Whether anybody gets an answer to it. */
async function isAnswered({ say }: Reader, line: string): Promise<boolean> {
  for (const person of PEOPLE) {
    const reply = await say(person, line);
    if (reply !== '' && !UNANSWERED.test(reply)) return true;
  }
  return false;
}

let reader: Reader | undefined;
afterEach(async () => {
  await reader?.stop();
  reader = undefined;
});

const speaking = DOCUMENTS.filter((document) => dialoguesIn(textOf(document)).length > 0);
describe('what a document lets people of 望溪县 say', () => {
  it.each(speaking)(
    '%s is answered line by line, from its top',
    async (document) => {
      reader = await readerOf();
      const failed: string[] = [];
      for (const { person, group, lines } of dialoguesIn(textOf(document)))
        for (const line of lines) {
          const reply = await reader.say(person, line, group);
          if (reply === '' || UNANSWERED.test(reply)) failed.push(`${person}: ${line} -> ${reply}`);
        }
      expect(failed).toEqual([]);
    },
    60_000,
  );

  it.each(DOCUMENTS.filter((document) => linesInProse(textOf(document)).length > 0))(
    '%s names in its text only lines that somebody is answered',
    async (document) => {
      reader = await readerOf();
      const failed: string[] = [];
      for (const line of linesInProse(textOf(document))) {
        if (!(await isAnswered(reader, line))) failed.push(line);
      }
      expect(failed).toEqual([]);
    },
    60_000,
  );
});
