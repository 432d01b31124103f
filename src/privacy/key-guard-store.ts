import type { mongo } from 'mongoose';
import { StartRefused } from '../errors.ts';
import type { KeyedSealer } from './sealer.ts';

interface KeyRecord {
  readonly _id: string;
  /** Of the newest key of the last start. */
  readonly fingerprint: string;
}

const ID = 'data-key';

/**
 * Ties the database to its key: the first start notes the fingerprint of the newest key, a later one is refused
 * (StartRefused `foreign_data_key`) unless it knows the key noted; with a newer key beside it, that one is noted.
 * Call it before anything sealed is read or written.
 */
export async function guardKey(db: mongo.Db, sealer: KeyedSealer): Promise<void> {
  const records = db.collection<KeyRecord>('keyring');
  const noted = (await records.findOne({ _id: ID })) ?? (await note(records, sealer.fingerprint));
  if (!sealer.fingerprints.includes(noted.fingerprint)) throw foreign();
  if (noted.fingerprint === sealer.fingerprint) return;
  await records.updateOne(
    { _id: ID, fingerprint: noted.fingerprint },
    { $set: { fingerprint: sealer.fingerprint } },
  );
}

/** What is noted now: ours, or that of somebody who was faster. */
async function note(records: mongo.Collection<KeyRecord>, fingerprint: string): Promise<KeyRecord> {
  try {
    await records.insertOne({ _id: ID, fingerprint });
  } catch (error) {
    const stored = await records.findOne({ _id: ID });
    if (stored === null) throw error;
    return stored;
  }
  return { _id: ID, fingerprint };
}

function foreign(): StartRefused {
  return new StartRefused('foreign_data_key', {
    zh: '数据库是用另一把密钥封存的。',
    zhCure: '请把当初的密钥写进 DATA_KEY；换过密钥的，新的在前、旧的在后，用逗号隔开。',
    en: 'this database was sealed with another key.',
    enCure: 'put the key it was made with into DATA_KEY (older keys after a comma).',
  });
}
