import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Appends, createAppends } from '../../src/casefiles/append-store.ts';
import type { RelayTargets } from '../../src/casefiles/carry-out.ts';
import { entryPlace, type FollowUp, photosOf, tellSealed } from '../../src/casefiles/follow-up.ts';
import { createRelay, type Relay, type RelayParts } from '../../src/casefiles/relay-store.ts';
import { serverNow } from '../../src/mongo/server-time.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { DOORS, type Door, type DoorEntry, door, entry, move, nextDay } from './doors.ts';

let fresh: FreshDatabase;
let services: ReturnType<typeof fileServices>;
beforeAll(async () => {
  fresh = await freshDatabase();
  services = fileServices(fresh.mongo);
});
afterAll(() => fresh.drop());

/** What the targets were asked for, and what goes wrong with them. */
const asked: string[] = [];
const errors: string[] = [];
let trouble: (what: string) => Promise<void> = async () => {};
beforeEach(async () => {
  asked.splice(0);
  errors.splice(0);
  trouble = async () => {};
  await doors().files.deleteMany({});
});

const targets: RelayTargets = {
  trail: async ({ key }) => {
    const what = `${key} on the trail`;
    asked.push(what);
    await trouble(what);
  },
  link: async (id, { file, move, other }, { by }) => {
    const what = `${id} by ${by.key}: ${other} ${move} ${file}`;
    asked.push(what);
    await trouble(what);
  },
  photos: async ({ ids, file }) => {
    const what = `photos ${ids.join('+')} of ${file}`;
    asked.push(what);
    await trouble(what);
  },
  tell: async (id, { to, about, until, priority }, { title, text }) => {
    const what = `${id} tells ${to} ${about} ${title}: ${text}`;
    asked.push(priority === undefined ? what : `${what} (${priority}, until ${until.toISOString()})`);
    await trouble(what);
  },
};

/** The relay of one instance. */
function instance(over: Partial<RelayParts> = {}): Relay {
  const relay = unconnected(over);
  relay.connect(targets);
  return relay;
}

function unconnected(over: Partial<RelayParts> = {}): Relay {
  const onError = ({ message }: Error) => void errors.push(message);
  const { mongo, sealer } = services;
  return createRelay({ mongo, sealer, collections: ['doors', 'gates'], onError, ...over });
}

/** Doors of one instance with this relay; without one as if it had been killed right after the write. */
function doors(relay: Pick<Relay, 'file'> = { file: async () => {} }): Appends<DoorEntry, Door> {
  return createAppends({ ...services, relay: relay.file }, DOORS);
}

/** Adds the entry `key`, making the door where there is none. */
async function add(id: string, key: string, after: readonly FollowUp[], relay?: Relay): Promise<void> {
  const kind = (file: Door | undefined) => (file === undefined ? 'built' : 'painted');
  const wanted = { ...move(key, 'painted'), kind };
  await doors(relay).append({ _id: id }, wanted, () => ({ fresh: { _id: id }, after }));
}

function telling(id: string, key: string, text: string): readonly FollowUp[] {
  const words = { title: '通知', text };
  const plain = { to: 'wecom:m', about: 'assigned', until: nextDay } as const;
  return [tellSealed(services.sealer, entryPlace('doors', id, key), { ...plain, words })];
}

const stored = async (id: string) =>
  (await doors().one({ _id: id })) as (Door & { relayTries?: number }) | undefined;

/** Of the doors; of the gates nothing is left. */
async function stateOf(relay: Relay) {
  const [{ collection, ...state } = { collection: '' }, ...others] = await relay.state();
  expect(collection).toBe('doors');
  expect(others).toEqual([{ collection: 'gates', pending: 0, failing: 0 }]);
  return state;
}

/** The doors that failed are due again, as if their pauses were over. */
const pausesOver = () => doors().files.updateMany({}, { $set: { relayAt: new Date(0) } });

describe('what follows from an entry', () => {
  it('is carried out at once, marked, and leaves the version alone', async () => {
    await add('d', 'k', [...photosOf('d', ['p', 'q']), ...telling('d', 'k', '墙裂了')], instance());
    expect(asked.sort()).toEqual(['doors:d:k:1 tells wecom:m assigned 通知: 墙裂了', 'photos p+q of d']);
    expect(await stored('d')).toMatchObject({ v: 1, pending: 0, entries: [{ id: 'k', followed: true }] });
  });

  it('is told with everything that was decided with the entry', async () => {
    const [tell] = telling('d', 'k', '墙裂了');
    await add('d', 'k', [{ ...tell, priority: 'high' } as FollowUp], instance());
    expect(asked).toEqual([
      'doors:d:k:0 tells wecom:m assigned 通知: 墙裂了 (high, until 2026-11-24T16:30:00.000Z)',
    ]);
  });

  it('is noted in the other file by whoever made the entry', async () => {
    await add('d', 'k', [{ kind: 'link', file: 'K2', move: 'joined', other: 'K1' }], instance());
    expect(asked).toEqual([`doors:d:k:0 by ${move('k', 'built').by.key}: K1 joined K2`]);
  });

  it('that was not carried out at once is by the next sweep, of every type of file', async () => {
    await add('d', 'k', photosOf('d', ['p']));
    const gates = createAppends(services, { ...DOORS, collection: 'gates' });
    await gates.append({ _id: 'g' }, move('k', 'built'), () => ({
      fresh: { _id: 'g' },
      after: photosOf('g', ['q']),
    }));
    expect(asked).toEqual([]);
    expect(await instance().sweep()).toEqual({ followed: 2, failed: 0 });
    expect(asked.sort()).toEqual(['photos p of d', 'photos q of g']);
    await gates.files.deleteMany({});
  });

  it('is carried out once: a second sweep, a second instance and a new start find nothing to do', async () => {
    await add('d', 'k', photosOf('d', ['p']), instance());
    for (const relay of [instance(), instance()])
      expect(await relay.sweep()).toEqual({ followed: 0, failed: 0 });
    await instance().file('doors', 'd');
    expect(asked).toHaveLength(1);
  });

  it('waits until it is known where to, then for the first sweep', async () => {
    const relay = unconnected();
    await add('d', 'k', photosOf('d', ['p']), relay);
    expect(await relay.sweep()).toEqual({ followed: 0, failed: 0 });
    expect(asked).toEqual([]);
    expect(await stored('d')).toMatchObject({ pending: 1 });
    relay.connect(targets);
    expect(await relay.sweep()).toEqual({ followed: 1, failed: 0 });
    expect(asked).toEqual(['photos p of d']);
  });

  it('is carried out again under the same id after a crash before the mark', async () => {
    await add('d', 'k', telling('d', 'k', '墙裂了'), instance());
    const unmarked = { $set: { pending: 1 }, $unset: { 'entries.0.followed': '' } };
    await doors().files.updateOne({ _id: 'd' }, unmarked as object);
    await instance().sweep();
    expect(asked).toHaveLength(2);
    expect(new Set(asked).size).toBe(1);
    expect(await stored('d')).toMatchObject({ pending: 0 });
  });

  it('counts down once though two instances carry it out at the same time', async () => {
    await add('d', 'k', photosOf('d', ['p']));
    await add('d', 'l', photosOf('d', ['q']));
    await Promise.all([instance().sweep(), instance().sweep(), instance().file('doors', 'd')]);
    expect(await stored('d')).toMatchObject({
      pending: 0,
      entries: [{ followed: true }, { followed: true }],
    });
  });

  it('leaves alone what came in while it was being carried out', async () => {
    await add('d', 'k', photosOf('d', ['p']));
    trouble = (what) => (what.includes('photos p') ? add('d', 'l', photosOf('d', ['q'])) : Promise.resolve());
    await instance().sweep();
    expect(await stored('d')).toMatchObject({ v: 2, pending: 1, entries: [{ followed: true }, { id: 'l' }] });
    await instance().sweep();
    expect(asked).toEqual(['photos p of d', 'photos q of d']);
    expect(await stored('d')).toMatchObject({ v: 2, pending: 0 });
  });
});

describe('a target that fails', () => {
  const failing = (part: string) => {
    trouble = async (what) => {
      if (what.includes(part)) throw new Error(`no ${part}`);
    };
  };

  it('holds up no other file, no other entry and nothing else of the same entry', async () => {
    failing('photos bad');
    await add('d', 'k', [...photosOf('d', ['bad']), ...telling('d', 'k', '同一条')]);
    await add('d', 'l', photosOf('d', ['good']));
    await add('e', 'k', photosOf('e', ['fine']));
    expect(await instance().sweep()).toEqual({ followed: 2, failed: 1 });
    expect(asked.sort()).toEqual([
      'doors:d:k:1 tells wecom:m assigned 通知: 同一条',
      ...['photos bad of d', 'photos fine of e', 'photos good of d'],
    ]);
    expect(await stored('d')).toMatchObject({ pending: 1, entries: [{ id: 'k' }, { followed: true }] });
    expect((await stored('d'))?.entries[0]).not.toHaveProperty('followed');
    expect(await stored('e')).toMatchObject({ pending: 0 });
    expect(errors).toEqual(['no photos bad']);
  });

  it('is tried again after a pause that doubles up to ten minutes, by the server’s clock', async () => {
    failing('photos');
    await add('d', 'k', photosOf('d', ['p']));
    const pauses: number[] = [];
    for (let tries = 1; tries <= 11; tries += 1) {
      await pausesOver();
      const before = await serverNow(fresh.mongo);
      await instance().sweep();
      const file = await stored('d');
      expect(file?.relayTries).toBe(tries);
      const pause = Number(file?.relayAt) - Number(before);
      pauses.push(Math.floor(pause / 1_000));
    }
    // A slow machine may take a while between asking the time and noting the failure.
    const wanted = [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600];
    for (const [n, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(wanted[n] ?? 0);
      expect(pause).toBeLessThan((wanted[n] ?? 0) + 10);
    }
  });

  it('is left alone by sweeps during its pause', async () => {
    failing('photos');
    await add('d', 'k', photosOf('d', ['p']), instance());
    expect(await instance().sweep()).toEqual({ followed: 0, failed: 0 });
    expect(asked).toHaveLength(1);
  });

  it('makes a new entry of the file wait for nothing, though the program was killed before it followed', async () => {
    failing('photos bad');
    await add('d', 'k', photosOf('d', ['bad']), instance());
    await add('d', 'l', photosOf('d', ['good']));
    expect(await instance().sweep()).toEqual({ followed: 1, failed: 1 });
    expect(asked.at(-1)).toBe('photos good of d');
  });

  it('shows as failing until it came through, and starts with a short pause the next time', async () => {
    const relay = instance();
    failing('photos');
    await add('d', 'k', photosOf('d', ['p']), relay);
    await pausesOver();
    await relay.sweep();
    await add('e', 'k', telling('e', 'k', '好'));
    expect(await stateOf(relay)).toEqual({ pending: 2, failing: 1 });
    failing('nothing');
    await pausesOver();
    await relay.sweep();
    expect(await stateOf(relay)).toEqual({ pending: 0, failing: 0 });
    expect(await stored('d')).not.toHaveProperty('relayTries');
    await add('d', 'l', telling('d', 'l', '好'));
    expect(await stateOf(relay)).toEqual({ pending: 1, failing: 0 });
    failing('好');
    await relay.sweep();
    expect(await stateOf(relay)).toEqual({ pending: 1, failing: 1 });
    expect((await stored('d'))?.relayTries).toBe(1);
  });

  it('fails no append and is reported', async () => {
    failing('photos');
    await add('d', 'k', photosOf('d', ['p']), instance());
    expect(await stored('d')).toMatchObject({ v: 1, pending: 1 });
    expect(errors).toEqual(['no photos']);
  });
});

describe('a target that never answers', () => {
  const hanging = (part: string) => {
    trouble = (what) => (what.includes(part) ? new Promise(() => {}) : Promise.resolve());
  };

  it('holds up the receipt for 0.4 s', async () => {
    hanging('photos');
    const relay = instance();
    await add('d', 'k', photosOf('d', ['p']));
    const started = performance.now();
    await relay.file('doors', 'd');
    const took = performance.now() - started;
    expect(took).toBeGreaterThanOrEqual(390);
    expect(took).toBeLessThan(3_000);
    expect(await stored('d')).toMatchObject({ pending: 1 });
  });

  it('is finished behind the receipt’s back', async () => {
    let answer = () => {};
    trouble = () => new Promise((resolve) => (answer = resolve));
    await add('d', 'k', photosOf('d', ['p']), instance());
    expect(await stored('d')).toMatchObject({ pending: 1 });
    answer();
    for (let tries = 0; tries < 100 && (await stored('d'))?.pending !== 0; tries += 1) await sleep(20);
    expect(await stored('d')).toMatchObject({ pending: 0, entries: [{ followed: true }] });
  });

  it('counts as failing and holds up no other file', async () => {
    hanging('photos stuck');
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) await add(id, 'k', photosOf(id, ['stuck']));
    await add('z', 'k', photosOf('z', ['good']));
    expect(await instance({ longestMs: 50 }).sweep()).toEqual({ followed: 1, failed: 6 });
    expect(asked).toContain('photos good of z');
    expect(errors).toHaveLength(6);
  });
});

describe('a file that cannot be read', () => {
  it('holds up no other file', async () => {
    await fresh.mongo.collection('doors').insertOne({ _id: 'broken', pending: 1 } as object);
    await add('d', 'k', photosOf('d', ['p']));
    expect(await instance().sweep()).toEqual({ followed: 1, failed: 1 });
    await instance().file('doors', 'broken');
    expect(errors).toHaveLength(2);
  });

  it('or is not there is no failure', async () => {
    await instance().file('doors', 'nowhere');
    expect(errors).toEqual([]);
  });
});

describe('sealed words', () => {
  const shown = (follow: FollowUp | undefined) => JSON.stringify(follow);

  it('stand nowhere in the open', async () => {
    await add('d', 'k', telling('d', 'k', '测试甲'));
    const [made] = (await stored('d'))?.entries ?? [];
    expect(shown(made?.after?.[0])).not.toContain('测试甲');
    expect(JSON.stringify(await stored('d'))).not.toContain(
      Buffer.from('测试甲').toString('base64').slice(0, 8),
    );
  });

  it.each([
    ['another entry', 'd', 'l'],
    ['another file', 'e', 'k'],
  ])('of %s open nowhere else: nobody is told', async (_, id, key) => {
    await add('d', 'k', telling(id, key, '测试甲'), instance());
    expect(asked).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors.join()).not.toContain('测试甲');
    expect(await stored('d')).toMatchObject({ pending: 1, relayTries: 1 });
  });

  it('of another collection open nowhere else either', async () => {
    const [tell] = telling('d', 'k', '测试甲');
    await fresh.mongo
      .collection<Door>('gates')
      .insertOne(
        door([entry('k', 'built', 'open', { after: tell === undefined ? [] : [tell] })], { pending: 1 }),
      );
    expect(await instance().sweep()).toEqual({ followed: 0, failed: 1 });
    expect(asked).toEqual([]);
    await fresh.mongo.collection('gates').deleteMany({});
  });
});

it('stops between files when it is told to', async () => {
  await add('d', 'k', photosOf('d', ['p']));
  expect(await instance().sweep(AbortSignal.abort())).toEqual({ followed: 0, failed: 0 });
  expect(asked).toEqual([]);
});
