import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FileType } from '../../src/casefiles/file-type.ts';
import { createNumberedFiles, type NumberedDocument } from '../../src/casefiles/numbered-store.ts';
import { begun, entryOf } from '../../src/casefiles/plan-entry.ts';
import { readCaseNumber } from '../../src/kit/case-number.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { DOORS, type DoorEntry, mason, move, noon, smith, TZ } from './doors.ts';

interface NumberedDoor extends NumberedDocument<DoorEntry> {
  readonly waitsFor?: string;
}

const TYPE = DOORS as unknown as FileType<DoorEntry, NumberedDoor>;
const DAY = '2026-11-24';

let fresh: FreshDatabase;
let one: ReturnType<typeof instance>;
let two: ReturnType<typeof instance>;
beforeAll(async () => {
  fresh = await freshDatabase();
  one = instance();
  two = instance();
});
afterAll(() => fresh.drop());
beforeEach(async () => void (await one.files.deleteMany({})));

function instance(over: Partial<ReturnType<typeof fileServices>> = {}) {
  return createNumberedFiles({ ...fileServices(fresh.mongo), ...over }, TYPE, 'Y');
}

/** Opens the door of this key. */
function open(doors: ReturnType<typeof instance>, key: string, photos: readonly string[] = [], on = DAY) {
  return doors.openOnce(key, on, (no, serial) => {
    const after = photos.length === 0 ? [] : [{ kind: 'photos' as const, ids: photos, file: no }];
    const made = { key, kind: 'built', to: 'open', by: smith, at: noon, tz: TZ } as const;
    return {
      ...{ _id: key, no, serial, open: true, reportedAt: noon, reportedOn: on, reporterKey: smith.key },
      ...begun(entryOf<DoorEntry>(made, { after })),
    };
  });
}

describe('a file that is opened', () => {
  it('is stored under a fresh number of its letter and year', async () => {
    const made = await open(one, 'k');
    expect(readCaseNumber(made.no)).toMatchObject({ kind: 'Y', year2: 26, serial: made.serial, valid: true });
    expect(await two.byNo(made.no)).toEqual(made);
    expect(readCaseNumber((await open(one, 'l', [], '2027-01-01')).no)).toMatchObject({ year2: 27 });
  });

  it('under one key is one file, from all instances at once', async () => {
    const made = await Promise.all([one, two, one, two].map((doors) => open(doors, 'k')));
    for (const file of made) expect(file).toEqual(made[0]);
    expect(await one.files.countDocuments()).toBe(1);
  });

  it('again is the file as it was opened, whatever came since', async () => {
    const made = await open(one, 'k');
    await two.append(made.no, move('l', 'shut', { by: mason }));
    await two.append(made.no, move('m', 'walled', { by: mason }));
    expect(await open(two, 'k')).toEqual(made);
    expect(await one.byNo(made.no)).toMatchObject({ state: 'walled', open: false, v: 3 });
  });

  it('is there under the same number after a crash between write and answer', async () => {
    const { commit } = fileServices(fresh.mongo);
    const dying = instance({
      commit: {
        insert: async (...args) => {
          await commit.insert(...args);
          throw new Error('killed');
        },
      },
    });
    await expect(open(dying, 'k')).rejects.toThrow('killed');
    const [stored] = await one.files.find().toArray();
    expect(await open(two, 'k')).toEqual(stored);
  });

  it('hands on what follows, and nothing when it was there already', async () => {
    const relayed: string[] = [];
    const relaying = instance({ relay: async (...to) => void relayed.push(to.join(' ')) });
    const made = await open(relaying, 'k', ['p']);
    expect(made).toMatchObject({ pending: 1, entries: [{ after: [{ ids: ['p'], file: made.no }] }] });
    await open(relaying, 'k', ['p']);
    await open(relaying, 'l');
    expect(relayed).toEqual(['doors k']);
  });
});

describe('files by number', () => {
  it('grow by it, and by no other', async () => {
    const { no } = await open(one, 'k');
    expect(await two.append(no, move('l', 'shut'))).toMatchObject({
      outcome: 'appended',
      file: { no, v: 2 },
    });
    for (const other of ['Y26-9999-A', 'Y26', '', `${no.slice(0, -1)}?`])
      expect(await two.append(other, move('m', 'shut'))).toEqual({ outcome: 'missing' });
  });

  it('that somebody opened on a day are the open ones, the newest first', async () => {
    const first = await open(one, 'a');
    const second = await open(one, 'b');
    const third = await open(two, 'c');
    await open(one, 'd', [], '2026-11-25');
    await one.append(second.no, move('e', 'shut'));
    const found = await two.openedBy([smith.key, 'wecom:x'], DAY);
    const numbers = [first, third].sort((a, b) => b.serial - a.serial).map(({ no }) => no);
    expect(found.map(({ no }) => no)).toEqual(numbers);
    expect(await two.openedBy([mason.key], DAY)).toEqual([]);
  });
});
