import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createContacts } from '../../src/people/contacts.ts';
import type { PrivateKind } from '../../src/people/private-kind.ts';
import type { ContactFacts, Contacts } from '../../src/people/reach.ts';
import { createTell, type PrivateWord, type Tell } from '../../src/people/tell.ts';
import {
  createWaiting,
  MOST_AT_ONCE,
  type Waiting,
  type WaitingText,
} from '../../src/people/waiting-store.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { testSealer } from '../support/test-sealer.ts';

const sealer = testSealer();
const at = new Date('2026-11-24T02:00:00Z');
const later = (n: number): Date => new Date(at.getTime() + n * 60_000);
const until = later(24 * 60);

describe('what waits for a next contact', () => {
  let fresh: FreshDatabase;
  let waiting: Waiting;
  const left = new Set<string>();
  const create = () =>
    createWaiting({
      mongo: fresh.mongo,
      sealer,
      clock: fixedClock(at),
      standing: async ({ userId }) => !left.has(userId),
    });
  const text = (n: number, more: Partial<WaitingText> = {}): WaitingText => ({
    key: `k${n}`,
    person: 'wecom:zhuo',
    kind: 'bind-merge',
    text: `第${n}件`,
    at: later(n),
    until,
    ...more,
  });
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());
  beforeEach(async () => {
    await fresh.mongo.collection('waiting').deleteMany({});
    waiting = create();
  });

  it('is not told to who has left, the same message included, and is there when they come back', async () => {
    await waiting.put(text(1));
    await waiting.put(text(2, { kind: 'bind-decided' }));
    left.add('zhuo');
    expect(await waiting.tell('wecom:zhuo', 'm1', later(3))).toEqual(['第2件']);
    expect(await waiting.tell('wecom:zhuo', 'm2', later(4))).toEqual([]);
    left.clear();
    expect(await waiting.tell('wecom:zhuo', 'm3', later(5))).toEqual(['第1件']);
    left.add('zhuo');
    expect(await waiting.tell('wecom:zhuo', 'm3', later(6))).toEqual([]);
    left.clear();
  });

  it('is told once, to them alone, in order; the same message hears the same again', async () => {
    await waiting.put(text(2));
    await waiting.put(text(1));
    await waiting.put(text(1, { text: 'twice' }));
    expect(await waiting.tell('wecom:other', 'm0', later(3))).toEqual([]);
    expect(await waiting.tell('wecom:zhuo', 'm1', later(3))).toEqual(['第1件', '第2件']);
    expect(await waiting.tell('wecom:zhuo', 'm2', later(4))).toEqual([]);
    expect(await waiting.tell('wecom:zhuo', 'm1', later(5))).toEqual(['第1件', '第2件']);
    await waiting.put(text(1));
    expect(await waiting.tell('wecom:zhuo', 'm3', later(6))).toEqual([]);
  });

  it('is told by one of two messages that come at once on two instances', async () => {
    await waiting.put(text(1));
    const told = await Promise.all(
      Array.from({ length: 6 }, (_, n) => create().tell('wecom:zhuo', `m${n}`, later(2))),
    );
    expect(told.flat()).toEqual(['第1件']);
  });

  it('comes in helpings, and not when its time is over', async () => {
    for (let n = 1; n <= MOST_AT_ONCE + 2; n += 1) await waiting.put(text(n));
    await waiting.put(text(50, { until: later(60) }));
    expect(await waiting.tell('wecom:zhuo', 'm1', later(61))).toHaveLength(MOST_AT_ONCE);
    expect(await waiting.tell('wecom:zhuo', 'm2', later(62))).toHaveLength(2);
  });

  it('is not stored in words that can be read, and is purged when told or over', async () => {
    await waiting.put(text(1, { text: '合并 A7K3' }));
    expect(JSON.stringify(await fresh.mongo.collection('waiting').find().toArray())).not.toContain('A7K3');
    expect(await waiting.purge(later(60))).toBe(0);
    await waiting.tell('wecom:zhuo', 'm1', later(2));
    await waiting.put(text(2));
    expect(await waiting.purge(later(1.5))).toBe(1);
    expect(await waiting.purge(later(48 * 60))).toBe(1);
  });

  describe('tell', () => {
    const word: PrivateWord = {
      key: 'w1',
      kind: 'bind-merge',
      to: { platform: 'wecom', userId: 'zhuo' },
      title: '账号绑定',
      text: '请确认',
      at,
      until,
    };
    const PRIVATE_KINDS = Object.keys({
      ...{ 'bind-merge': 0, 'bind-decided': 0, assigned: 0, 'duty-due': 0 },
      ...{ 'own-report': 0, overdue: 0, emergency: 0, digest: 0, document: 0, operations: 0 },
    } satisfies Record<PrivateKind, 0>) as PrivateKind[];

    let contacts: Contacts;
    let pushed: PrivateWord[];
    let tell: Tell;
    beforeEach(async () => {
      await fresh.mongo.collection('contacts').deleteMany({});
      contacts = createContacts({
        ...{ mongo: fresh.mongo, sealer, clock: fixedClock(at) },
        channels: { wecomSocket: true, wecomApp: false, dingtalkPerson: false },
        webhookOf: async () => undefined,
      });
      pushed = [];
      tell = createTell({ contacts, waiting, push: async (one) => void pushed.push(one) });
    });
    const speak = async (chat: ContactFacts['chat']): Promise<void> => {
      contacts.noted({ platform: 'wecom', chat, sender: { id: 'zhuo', outsider: false }, spoke: true, at });
      await contacts.settled();
    };
    const privately = { kind: 'single', id: 'zhuo' } as const;

    it('pushes to who has spoken in private, and lets nothing wait', async () => {
      await speak(privately);
      expect(await tell(word)).toBe('pushed');
      expect(pushed).toEqual([word]);
      expect(await waiting.tell('wecom:zhuo', 'm1', later(1))).toEqual([]);
    });

    it.each<[string, () => Promise<void>]>([
      ['never spoke', async () => {}],
      ['spoke in a group only', () => speak({ kind: 'group', id: 'wr1' })],
      [
        'is gone since',
        async () => {
          await speak(privately);
          await contacts.markGone({ platform: 'wecom', kind: 'person', id: 'zhuo' }, 'gone', later(0.5));
        },
      ],
    ])('waits for who %s, and pushes nothing', async (_who, before) => {
      await before();
      expect(await tell(word)).toBe('waiting');
      expect(pushed).toEqual([]);
      expect(await waiting.tell('wecom:zhuo', 'm1', later(1))).toEqual(['请确认']);
    });

    it('waits where nothing can be pushed at all', async () => {
      await speak(privately);
      expect(await createTell({ contacts, waiting })(word)).toBe('waiting');
      expect(await waiting.tell('wecom:zhuo', 'm1', later(1))).toEqual(['请确认']);
    });

    it.each(PRIVATE_KINDS)('%s is for the one person alone when no channel is there', async (kind) => {
      expect(await tell({ ...word, kind })).toBe('waiting');
      expect(pushed).toEqual([]);
      expect(await fresh.mongo.collection('waiting').find().toArray()).toMatchObject([
        { person: 'wecom:zhuo', kind, open: true },
      ]);
      expect(await waiting.tell('wecom:other', 'm1', later(1))).toEqual([]);
      expect(await waiting.tell('wecom:zhuo', 'm2', later(1))).toEqual(['请确认']);
    });
  });
});
