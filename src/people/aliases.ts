import { LRUCache } from 'lru-cache';
import { toError } from '../errors.ts';
import { within } from '../kit/within.ts';
import type { AliasStore } from './aliases-store.ts';

/**
 * Asks the platform what encrypted ids stand for; ids it does not convert are missing or come back as they were.
 * Undefined when it could not be asked.
 */
export type ConvertIds = (ids: readonly string[]) => Promise<ReadonlyMap<string, string> | undefined>;

/** WeCom's encrypted ids: in some corporations a robot sees those instead of the members' own. */
export interface Aliases {
  /** The plain user id behind an encrypted one; undefined for any other id, and while nobody can tell. */
  plainOf(userId: string): Promise<string | undefined>;
}

/** What aliases are made of. Without `convert` only what was learnt earlier is known. */
export interface AliasOptions {
  readonly store: AliasStore;
  readonly convert?: ConvertIds;
  readonly onError?: (error: Error) => void;
}

/** At most so many, and no room taken for those that are not there: most counties have none. */
const SIZE = { maxSize: 20_000, sizeCalculation: () => 1 };
/** After a refusal or a failure the platform is not asked again for so long. */
const UNKNOWN_MS = 10 * 60_000;
const FAILED_MS = 30_000;
/** A sender does not wait longer for it. */
const PATIENCE_MS = 3_000;
const OPAQUE = /^(?:wo|T)[\w-]{18,}$/;

/** Resolves encrypted ids once and remembers the answers. */
export function createAliases({ store, convert, onError = () => {} }: AliasOptions): Aliases {
  const known = new LRUCache<string, string>(SIZE);
  const unknown = new LRUCache<string, true>({ ...SIZE, ttl: UNKNOWN_MS });
  const asking = new Map<string, Promise<string | undefined>>();

  const ask = async (userId: string): Promise<string | undefined> => {
    const stored = await store.find(`wecom:${userId}`);
    if (stored !== undefined || convert === undefined) return remember(userId, stored);
    try {
      const answer = await within(PATIENCE_MS, convert([userId]), (): never => {
        throw new Error('The platform took too long.');
      });
      if (answer === undefined) return later(userId);
      const plain = answer.get(userId);
      if (plain !== undefined && plain !== userId) {
        await store.put(`wecom:${userId}`, plain);
        return remember(userId, plain);
      }
      return remember(userId, undefined);
    } catch (thrown) {
      onError(toError(thrown));
      return later(userId);
    }
  };

  const later = (userId: string): undefined => {
    unknown.set(userId, true, { ttl: FAILED_MS });
    return undefined;
  };

  const remember = (userId: string, plain: string | undefined): string | undefined => {
    if (plain === undefined) unknown.set(userId, true);
    else known.set(userId, plain);
    return plain;
  };

  return {
    plainOf: async (userId) => {
      if (!OPAQUE.test(userId) || unknown.has(userId)) return undefined;
      const before = known.get(userId);
      if (before !== undefined) return before;
      const asked = asking.get(userId) ?? ask(userId).finally(() => asking.delete(userId));
      asking.set(userId, asked);
      return asked;
    },
  };
}
