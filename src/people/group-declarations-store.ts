import type { By } from '../kit/by.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { GroupDeclaration } from './types.ts';

/** One 绑群 as it was said. */
export interface DeclarationEntry {
  /** Effect key. */
  readonly id: string;
  readonly declaration: GroupDeclaration;
  readonly by: By;
  readonly at: Date;
}

interface DeclaredGroup {
  /** `<platform>:<chat id>` */
  readonly _id: string;
  readonly entries: DeclarationEntry[];
}

/** What was declared about groups in chat; the last word counts. */
export interface GroupDeclarations {
  last(key: string): Promise<GroupDeclaration | undefined>;
  /** The last word about every declared group, in the order of their keys. */
  all(): Promise<readonly GroupDeclaration[]>;
  /** Adds a declaration; the same effect key again gives what was stored first. */
  declare(entry: DeclarationEntry): Promise<GroupDeclaration>;
}

const KEPT = 50;

/** Declarations kept in this database, one document per group. */
export function createGroupDeclarations(mongo: Mongo): GroupDeclarations {
  const collection = mongo.collection<DeclaredGroup>('group_bindings');
  return {
    last: async (key) => (await collection.findOne({ _id: key }))?.entries.at(-1)?.declaration,
    all: async () => {
      const groups = await collection.find({}).sort({ _id: 1 }).toArray();
      return groups.flatMap(({ entries }) => entries.at(-1)?.declaration ?? []);
    },
    declare: async (entry) => {
      const { platform, chatId } = entry.declaration;
      const _id = `${platform}:${chatId}`;
      const push = { $push: { entries: { $each: [entry], $slice: -KEPT } } };
      for (;;) {
        try {
          await collection.updateOne({ _id, 'entries.id': { $ne: entry.id } }, push, { upsert: true });
          return entry.declaration;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          // Either this effect is stored already, or another declaration made the document just now.
          const stored = await collection.findOne({ _id });
          const same = stored?.entries.find(({ id }) => id === entry.id);
          if (same !== undefined) return same.declaration;
        }
      }
    },
  };
}
