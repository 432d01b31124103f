import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyWatch } from './key-watch.ts';
import { avoidedKeys, type RingKey, type RunningProgram, retiredKeys } from './keyring.ts';
import { LEASE_MS } from './keyring-store.ts';
import { dropHashes, type PassOutcome, type PassProgress, resealAll } from './reseal-store.ts';
import type { SealedDatabase } from './sealed-store.ts';
import type { SealedTable } from './sealed-table.ts';

/** How a rotation ended. Only `done` retired anything; after the others it is run again. */
export type Rotation =
  | {
      readonly outcome: 'done';
      readonly retired: readonly string[];
      readonly resealed: number;
      readonly lost: PassOutcome['lost'];
    }
  /** The first key was retired before, or another rotation away from it has begun. */
  | { readonly outcome: 'front-retired'; readonly kid: string }
  /** Programs run that do not know the new key, or still seal with an old one. */
  | { readonly outcome: 'programs'; readonly programs: readonly RunningProgram[] }
  /** Boxes are left: damaged ones, or some where the table knows of none. */
  | {
      readonly outcome: 'left';
      readonly unopened: PassOutcome['unopened'];
      readonly strange: readonly string[];
    }
  /** So much is changed all the time that no pass found everything sealed anew. */
  | { readonly outcome: 'busy' };

/** What a rotation works with. */
export interface RotationParts {
  readonly db: SealedDatabase;
  readonly table: SealedTable;
  /** Not begun yet. */
  readonly watch: KeyWatch;
  readonly owner: string;
  /** Boxes that no key opens any more are left as they are, and keep no key from being retired. */
  readonly leaveDamaged: boolean;
  readonly onProgress: (progress: PassProgress) => void;
  /** Told how many programs have not looked at the ring again yet. */
  readonly onWait: (programs: number) => void;
}

const LOOK_AGAIN_MS = 500;
/** A program looks every five seconds; one that is silent for the lease counts as ended. */
const PATIENCE_MS = LEASE_MS + 10_000;
const MOST_PASSES = 20;

/**
 * Seals everything anew with the first key and retires the others, while programs run: first nobody may seal with an
 * old key any more, then passes are made until one finds nothing left, and only then are the old ones retired. Safe to
 * break off anywhere and to run again, also twice at once.
 */
export async function rotate(parts: RotationParts): Promise<Rotation> {
  const { watch } = parts;
  const { sealer, store } = watch;
  const front = sealer.keys[0]?.kid ?? '';
  const before = await store.read();
  if (before !== undefined && avoidedKeys(before.keys).includes(front))
    return { outcome: 'front-retired', kid: front };
  await watch.begin();
  try {
    const ignorant = (await others(parts)).filter(({ knows }) => !knows.includes(front));
    if (ignorant.length > 0 || sealer.sealing() !== front) return { outcome: 'programs', programs: ignorant };
    const old = await beginRetiring(parts, front);
    const late = await untilAll(parts, ({ avoids }) => old.every((kid) => avoids.includes(kid)));
    if (late.length > 0) return { outcome: 'programs', programs: late };
    return await resealAndRetire(parts, old);
  } finally {
    await watch.stop();
  }
}

const others = async ({ watch, owner }: RotationParts): Promise<readonly RunningProgram[]> =>
  (await watch.store.running()).filter((program) => program.owner !== owner);

/** From now on no program takes up an old key; gives the ids of all that were not retired before. */
async function beginRetiring({ watch }: RotationParts, front: string): Promise<readonly string[]> {
  const at = new Date();
  const isOld = ({ kid, retiredAt }: RingKey): boolean => kid !== front && retiredAt === undefined;
  const keys = await changeKeys(watch, (key) => (isOld(key) ? { retiringAt: at, ...key } : key));
  await watch.look();
  return keys.filter(isOld).map(({ kid }) => kid);
}

async function changeKeys(
  { store }: KeyWatch,
  changed: (key: RingKey) => RingKey,
): Promise<readonly RingKey[]> {
  for (;;) {
    const ring = await store.read();
    if (ring === undefined) throw new Error('The keyring is gone.');
    const keys = ring.keys.map(changed);
    if (await store.change(ring, keys)) return keys;
  }
}

/** Waits until that is so of every running program; gives those of which it never was. */
async function untilAll(
  parts: RotationParts,
  isSo: (program: RunningProgram) => boolean,
): Promise<readonly RunningProgram[]> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const late = (await others(parts)).filter((program) => !isSo(program));
    if (late.length === 0 || performance.now() > until) return late;
    parts.onWait(late.length);
    await sleep(LOOK_AGAIN_MS);
  }
}

async function resealAndRetire(parts: RotationParts, old: readonly string[]): Promise<Rotation> {
  const { db, table, watch, leaveDamaged, onProgress } = parts;
  const kids = (await watch.store.read())?.keys.map(({ kid }) => kid) ?? [];
  let resealed = 0;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const done = await resealAll({ db, table, sealer: watch.sealer, kids, onProgress });
    resealed += done.resealed;
    if (done.resealed > 0 || done.raced > 0) continue;
    const { unopened, strange, lost } = done;
    const left = strange.length > 0 || (unopened.size > 0 && !leaveDamaged);
    if (left) return { outcome: 'left', unopened, strange };
    const at = new Date();
    await changeKeys(watch, (key) => (old.includes(key.kid) ? { ...key, retiredAt: at } : key));
    await untilAll(parts, ({ forgets }) => old.every((kid) => forgets.includes(kid)));
    await dropHashes(db, table, await retiredIn(watch));
    return { outcome: 'done', retired: old, resealed, lost };
  }
  return { outcome: 'busy' };
}

const retiredIn = async ({ store }: KeyWatch): Promise<readonly string[]> =>
  retiredKeys((await store.read())?.keys ?? []);
