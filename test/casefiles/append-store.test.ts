import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Appends, createAppends } from '../../src/casefiles/append-store.ts';
import type { Appended } from '../../src/casefiles/appended.ts';
import { nextState } from '../../src/casefiles/transitions.ts';
import type { BulkUpdates } from '../../src/mongo/bulk-updates.ts';
import { cases } from '../support/cases.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import {
  begins,
  DOOR_MOVES,
  DOORS,
  type Door,
  type DoorEntry,
  type DoorMove,
  door,
  entry,
  mason,
  move,
  nextDay,
  noon,
  smith,
} from './doors.ts';

type Doors = Appends<DoorEntry, Door>;
type Outcome = Appended<Door, DoorMove>;

const D = { _id: 'd' };
const FOLLOWS = [{ kind: 'photos', ids: ['p'], file: 'd' }] as const;

let fresh: FreshDatabase;
let one: Doors;
let two: Doors;
beforeAll(async () => {
  fresh = await freshDatabase();
  one = instance();
  two = instance();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await one.files.deleteMany({});
  await store(door([entry('a', 'built', 'open')]));
});

/** An instance of the program with its own queues, or with other updates and another relay. */
function instance(over: Partial<ReturnType<typeof fileServices>> = {}): Doors {
  return createAppends({ ...fileServices(fresh.mongo), ...over }, DOORS);
}

async function store(file: Door): Promise<void> {
  await one.files.insertOne(file);
}

async function stored(): Promise<Door> {
  const file = await two.one(D);
  if (file === undefined) throw new Error('the door is gone');
  return file;
}

const fileOf = (outcome: Outcome): Door | undefined =>
  outcome.outcome === 'missing' ? undefined : outcome.file;
const ids = ({ entries }: Pick<Door, 'entries'>) => entries.map(({ id }) => id);

/** Updates that do something else first, or instead. */
function updatesThat(around: (write: () => Promise<boolean>) => Promise<boolean>): BulkUpdates {
  const { updates } = fileServices(fresh.mongo);
  return { update: (name, update) => around(() => updates.update(name, update)) };
}

describe('an entry', () => {
  it('is in the file with the state and the heads that follow, and the answer is what is stored', async () => {
    const done = await one.append(D, move('b', 'shut'), () => ({
      entry: { colour: 'red' },
      set: { colour: 'red' },
    }));
    expect(done).toMatchObject({ outcome: 'appended', file: { state: 'shut', v: 2, waitsFor: 'bureau' } });
    expect(await stored()).toEqual(fileOf(done));
    const gone = await two.append(D, move('c', 'walled'));
    expect(await stored()).toEqual(fileOf(gone));
    expect(await stored()).not.toHaveProperty('waitsFor');
  });

  it('may take a field away, which is then neither there nor null', async () => {
    await one.append(D, move('b', 'painted'), () => ({ set: { colour: 'red' } }));
    const { colour } = {} as { colour?: string };
    const bare = await one.append(D, move('c', 'painted'), () => ({ set: { colour } as object }));
    expect(await stored()).not.toHaveProperty('colour');
    expect(await stored()).toEqual(fileOf(bare));
  });

  it('finds the file by any filter that picks one', async () => {
    await store(door([entry('x', 'built', 'open')], { _id: 'e', colour: 'blue' }));
    expect(await one.append({ colour: 'blue' }, move('y', 'shut'))).toMatchObject({ file: { _id: 'e' } });
    expect(ids(await stored())).toEqual(['a']);
  });

  it('of a file that is not there is missing', async () => {
    expect(await one.append({ _id: 'nowhere' }, move('b', 'shut'))).toEqual({ outcome: 'missing' });
    expect(await one.files.countDocuments()).toBe(1);
  });

  it('that is declined leaves the file as it was', async () => {
    const before = await stored();
    const why = { outcome: 'declined', why: 'state', file: before };
    expect(await one.append(D, move('b', 'opened'))).toMatchObject(why);
    expect(await stored()).toEqual(before);
  });

  it('waits for the journal, as the first one of a file does', () => {
    expect(one.files.writeConcern).toMatchObject({ w: 1, journal: true });
  });
});

describe('many at once', () => {
  const WRITERS = 30;

  it('from two instances are all there, each once, and each is answered with the file as it left it', async () => {
    const done = await Promise.all(
      Array.from({ length: WRITERS }, (_, n) => (n % 2 ? one : two).append(D, move(`w${n}`, 'painted'))),
    );
    expect(done.map(({ outcome }) => outcome)).toEqual(Array(WRITERS).fill('appended'));
    const file = await stored();
    expect(file).toMatchObject({ v: WRITERS + 1, state: 'open' });
    expect(ids(file).sort()).toEqual(['a', ...Array.from({ length: WRITERS }, (_, n) => `w${n}`)].sort());
    for (const [n, outcome] of done.entries()) {
      const place = ids(file).indexOf(`w${n}`) + 1;
      expect(fileOf(outcome)).toMatchObject({ v: place, entries: file.entries.slice(0, place) });
    }
  });

  it('that exclude each other: one wins, the others are told what happened', async () => {
    const done = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 ? one : two).append(D, move(`w${n}`, 'shut'))),
    );
    const file = await stored();
    expect(file).toMatchObject({ state: 'shut', v: 2 });
    const lost = done.filter(({ outcome }) => outcome === 'declined');
    expect(lost).toHaveLength(7);
    for (const outcome of lost)
      expect(outcome).toEqual({
        ...{ outcome: 'declined', why: 'state', file, moves: ['opened', 'painted', 'walled'] },
      });
  });

  const kinds = Object.keys(DOOR_MOVES) as readonly DoorMove[];
  const wishes = fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      key: fc.integer({ min: 0, max: 7 }).map((n) => `w${n}`),
      by: fc.constantFrom(smith, mason),
      second: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  );

  it('leave a history that was legal step by step, with the entries that were acknowledged and no other', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, async (all) => {
        await one.files.deleteMany({});
        await store(door([entry('a', 'built', 'open')]));
        const done = await Promise.all(
          all.map(({ kind, key, by, second }) => (second ? two : one).append(D, move(key, kind, { by }))),
        );
        const { entries, ...file } = await stored();
        expect(file).toMatchObject({ v: entries.length, state: entries.at(-1)?.to });
        const acknowledged = all.flatMap(({ key }, n) =>
          done[n]?.outcome === 'appended' || done[n]?.outcome === 'repeated' ? [key] : [],
        );
        expect(ids({ entries }).sort()).toEqual(['a', ...new Set(acknowledged)].sort());
        entries.reduce<DoorEntry['to'] | undefined>((state, { kind, to }) => {
          expect(nextState(DOOR_MOVES[kind], state)).toBe(to);
          return to;
        }, undefined);
      }),
      cases(15),
    );
  });
});

describe('the same key', () => {
  it('from two instances at once is one entry, and both get the same file', async () => {
    const late = new Date(noon.getTime() + 700);
    const [first, second] = await Promise.all([
      one.append(D, move('k', 'shut')),
      two.append(D, move('k', 'shut', { at: late })),
    ]);
    expect(ids(await stored())).toEqual(['a', 'k']);
    expect(fileOf(first)).toEqual(await stored());
    expect(fileOf(second)).toEqual(await stored());
  });

  it('twice on one instance at once is one entry too', async () => {
    const done = await Promise.all([one.append(D, move('k', 'shut')), one.append(D, move('k', 'shut'))]);
    expect(done.map(fileOf)).toEqual([await stored(), await stored()]);
    expect(ids(await stored())).toEqual(['a', 'k']);
  });

  it('gives the file as its entry left it, whatever others added since', async () => {
    const first = await one.append(D, move('k', 'shut'), () => ({ set: { colour: 'red' } }));
    await two.append(D, move('l', 'opened', { by: mason }));
    await two.append(D, move('m', 'painted', { by: mason }));
    const before = await stored();
    const again = await two.append(D, move('k', 'shut', { at: nextDay }), () => ({
      set: { colour: 'blue' },
    }));
    expect(again).toEqual({ outcome: 'repeated', file: fileOf(first) });
    expect(await stored()).toEqual(before);
  });

  it('of a slower instance is answered as it was stored, on what somebody had added before it', async () => {
    const slow = instance({
      updates: updatesThat(async (write) => {
        // Between its look and its write another instance does the same, after somebody else.
        await one.append(D, move('x', 'painted', { by: mason }));
        await one.append(D, move('k', 'shut'));
        return write();
      }),
    });
    expect(await slow.append(D, move('k', 'shut'))).toEqual({ outcome: 'repeated', file: await stored() });
    expect(ids(await stored())).toEqual(['a', 'x', 'k']);
  });

  it('of a slower instance with a later clock keeps the time that was stored', async () => {
    const slow = instance({
      updates: updatesThat(async (write) => {
        await one.append(D, move('k', 'shut'));
        return write();
      }),
    });
    const done = await slow.append(D, move('k', 'shut', { at: nextDay }));
    expect(done).toEqual({ outcome: 'repeated', file: await stored() });
    expect((await stored()).entries.at(-1)).toMatchObject({ at: noon, on: '2026-11-24' });
  });
});

describe('after a crash between write and answer', () => {
  it('running again changes nothing and gives the file as it would have', async () => {
    const dying = instance({
      updates: updatesThat(async (write) => {
        await write();
        throw new Error('killed');
      }),
    });
    await expect(dying.append(D, move('k', 'shut'))).rejects.toThrow('killed');
    const left = await stored();
    await two.append(D, move('l', 'opened', { by: mason }));
    expect(await one.append(D, move('k', 'shut'))).toEqual({ outcome: 'repeated', file: left });
    expect(ids(await stored())).toEqual(['a', 'k', 'l']);
  });

  it('before the write, running again makes the entry, judged by what happened meanwhile', async () => {
    const dying = instance({ updates: updatesThat(() => Promise.reject(new Error('killed'))) });
    await expect(dying.append(D, move('k', 'shut'))).rejects.toThrow('killed');
    expect(ids(await stored())).toEqual(['a']);
    await two.append(D, move('l', 'torn-down'));
    expect(await one.append(D, move('k', 'shut'))).toMatchObject({ outcome: 'declined', why: 'state' });
  });
});

describe('the first entry', () => {
  const N = { _id: 'n' };

  it('makes the file', async () => {
    const made = await one.append(N, move('k', 'built'), begins('n'));
    expect(made).toMatchObject({ outcome: 'appended', file: { ...N, state: 'open', v: 1, open: true } });
    expect(await two.one(N)).toEqual(fileOf(made));
  });

  it('of two makers at once is one of theirs, and the other is judged by it', async () => {
    const wanted = (key: string) => ({
      ...move(key, 'built'),
      kind: (file: Door | undefined): DoorMove => (file === undefined ? 'built' : 'painted'),
    });
    const done = await Promise.all(
      ['k', 'l', 'm', 'n'].map((key, n) => (n % 2 ? one : two).append(N, wanted(key), begins('n'))),
    );
    expect(done.map(({ outcome }) => outcome)).toEqual(Array(4).fill('appended'));
    const file = await one.one(N);
    expect(file).toMatchObject({ v: 4, state: 'open' });
    expect(file?.entries.map(({ kind }) => kind)).toEqual(['built', 'painted', 'painted', 'painted']);
  });

  it('under one key from two instances at once makes one file, and both get it', async () => {
    const done = await Promise.all(
      [one, two, one, two].map((doors) => doors.append(N, move('k', 'built'), begins('n'))),
    );
    expect(done.map(({ outcome }) => outcome).sort()).toEqual([
      ...['appended', 'repeated', 'repeated', 'repeated'],
    ]);
    for (const outcome of done) expect(fileOf(outcome)).toEqual(await one.one(N));
  });

  it('is not made twice after a crash', async () => {
    const made = await one.append(N, move('k', 'built'), begins('n'));
    await one.append(N, move('l', 'shut'));
    expect(await two.append(N, move('k', 'built', { at: nextDay }), begins('n'))).toEqual({
      ...{ outcome: 'repeated', file: fileOf(made) },
    });
  });
});

describe('a full file', () => {
  const many = (count: number, over: Partial<DoorEntry> = {}) =>
    Array.from({ length: count }, (_, n) => entry(`e${n}`, n === 0 ? 'built' : 'painted', 'open', over));

  it('takes its 400th entry and no more, and says that nothing is possible', async () => {
    await store(door(many(399), { _id: 'f' }));
    const F = { _id: 'f' };
    expect(await one.append(F, move('k', 'painted'))).toMatchObject({
      outcome: 'appended',
      file: { v: 400 },
    });
    expect(await one.append(F, move('l', 'shut'))).toEqual({
      ...{ outcome: 'declined', why: 'full', file: await two.one(F), moves: [] },
    });
    expect(await one.append(F, move('k', 'painted'))).toMatchObject({ outcome: 'repeated' });
    expect(await two.one(F)).toMatchObject({ v: 400, state: 'open' });
  });

  it('is one of 1 MB too', async () => {
    const big = (bytes: number) => door(many(100, { colour: 'x'.repeat(bytes / 100) }));
    await store({ ...big(1_000_000), _id: 'big' });
    await store({ ...big(900_000), _id: 'nearly' });
    expect(await one.append({ _id: 'big' }, move('k', 'shut'))).toMatchObject({ why: 'full', moves: [] });
    expect(await one.append({ _id: 'nearly' }, move('k', 'shut'))).toMatchObject({ outcome: 'appended' });
  });
});

describe('a write that is always too late', () => {
  it('is given up in the end, and said so', async () => {
    let tries = 0;
    const late = instance({
      updates: updatesThat(async () => {
        tries += 1;
        return false;
      }),
    });
    await expect(late.append(D, move('k', 'shut'))).rejects.toMatchObject({ code: 'casefile_contended' });
    expect(tries).toBe(50);
    expect(ids(await stored())).toEqual(['a']);
  });

  it('asks anew what the entry brings, of the file as it is by then', async () => {
    const seen: (number | undefined)[] = [];
    let tries = 0;
    const overtaken = instance({
      updates: updatesThat(async (write) => {
        tries += 1;
        if (tries < 3) await one.append(D, move(`x${tries}`, 'painted', { by: mason }));
        return write();
      }),
    });
    await overtaken.append(D, move('k', 'shut'), (file) => {
      seen.push(file?.v);
      return { set: { colour: `after ${file?.entries.length}` } };
    });
    expect(seen).toEqual([1, 2, 3]);
    expect(await stored()).toMatchObject({ colour: 'after 3', v: 4 });
  });
});

describe('what follows from an entry', () => {
  const relayed: string[] = [];
  const relaying = () => instance({ relay: async (...to) => void relayed.push(to.join(' ')) });
  beforeEach(() => void relayed.splice(0));

  it('is counted in the file and handed on at once, also from a first entry', async () => {
    await relaying().append(D, move('k', 'shut'), () => ({ after: FOLLOWS }));
    await relaying().append({ _id: 'n' }, move('k', 'built'), () => ({
      fresh: { _id: 'n' },
      after: FOLLOWS,
    }));
    expect(relayed).toEqual(['doors d', 'doors n']);
    expect(await stored()).toMatchObject({ pending: 1, entries: [{}, { after: FOLLOWS }] });
  });

  it('is nothing when nothing follows, and nothing more when it is repeated or declined', async () => {
    await relaying().append(D, move('k', 'shut'));
    await one.append(D, move('l', 'painted'), () => ({ after: FOLLOWS }));
    await relaying().append(D, move('l', 'painted'), () => ({ after: FOLLOWS }));
    await relaying().append(D, move('m', 'shut'), () => ({ after: FOLLOWS }));
    expect(relayed).toEqual([]);
    expect(await stored()).toMatchObject({ pending: 1 });
  });

  it('waits for no older failure', async () => {
    const relayAt = nextDay;
    await one.files.updateOne(D, { $set: { pending: 1, relayAt } });
    await one.append(D, move('k', 'painted'));
    expect(await stored()).toMatchObject({ pending: 1, relayAt });
    await one.append(D, move('l', 'painted'), () => ({ after: FOLLOWS }));
    expect(await stored()).toMatchObject({ pending: 2 });
    expect(await stored()).not.toHaveProperty('relayAt');
  });
});

it('gives sealed bytes back as Buffers', async () => {
  const sealed = Buffer.from('closed');
  await one.append(D, move('k', 'painted'), () => ({ entry: { sealed } as object }));
  const [, kept] = (await stored()).entries as readonly { readonly sealed?: Buffer }[];
  expect(Buffer.isBuffer(kept?.sealed)).toBe(true);
  expect(kept?.sealed).toEqual(sealed);
});
