import { createAppends } from '../../src/casefiles/append-store.ts';
import { entryPlace, photosOf, tellSealed } from '../../src/casefiles/follow-up.ts';
import { createRelay } from '../../src/casefiles/relay-store.ts';
import { createBulkUpdates } from '../../src/mongo/bulk-updates.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { DOORS, type DoorMove, move, nextDay, TZ } from '../casefiles/doors.ts';
import { testSealer } from '../support/test-sealer.ts';

/** What a writer process is told on its command line. */
export interface WriterTask {
  readonly uri: string;
  readonly dbName: string;
  readonly key: string;
  readonly files: readonly string[];
  readonly entries: number;
}

/** The key of the n-th entry of a file. */
export const keyOf = (file: string, n: number): string => `${file}-${n}`;

/** A door that was built is shut and opened in turn: in any other order the entries would be declined. */
export const kindOf = (n: number): DoorMove => (n === 0 ? 'built' : n % 2 === 1 ? 'shut' : 'opened');

/** The files under test; what follows from an entry is noted in `claimed` and `told`, once for each time. */
export function chaosFiles(mongo: Mongo, { key }: Pick<WriterTask, 'key'>) {
  const sealer = testSealer(Buffer.from(key, 'hex'));
  const relay = createRelay({ mongo, sealer, collections: [DOORS.collection], onError: () => {} });
  const note = async (name: string, _id: string, words: string): Promise<void> => {
    const noted = { $inc: { times: 1 }, $addToSet: { words } };
    await mongo.collection<Noted>(name).updateOne({ _id }, noted, { upsert: true });
  };
  relay.connect({
    link: (id, { file, other }) => note('linked', id, `${other} ${file}`),
    trail: ({ key: id, file = '' }) => note('recorded', id, file),
    photos: ({ ids, file }) => note('claimed', ids.join(), file),
    tell: (id, _follow, { text }) => note('told', id, text),
  });
  const doors = createAppends({ mongo, updates: createBulkUpdates(mongo), relay: relay.file, tz: TZ }, DOORS);
  const append = (file: string, n: number) => {
    const id = keyOf(file, n);
    const words = { title: '通知', text: `关于 ${id}` };
    const tell = { to: 'wecom:m', about: 'assigned', until: nextDay, words } as const;
    return doors.append({ _id: file }, move(id, kindOf(n)), () => ({
      fresh: { _id: file },
      after: [...photosOf(file, [id]), tellSealed(sealer, entryPlace(DOORS.collection, file, id), tell)],
    }));
  };
  return { append, relay };
}

/** A follow-up that was carried out. */
export interface Noted {
  readonly _id: string;
  readonly times: number;
  readonly words: readonly string[];
}
