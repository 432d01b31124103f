import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ConfiguredChannels, createContacts } from '../../src/people/contacts.ts';
import type { ContactFacts, Contacts } from '../../src/people/reach.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { testSealer } from '../support/test-sealer.ts';

const sealer = testSealer();
const start = new Date('2026-11-24T02:00:00Z');
const minutes = (n: number): Date => new Date(start.getTime() + n * 60_000);
const session = (n: number, lasts = 90) => ({
  url: `https://oapi.dingtalk.com/robot/sendBySession?session=secret${n}`,
  expires: minutes(n + lasts).getTime(),
});

describe('contacts', () => {
  let fresh: FreshDatabase;
  let contacts: Contacts;
  let other: Contacts;
  const clock = fixedClock(start);
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());
  beforeEach(async () => {
    await fresh.mongo.collection('contacts').deleteMany({});
    clock.set(start);
    contacts = create();
    other = create();
  });

  const create = (channels: Partial<ConfiguredChannels> = {}): Contacts =>
    createContacts({
      mongo: fresh.mongo,
      sealer,
      clock,
      channels: { wecomSocket: true, wecomApp: false, dingtalkPerson: true, ...channels },
      webhookOf: async (platform, chat) =>
        `${platform}:${chat}` === 'dingtalk:cid1' ? { url: 'https://hook', secret: 's' } : undefined,
    });
  const said = (facts: Partial<ContactFacts> = {}): ContactFacts => ({
    platform: 'wecom',
    chat: { kind: 'single', id: 'sang' },
    sender: { id: 'sang', outsider: false },
    spoke: true,
    at: start,
    ...facts,
  });
  const note = async (...all: readonly ContactFacts[]): Promise<void> => {
    for (const facts of all) contacts.noted(facts);
    await contacts.settled();
  };
  const person = { platform: 'wecom', kind: 'person', id: 'sang' } as const;
  const group = { platform: 'dingtalk', kind: 'group', id: 'cid1' } as const;
  const inGroup = (n: number): ContactFacts =>
    said({ platform: 'dingtalk', chat: { kind: 'group', id: 'cid1' }, session: session(n), at: minutes(n) });

  it('knows no way to a person of WeCom who never spoke, and one after they did', async () => {
    expect(await contacts.addressOf(person)).toBeUndefined();
    expect(await contacts.reachable({ platform: 'wecom', userId: 'sang' })).toEqual([]);
    await note(said());
    expect(await other.addressOf(person)).toEqual({ kind: 'person', id: 'sang', spoken: true });
    expect(await other.reachable({ platform: 'wecom', userId: 'sang' })).toEqual(['wecom.socket']);
  });

  it('knows when somebody spoke last, whoever heard it, and nothing of who only opened the chat', async () => {
    const sang = { platform: 'wecom', userId: 'sang' } as const;
    await note(said({ spoke: false, at: minutes(0) }));
    expect(await other.lastSpoke(sang)).toBeUndefined();
    await note(said({ at: minutes(10) }), said({ at: minutes(40) }));
    expect(await other.lastSpoke(sang)).toEqual(minutes(40));
  });

  it.each([
    [{ wecomApp: true }, 'wecom', false, ['wecom.app']],
    [{ wecomApp: true }, 'wecom', true, ['wecom.socket', 'wecom.app']],
    [{ wecomSocket: false }, 'wecom', true, []],
    [{}, 'dingtalk', false, ['dingtalk.person']],
    [{ dingtalkPerson: false }, 'dingtalk', true, []],
  ] as const)('with %j, %s, spoken %s: %j', async (channels, platform, spoken, expected) => {
    const mine = create(channels);
    if (spoken) await note(said({ platform }));
    expect(await mine.reachable({ platform, userId: 'sang' })).toEqual(expected);
  });

  it.each([
    ['the chat was only opened', said({ spoke: false })],
    ['the words were said in a group', said({ chat: { kind: 'group', id: 'wr1' } })],
    ['the sender is of another organisation', said({ sender: { id: 'sang', outsider: true } })],
    ['the sender has no id', said({ sender: { id: '', outsider: true } })],
  ])('opens no private channel when %s', async (_what, facts) => {
    await note(facts);
    expect(await contacts.reachable({ platform: 'wecom', userId: 'sang' })).toEqual([]);
  });

  it('gives the session of a group while it lives, and its own webhook always', async () => {
    await note(inGroup(0));
    const webhook = { url: 'https://hook', secret: 's' };
    expect(await contacts.addressOf(group)).toMatchObject({ session: session(0), webhook, spoken: true });
    clock.set(minutes(91));
    expect(await contacts.addressOf(group)).toEqual({ kind: 'group', id: 'cid1', spoken: true, webhook });
  });

  it('stores no webhook that can be read', async () => {
    await note(inGroup(0));
    expect(JSON.stringify(await fresh.mongo.collection('contacts').find().toArray())).not.toContain(
      'secret0',
    );
  });

  it('keeps the longest-lived session, in whatever order two instances write', async () => {
    other.noted(inGroup(40));
    await other.settled();
    await note(inGroup(5), inGroup(20));
    expect((await contacts.addressOf(group))?.session).toEqual(session(40));
  });

  it('writes only what is news', async () => {
    let writes = 0;
    contacts.onReached(() => {
      writes += 1;
    });
    await note(said({ spoke: false }));
    await note(said());
    await note(said({ at: minutes(1) }), said({ at: minutes(5) }));
    expect(writes).toBe(2);
    await note(said({ at: minutes(6) }));
    expect(writes).toBe(3);
    await note(inGroup(0), inGroup(1), inGroup(4));
    expect(writes).toBe(4);
    await note(inGroup(11));
    expect(writes).toBe(5);
  });

  it('makes one document of messages that race on two instances', async () => {
    const all = Array.from({ length: 40 }, (_, n) => [create(), inGroup(n)] as const);
    for (const [each, facts] of all) each.noted(facts);
    await Promise.all(all.map(([each]) => each.settled()));
    expect(await fresh.mongo.collection('contacts').countDocuments()).toBe(1);
    expect((await contacts.addressOf(group))?.session).toEqual(session(39));
  });

  it('has no way to a target that is gone, until it speaks again', async () => {
    await note(said());
    await contacts.markGone(person, '93006', minutes(1));
    expect(await other.addressOf(person)).toBeUndefined();
    expect(await other.reachable({ platform: 'wecom', userId: 'sang' })).toEqual([]);
    await note(said({ at: minutes(1) }));
    expect(await other.addressOf(person)).toBeUndefined();
    await note(said({ at: minutes(7) }));
    expect(await other.reachable({ platform: 'wecom', userId: 'sang' })).toEqual(['wecom.socket']);
  });

  it('never fails a message, and tries again with the next one', async () => {
    const errors: Error[] = [];
    const broken = { ...sealer, seal: () => Buffer.alloc(0) };
    const mine = createContacts({
      mongo: { ...fresh.mongo, db: { collection: () => ({}) } as never },
      sealer: broken,
      clock,
      channels: { wecomSocket: true, wecomApp: true, dingtalkPerson: true },
      webhookOf: async () => undefined,
      onError: (error) => errors.push(error),
    });
    for (const at of [start, minutes(1)]) {
      mine.noted(said({ at }));
      await mine.settled();
    }
    expect(errors).toHaveLength(2);
  });

  it('remembers how the chat spells a person with an encrypted id', async () => {
    await note(said({ sender: { id: 'sang', spelled: 'woAAAA', outsider: false } }));
    expect(await contacts.addressOf(person)).toMatchObject({ id: 'sang', spelled: 'woAAAA' });
  });
});
