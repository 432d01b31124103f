import type { LocalDate } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';

/** What one group is told on one day, kept before it is handed on. */
export interface GroupDay {
  readonly day: LocalDate;
  /** `<platform>:<chat id>` */
  readonly group: string;
  /** Ids of the hints it carries. */
  readonly hints: readonly string[];
}

/** The ledger of what groups were told: at most one message a group and day. */
export interface GroupDays {
  /** Everything said since that day, oldest first. */
  since(day: LocalDate): Promise<readonly GroupDay[]>;
  /** Begins a group's message of a day; one begun before is given back as it is. */
  begin(given: GroupDay): Promise<GroupDay>;
  /** Removes what was said before that day; resolves to how much that was. */
  purge(before: LocalDate): Promise<number>;
}

interface Stored {
  /** `<day>|<group>`: what is asked by day needs no other index. */
  readonly _id: string;
  readonly hints: readonly string[];
}

/** The ledger kept in this database. */
export function createGroupDays(mongo: Mongo): GroupDays {
  const collection = mongo.collection<Stored>('reminder_groups');
  return {
    since: async (day) =>
      (
        await collection
          .find({ _id: { $gte: day } })
          .sort({ _id: 1 })
          .toArray()
      ).map(dayOf),
    begin: async (given) => {
      const _id = `${given.day}|${given.group}`;
      try {
        await collection.insertOne({ _id, hints: [...given.hints] });
        return given;
      } catch (error) {
        const stored = isDuplicateKey(error) ? await collection.findOne({ _id }) : null;
        if (stored === null) throw error;
        return dayOf(stored);
      }
    },
    purge: async (before) => (await collection.deleteMany({ _id: { $lt: before } })).deletedCount,
  };
}

function dayOf({ _id, hints }: Stored): GroupDay {
  const at = _id.indexOf('|');
  return { day: _id.slice(0, at), group: _id.slice(at + 1), hints };
}
