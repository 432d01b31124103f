import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { TrailFact } from '../../src/audit/types.ts';
import { entryPlace, photosOf, tellSealed } from '../../src/casefiles/follow-up.ts';
import { buildRelay, connectRelay } from '../../src/compose/build-relay.ts';
import { createDirectives } from '../../src/digests/directives-store.ts';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import type { PrivateWord } from '../../src/people/tell.ts';
import type { FillReply } from '../../src/texts/reply-texts.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { fixedClock } from '../support/fixed-clock.ts';

type Parts = Parameters<typeof connectRelay>[1];

const at = new Date('2026-11-24T02:00:00Z');
const until = new Date('2026-12-24T02:00:00Z');
const leader = { key: 'wecom:leader', role: 'leader' };

let fresh: FreshDatabase;
let services: ReturnType<typeof fileServices>;
const lines: string[] = [];
const told: PrivateWord[] = [];
const recorded: string[] = [];
const claimed: unknown[] = [];
const bound = new Set<string>();

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
beforeEach(() => {
  for (const list of [lines, told, claimed, recorded]) list.splice(0);
  bound.clear();
  const plain = fileServices(fresh.mongo);
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  const database = { mongo: fresh.mongo, sealer: plain.sealer };
  const relay = buildRelay({ database, log } as unknown as Parameters<typeof buildRelay>[0]);
  connectRelay(relay, parts, speaking);
  services = { ...plain, relay: relay.file };
});

const parts = {
  people: {
    identify: async (platform: string, userId: string) => ({
      ...{ key: `${platform}:${userId}`, role: 'bureau', bound: bound.has(`${platform}:${userId}`) },
    }),
  },
  photos: {
    attach: async (ids: readonly string[], file: string) => void claimed.push({ ids, file }),
  },
  trail: {
    record: async (facts: readonly TrailFact[]) => void recorded.push(...facts.map(({ key }) => key)),
  },
  tell: async (word: PrivateWord) => {
    if (word.text.includes('坏')) throw new Error(`cannot send ${word.text}`);
    told.push(word);
    return 'pushed' as const;
  },
} as unknown as Parts;

const speaking = {
  clock: fixedClock(at),
  text: ((name: string, data: object) => `${name} ${JSON.stringify(data)}`) as unknown as FillReply,
};

const toTell = (to: string, text = '请周五前答复') => ({
  ...{ to, about: 'assigned' as const, until, words: { title: '批示', text } },
});
const instruct = (key: string, ...tell: readonly ReturnType<typeof toTell>[]) =>
  createDirectives(services).open({ words: '危墙款走应急资金', by: leader, at, tell: () => tell })(key);

describe('what follows from an instruction', () => {
  it('is told to who is bound, under an id of the entry, with the words that were sealed', async () => {
    bound.add('dingtalk:0147');
    await instruct('k', toTell('dingtalk:0147'));
    expect(told).toEqual([
      {
        key: 'directives:k:k:0',
        kind: 'assigned',
        to: { platform: 'dingtalk', userId: '0147' },
        ...{ title: '批示', text: '请周五前答复', at, until },
      },
    ]);
  });

  it('is told to nobody who has no standing in the county any more, and is not tried again', async () => {
    bound.add('wecom:b');
    await instruct('l', toTell('wecom:a'), toTell('wecom:b'));
    expect(told.map(({ to }) => to.userId)).toEqual(['b']);
    expect(await fresh.mongo.collection('directives').findOne({ _id: 'l' } as object)).toMatchObject({
      pending: 0,
    });
    expect(recorded).toEqual(['directives:l:l']);
    expect(lines).toEqual([]);
  });

  it('that fails is logged by its code, without a word of what was to be told', async () => {
    bound.add('wecom:b');
    await instruct('m', toTell('wecom:b', '坏了的墙，测试甲'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'relay' });
    expect(lines.join()).not.toMatch(/测试甲|坏了/);
  });
});

it('gives photos to the case that was reported with them', async () => {
  const store = createDropoutStore(services);
  const { no } = await store.report({
    ...{ areaId: 't1', reportedAs: '疑似', child: {}, by: leader, at, on: '2026-11-24', photos: ['p', 'q'] },
  })('k');
  await store.supplement(no, { grade: '八年级' }, leader, at, ['r'])('s');
  expect(claimed).toEqual([
    { ids: ['p', 'q'], file: no },
    { ids: ['r'], file: no },
  ]);
});

it('tells whoever merged two cases when the merger had to be put back', async () => {
  bound.add('wecom:b');
  const put = { ...parts, dropouts: { link: () => async () => 'put-back' } } as unknown as Parts;
  const relay = buildRelay({
    ...{ database: { mongo: fresh.mongo, sealer: services.sealer }, log: pino({ level: 'silent' }) },
  } as unknown as Parameters<typeof buildRelay>[0]);
  connectRelay(relay, put, speaking);
  const link = { kind: 'link', file: 'K26-0002-B', move: 'joined', other: 'K26-0001-A' };
  const entries = [{ id: 'e', by: { key: 'wecom:b', role: 'bureau' }, at, after: [link] }];
  await fresh.mongo.collection('dropouts').insertOne({ _id: 'put', v: 1, pending: 1, entries } as object);
  await relay.sweep();
  expect(told).toMatchObject([{ to: { platform: 'wecom', userId: 'b' }, key: 'dropouts:put:e:0:told' }]);
  expect(told[0]?.text).toContain('K26-0001-A');
});

it('goes through every collection of files that grow by entries', async () => {
  const { sealer } = services;
  const relay = buildRelay({
    ...{ database: { mongo: fresh.mongo, sealer }, log: pino({ level: 'silent' }) },
  } as unknown as Parameters<typeof buildRelay>[0]);
  connectRelay(relay, parts, speaking);
  bound.add('wecom:b');
  const names = ['dropouts', 'hazards', 'incidents', 'directives'];
  for (const name of names) {
    const tell = tellSealed(sealer, entryPlace(name, 'swept', 'e'), toTell('wecom:b', name));
    const entries = [{ id: 'e', after: [...photosOf(name, ['p']), tell] }];
    await fresh.mongo.collection(name).insertOne({ _id: 'swept', v: 1, pending: 1, entries } as object);
  }
  await relay.sweep();
  expect(told.map(({ text }) => text).sort()).toEqual([...names].sort());
  expect(told.map(({ key }) => key)).toContain('hazards:swept:e:1');
});
