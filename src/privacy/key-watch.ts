import { hostname } from 'node:os';
import { toError } from '../errors.ts';
import { keysMissing, keysRetired, keysUnsure } from './key-refusals.ts';
import { avoidedKeys, missingKeys, type RingKey, retiredKeys, sealingKey } from './keyring.ts';
import { createKeyringStore, type KeyringStore, LEASE_MS, type Ring } from './keyring-store.ts';
import type { SealedDatabase } from './sealed-store.ts';
import { createSealer, type KeyedSealer, type KeyName } from './sealer.ts';

/** What keeps this program from opening everything. */
export interface KeyTroubles {
  /** Ids of keys that sealed something and that we do not have. */
  readonly missing: readonly string[];
  /** Collections in which a box did not open although its key is there. */
  readonly damaged: readonly string[];
  /** Nothing can be sealed: the ring was not read lately, or all of our keys were retired. */
  readonly mute: boolean;
}

/** Decides which key seals, and looks again every few seconds. */
export interface KeyWatch {
  readonly sealer: KeyedSealer;
  readonly store: KeyringStore;
  /**
   * Call it before anything sealed is read or written. Rejects with StartRefused `foreign_data_key` when a key is
   * missing that still seals something, `retired_data_key` when all keys were retired.
   */
  begin(): Promise<void>;
  /** Look now, not in a few seconds. */
  look(): Promise<void>;
  troubles(): KeyTroubles;
  stop(): Promise<void>;
}

/** What a watch needs. */
export interface KeyWatchParts {
  readonly db: SealedDatabase;
  /** Newest first. */
  readonly keys: readonly Buffer[];
  /** Unique to this run of this program. */
  readonly owner: string;
  readonly tz: string;
  /** The ids of all keys that sealed something here, for a database that has no ring yet. */
  readonly kidsInUse: () => Promise<readonly string[]>;
  /** Opens a few boxes of each collection: what does not open is told to the watch by the sealer. */
  readonly spotCheck: (sealer: KeyedSealer) => Promise<void>;
  readonly onError: (error: Error) => void;
}

const LOOK_MS = 5_000;
const SPOT_CHECK_MS = 60_000;
/** Sooner than others take us for ended. */
const SURE_MS = LEASE_MS - 5_000;

/** A watch over this database's keys. Nothing can be sealed before it has begun. */
export function createKeyWatch(parts: KeyWatchParts): KeyWatch {
  const { db, owner, tz, onError } = parts;
  const store = createKeyringStore(db);
  const unknown = new Set<string>();
  const damaged = new Set<string>();
  let lacking: readonly RingKey[] = [];
  let sureUntil = Number.NEGATIVE_INFINITY;
  let avoids: readonly string[] = [];
  let forgets: readonly string[] = [];
  const sealer = createSealer(parts.keys, {
    sealing: () => {
      if (performance.now() > sureUntil) throw keysUnsure();
    },
    unopened: (what) => {
      // What a retired key sealed and nobody could open then is damaged.
      if (what.unknown === undefined || forgets.includes(what.unknown)) damaged.add(what.collection);
      else unknown.add(what.unknown);
    },
  });
  const own = sealer.keys;
  const knows = own.map(({ kid }) => kid);
  const beat = () => store.beat({ owner, host: hostname(), pid: process.pid, knows, avoids, forgets });

  /** Notes the key in the ring before it seals anything. Undefined: look again, the ring has changed. */
  const choose = async (): Promise<KeyName | undefined> => {
    const ring = await ringOf(store, parts);
    lacking = missingKeys(ring.keys, own);
    avoids = avoidedKeys(ring.keys);
    forgets = retiredKeys(ring.keys);
    sealer.forget(forgets);
    const chosen = sealingKey(own, ring.keys, await store.running());
    if (chosen === undefined) {
      sureUntil = Number.NEGATIVE_INFINITY;
      if (lacking.length > 0) return undefined;
      throw keysRetired(knows);
    }
    if (ring.keys.some(({ kid, fingerprint }) => kid === chosen.kid && fingerprint !== undefined))
      return chosen;
    if (lacking.length === 0) await store.change(ring, withKey(ring, chosen));
    return undefined;
  };

  const look = async (): Promise<void> => {
    const began = performance.now();
    const before = JSON.stringify([avoids, forgets]);
    await beat();
    let chosen = await choose();
    while (chosen === undefined && lacking.length === 0) chosen = await choose();
    if (chosen !== undefined) {
      sealer.sealWith(chosen.kid);
      sureUntil = began + SURE_MS;
    }
    // Whoever retires a key waits for this.
    if (JSON.stringify([avoids, forgets]) !== before) await beat();
  };

  let stopped = false;
  let checkedAt = performance.now();
  const round = async (): Promise<void> => {
    await look();
    if (performance.now() - checkedAt < SPOT_CHECK_MS) return;
    checkedAt = performance.now();
    await parts.spotCheck(sealer);
  };
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      looking = round().catch((thrown: unknown) => onError(toError(thrown)));
      void looking.then(later);
    }, LOOK_MS).unref();
  };

  return {
    sealer,
    store,
    begin: async () => {
      try {
        await look();
        if (lacking.length > 0) throw keysMissing(lacking, tz);
        await parts.spotCheck(sealer);
      } catch (error) {
        await store.leave(owner);
        throw error;
      }
      later();
    },
    look,
    troubles: () => ({
      missing: [...new Set([...lacking.map(({ kid }) => kid), ...unknown])],
      damaged: [...damaged],
      mute: performance.now() > sureUntil,
    }),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await looking;
      await store.leave(owner);
    },
  };
}

/** The ring, made where there is none: of what was noted before, and of every key that sealed something. */
async function ringOf(store: KeyringStore, { kidsInUse, keys, tz }: KeyWatchParts): Promise<Ring> {
  for (;;) {
    const ring = await store.read();
    if (ring !== undefined) return ring;
    const noted = await store.notedBefore();
    const own = createSealer(keys).keys;
    const since = new Date();
    const kids = await kidsInUse();
    // Versions before kept one fingerprint alone, in full; a key is named by the first signs of its own.
    if (noted !== undefined && kids.length === 0 && !own.some(({ fingerprint }) => fingerprint === noted))
      throw keysMissing([{ kid: noted.slice(0, 8), since }], tz);
    await store.create(kids.map((kid) => ({ kid, since })));
  }
}

function withKey({ keys }: Ring, { kid, fingerprint }: KeyName): readonly RingKey[] {
  const before = keys.find((key) => key.kid === kid) ?? { since: new Date() };
  return [...keys.filter((key) => key.kid !== kid), { ...before, kid, fingerprint }];
}
