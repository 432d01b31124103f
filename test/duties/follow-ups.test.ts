import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RelayTargets } from '../../src/casefiles/carry-out.ts';
import type { ToTell } from '../../src/casefiles/follow-up.ts';
import { createRelay } from '../../src/casefiles/relay-store.ts';
import { createDutyStore } from '../../src/duties/duties-store.ts';
import { RETURN_FILE } from '../../src/duties/return-document.ts';
import type { Answer, DutyReturn } from '../../src/duties/types.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { SPECS } from './specs.ts';

const NOW = new Date('2026-12-28T02:00:00Z');
const by = { key: 'wecom:fang', name: '房霜白', role: 'school' };
const officer = { key: 'wecom:bian', role: 'bureau' };
const zero: Answer = { zero: true, values: {} };
const found: Answer = { zero: false, values: {}, words: '围墙裂缝' };

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await migratedDatabase();
});
afterAll(() => fresh.drop());

let n = 0;
async function opened(): Promise<string> {
  n += 1;
  const { id } = await createDutyStore(fileServices(fresh.mongo)).open({
    ...{ id: `zero-report:${n}`, kind: 'zero-report', title: '季末零报告' },
    ...{ period: { key: '2026Q4', label: '第四季度' }, audience: 'school', expected: ['s1'], posts: [] },
    ...{ openedAt: NOW, due: new Date('2026-12-31T09:00:00Z'), dueOn: '2026-12-31', answer: SPECS.zero },
    ...{ basis: '县教〔2026〕12号', minutes: 10 },
  });
  return id;
}

/** An instance, and what its relay carried out. `dies`: it is killed after the write, before anything follows. */
function instance(dies = false) {
  const services = fileServices(fresh.mongo);
  const done: unknown[] = [];
  const targets: RelayTargets = {
    link: async () => {},
    trail: async () => {},
    photos: async ({ ids, file }) => {
      done.push({ ids, file });
    },
    tell: async (id, { to }, { text }) => {
      done.push({ id, to, text });
    },
  };
  const relay = createRelay({
    ...services,
    collections: [RETURN_FILE.collection],
    onError: (error) => {
      throw error;
    },
  });
  relay.connect(targets);
  const killed = async (): Promise<void> => {
    throw new Error('killed');
  };
  return { store: createDutyStore({ ...services, relay: dies ? killed : relay.file }), relay, done };
}

const tell = ({ entries, answer }: DutyReturn): ToTell => ({
  to: entries.at(-1)?.by.key ?? '',
  about: 'duty-due',
  until: new Date('2027-01-10T00:00:00Z'),
  words: { title: '复核', text: answer?.words ?? '零' },
});

describe('what follows from a return', () => {
  it('is done when the answer is told', async () => {
    const [id, { store, done }] = [await opened(), instance()];
    await store.answer(id, 's1', zero, by, NOW, ['m#1', 'm#2'])('k1');
    await store.answer(id, 's1', found, by, NOW)('k2');
    await store.note(id, 's1', { kind: 'confirmed', tell }, officer, NOW)('k3');
    expect(done).toEqual([
      { ids: ['m#1', 'm#2'], file: `${id}#s1` },
      { id: `duty_returns:${id}#s1:k3:0`, to: by.key, text: '围墙裂缝' },
    ]);
  });

  it('lies sealed until then, and is no part of what is shown', async () => {
    const id = await opened();
    const { store } = instance();
    await store.answer(id, 's1', found, by, NOW)('k1');
    const noted = await store.note(id, 's1', { kind: 'sent-back', words: '再核', tell }, officer, NOW)('k2');
    expect(JSON.stringify(noted)).not.toMatch(/"after"|followed/);
    const raw = JSON.stringify(await fresh.mongo.collection('duty_returns').find({ dutyId: id }).toArray());
    expect(raw).not.toMatch(/围墙|复核|再核/);
  });

  it('is made good after a kill between the write and what follows, once', async () => {
    const id = await opened();
    await expect(instance(true).store.answer(id, 's1', zero, by, NOW, ['m#1'])('k1')).rejects.toThrow(
      'killed',
    );
    await expect(
      instance(true).store.note(id, 's1', { kind: 'confirmed', tell }, officer, NOW)('k2'),
    ).rejects.toThrow('killed');
    const other = instance();
    // The message is run again: told the same, nothing written.
    const again = await other.store.note(id, 's1', { kind: 'confirmed', tell }, officer, NOW)('k2');
    expect(again).toMatchObject({ outcome: 'repeated', file: { confirmed: true } });
    expect(await other.relay.sweep()).toMatchObject({ followed: 2, failed: 0 });
    expect(other.done).toEqual([
      { ids: ['m#1'], file: `${id}#s1` },
      expect.objectContaining({ to: by.key, text: '零' }),
    ]);
    expect(await other.relay.sweep()).toMatchObject({ followed: 0 });
    expect(other.done).toHaveLength(2);
  });

  it('is about the answer that was judged, not one that came before it', async () => {
    const [id, { store, done }] = [await opened(), instance()];
    await store.answer(id, 's1', zero, by, NOW)('k1');
    const note = store.note(id, 's1', { kind: 'confirmed', tell }, officer, NOW);
    await store.answer(id, 's1', found, officer, NOW)('k2');
    await note('k3');
    expect(done).toEqual([expect.objectContaining({ to: officer.key, text: '围墙裂缝' })]);
  });

  it('is nothing where the note is declined', async () => {
    const [id, { store, relay, done }] = [await opened(), instance()];
    expect(await store.note(id, 's1', { kind: 'confirmed', tell }, officer, NOW)('k1')).toMatchObject({
      outcome: 'declined',
    });
    expect(await relay.sweep()).toMatchObject({ followed: 0 });
    expect(done).toEqual([]);
  });
});
