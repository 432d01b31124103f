import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadCommands } from '../../src/chat/registry.ts';
import { COMMANDS_DIR } from '../../src/compose/paths.ts';
import { createDeliverySeals } from '../../src/delivery/content-codec.ts';
import { deliveriesOf } from '../../src/delivery/delivery-document.ts';
import { idCheckSign } from '../../src/kit/id-number.ts';
import { createLog } from '../../src/log.ts';
import type { TestChat } from '../support/chat.ts';
import { chatInWangxi, type GroupName, type PersonName, talkTo } from './wangxi.ts';

const CASES = 300;
const SEED = 20_261_201;
const one = <T>(list: readonly T[]) => fc.constantFrom(...list);
const WHO: readonly PersonName[] = [
  'tongdu',
  'bureau',
  'leader',
  'teacher',
  'principal',
  'village',
  'auditor',
  'admin',
  'stranger',
];

/** Names that stand in no file of ours, so that whatever is found was typed here. */
const names = fc
  .tuple(one([...'仉佴亓郄璩']), one([...'龘龑燚淼焱']), one([...'骦骧骕骙骉']))
  .map((signs) => signs.join(''));
const idNumbers = fc.integer({ min: 100, max: 999 }).map((order) => {
  const body = `99010120130419${order}`;
  return `${body}${idCheckSign(body)}`;
});
const phones = fc.integer({ min: 10_000_000, max: 99_999_999 }).map((tail) => `177${tail}`);

const commands = (await loadCommands(COMMANDS_DIR)).all;
const LINES = commands.flatMap(({ name, examples, verbs = {} }) => [
  name,
  ...examples.map(({ line }) => line),
  ...Object.values(verbs).flatMap((verb) => verb.examples.map(({ line }) => line)),
]);

const typed = fc.record({
  head: one([...LINES, 'K26-0001-M 补充', '417', '那个孩子', '登记']),
  who: one(WHO),
  group: fc.option(one<GroupName>(['tongdu', 'bureau', 'parents']), { nil: undefined, freq: 1 }),
  secrets: fc.tuple(names, idNumbers, phones),
  words: one(['姓名', '学生', '']),
});

/** What somebody says that they are called themselves (绑定): names of people at work stand in clear, as in the county file. */
const OWN_NAMES = ['bind_requests', 'bindings'];

const log: string[] = [];
let chat: TestChat;
const secrets = new Set<string>();
const inGroups: string[] = [];

beforeAll(async () => {
  const destination = { write: (line: string) => void log.push(line) };
  chat = await chatInWangxi({ log: createLog('debug', destination) });
  for (const platform of ['wecom', 'dingtalk'] as const) {
    const say = talkTo(chat, platform);
    await say('tongdu', '报辍学 桐渡镇初级中学 疑似 八年级 男 厌学');
    const cases = fc.sample(typed, { seed: SEED + platform.length, numRuns: CASES / 2 });
    for (const {
      head,
      who,
      group,
      secrets: [name, id, phone],
      words,
    } of cases) {
      const line = head.replace('{学校}', '桐渡镇初级中学').replace('{乡镇}', '桐渡镇');
      const reply = await say(who, `${line} ${words}${name} 身份证${id} 监护人电话${phone}`, group);
      for (const secret of [name, id, phone]) secrets.add(secret);
      if (group !== undefined) inGroups.push(reply);
      else if (reply.endsWith('确认')) await say(who, '确认');
    }
  }
  await chat.parts.relay.sweep();
}, 120_000);
afterAll(() => chat.stop());

const foundIn = (texts: readonly string[]): readonly string[] => {
  const all = texts.join('\n');
  return [...secrets].filter((secret) => all.includes(secret));
};

it('drives every command with seeded names, ID numbers and phones', () => {
  expect(secrets.size).toBeGreaterThan(CASES);
});

it('tells none of them in a group, in a reply or unasked', async () => {
  const { mongo, sealer } = chat.base.database;
  const seals = createDeliverySeals(sealer);
  const outgoing = await deliveriesOf(mongo)
    .find({ target: /:group:/ })
    .toArray();
  const pushed = outgoing.flatMap((delivery) => seals.envelope(delivery)?.parts ?? []);
  expect(foundIn([...inGroups, ...pushed])).toEqual([]);
});

it('logs none of them, also at debug, and measures none', async () => {
  // Talk alone logs nothing; that the log is listened to at all is shown by a line of our own.
  chat.base.log.debug('the search listens');
  expect(log.join('')).toContain('the search listens');
  expect(foundIn([...log, (await chat.base.metrics.page()).text])).toEqual([]);
});

it('stores none of them in clear, in any collection', async () => {
  const { db } = chat.base.database.mongo;
  const stored: string[] = [];
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray())
    for (const document of await db.collection(name).find({}).toArray())
      stored.push(`${name} ${JSON.stringify(document)}`);
  expect(stored.length).toBeGreaterThan(CASES / 10);
  const found = stored.filter((line) => foundIn([line]).length > 0).map((line) => line.split(' ')[0] ?? '');
  expect(found.filter((collection) => !OWN_NAMES.includes(collection))).toEqual([]);
});
