import type { LocalDate } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import { findById } from '../mongo/finder.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Dialogues } from './dialogue.ts';
import { dialogueSchema } from './dialogue.ts';

interface Row {
  _id: string;
  on: LocalDate;
  from: string;
  paused: boolean;
  box: Buffer;
}

/** Dialogues in MongoDB (`dialogues`), the lines sealed: they hold what was typed about a child. */
export function createDialogues(mongo: Mongo, sealer: Sealer): Dialogues {
  const rows = mongo.collection<Row>('dialogues');
  const find = findById<Row>(mongo, 'dialogues');
  return {
    async get(place, today) {
      const row = await find(place);
      if (!row || row.on !== today) return undefined;
      const text = sealer.openText(bytes(row.box), aad(place));
      return { dialogue: dialogueSchema.parse(JSON.parse(text)), from: row.from, paused: row.paused };
    },
    async put(place, dialogue, from, today) {
      const box = sealer.seal(JSON.stringify(dialogue), aad(place));
      await rows.updateOne(
        { _id: place },
        { $set: { on: today, from, paused: false, box } },
        { upsert: true },
      );
    },
    async pause(place) {
      await rows.updateOne({ _id: place }, { $set: { paused: true } });
    },
    async clear(place, from) {
      await rows.deleteOne({ _id: place, from });
    },
  };
}

/**
 * Removes dialogues opened before `day`: they are answered no more, and what was typed is not kept for nothing.
 * Resolves to how many.
 */
export async function purgeDialogues(mongo: Mongo, day: LocalDate): Promise<number> {
  return (await mongo.collection<Row>('dialogues').deleteMany({ on: { $lt: day } })).deletedCount;
}

const aad = (place: string) => `dialogues/${place}`;

/** The driver hands binary fields back as BSON Binary; the sealer wants a Buffer. */
function bytes(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  return Buffer.from((value as { buffer: Uint8Array }).buffer);
}

/** What dialogues seal. */
export const SEALED_DIALOGUES: SealedCollection = {
  collection: 'dialogues',
  name: '对话',
  boxes: { box: aad },
};
