import type { EventName } from '../calendar/rule-types.ts';
import type { By } from '../kit/by.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';

/** Something that happened: a hot day, a storm. */
export interface HappenedEvent {
  readonly event: EventName;
  readonly day: LocalDate;
  /** How grave: the rank of the warning's colour, 0 without one. */
  readonly rank: number;
  /** Official words: 暴雨黄色预警. */
  readonly words: string;
  readonly by: By;
  readonly at: Date;
  /** Effect key of who reported it. */
  readonly effect: string;
  /** How many persons were told; absent while that is under way. */
  readonly told?: number;
  readonly reminders?: readonly string[];
}

/** What happened, by event and day. */
export interface Events {
  /** Keeps it; one of that event, day and rank or a graver one is given back as it is. */
  report(event: Omit<HappenedEvent, 'told' | 'reminders'>): Promise<HappenedEvent>;
  told(event: HappenedEvent, told: number, reminders: readonly string[]): Promise<void>;
  /** The gravest of each event and day since then. */
  since(day: LocalDate): Promise<readonly HappenedEvent[]>;
  purge(before: LocalDate): Promise<number>;
}

interface Stored extends Omit<HappenedEvent, 'words'> {
  readonly _id: string;
  /** The words, sealed: an officer wrote them. */
  readonly sealed: Buffer;
}

/** Events kept in this database. */
export function createEvents(mongo: Mongo, sealer: Sealer): Events {
  const collection = mongo.db.collection<Stored>('reminder_events', { promoteBuffers: true });
  const eventOf = ({ _id, sealed, ...event }: Stored): HappenedEvent => ({
    ...event,
    words: sealer.openText(sealed, placeOf(_id)),
  });
  const gravest = async ({ event, day }: Pick<HappenedEvent, 'event' | 'day'>) =>
    (await collection.find({ event, day }).sort({ rank: -1 }).limit(1).toArray())[0];
  return {
    report: async (happened) => {
      const before = await gravest(happened);
      if (before !== undefined && before.rank >= happened.rank) return eventOf(before);
      const { words, ...plain } = happened;
      const _id = idOf(happened);
      const document: Stored = { _id, ...plain, sealed: sealer.seal(words, placeOf(_id)) };
      try {
        await collection.insertOne({ ...document });
        return happened;
      } catch (error) {
        const stored = isDuplicateKey(error) ? await collection.findOne({ _id: document._id }) : null;
        if (stored === null) throw error;
        return eventOf(stored);
      }
    },
    told: async (event, told, reminders) => {
      await collection.updateOne({ _id: idOf(event) }, { $set: { told, reminders: [...reminders] } });
    },
    since: async (day) => {
      const found = await collection
        .find({ day: { $gte: day } })
        .sort({ day: 1, rank: -1 })
        .toArray();
      const first = new Map<string, Stored>();
      for (const one of found) {
        const key = `${one.event}:${one.day}`;
        if (!first.has(key)) first.set(key, one);
      }
      return [...first.values()].map(eventOf);
    },
    purge: async (before) => (await collection.deleteMany({ day: { $lt: before } })).deletedCount,
  };
}

const idOf = ({ event, day, rank }: Pick<HappenedEvent, 'event' | 'day' | 'rank'>): string =>
  `${event}:${day}:${rank}`;

const placeOf = (id: string): string => `reminder_events:${id}:words`;

/** Indexes of the events. */
export const eventIndexes = [{ key: { day: 1 }, name: 'by-day' }] as const;

/** What events seal. */
export const SEALED_EVENTS: SealedCollection = {
  collection: 'reminder_events',
  name: '天气',
  boxes: { sealed: placeOf },
};
