import { createHash, randomBytes } from 'node:crypto';
import { defined } from '../kit/defined.ts';
import type { TrailFact } from './types.ts';

/** A fact as it lies in a block. */
export interface ChainedFact extends Omit<TrailFact, 'sealed'> {
  /** Binds the words beside the chain, without telling them: a salted digest. */
  readonly words?: string;
  /** Over all the rest. */
  readonly digest: string;
}

/** What one flush recorded. */
export interface Block {
  /** `<run>:<seq>`, the number padded so that ids stand in the order of the chain. */
  readonly _id: string;
  readonly run: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** The hash of the block before; of a run's first block that of `after`. */
  readonly prev: string;
  /** Of a run's first block: the block of another run that was the newest then. It shows that nothing up to it was cut off. */
  readonly after?: string;
  readonly at: Date;
  readonly facts: readonly ChainedFact[];
  readonly hash: string;
}

/** What stands before the first block of all. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** The id of a block. */
export const blockId = (run: string, seq: number): string => `${run}:${String(seq).padStart(8, '0')}`;

/** The name of a run: runs that begin later stand later. */
export function newRun(now: Date): string {
  return `${now.toISOString().slice(0, 19).replace(/\D/g, '')}-${randomBytes(5).toString('hex')}`;
}

/** The fact with its digest. */
export function chained(fact: Omit<ChainedFact, 'digest'>): ChainedFact {
  const plain = defined(fact) as typeof fact;
  return { ...plain, digest: digestOf(plain) };
}

/** What the digest of this fact must be; its own is left out of it. */
export function digestOf(fact: Omit<ChainedFact, 'digest'>): string {
  const { digest: _own, ...rest } = fact as ChainedFact;
  return sha256(canonical(rest));
}

/** The block with its hash. */
export function sealedBlock(block: Omit<Block, '_id' | 'hash'>): Block {
  const whole = { _id: blockId(block.run, block.seq), ...(defined(block) as typeof block) };
  return { ...whole, hash: hashOf(whole) };
}

/** What the hash of this block must be: over everything in it, of facts their digests only. */
export function hashOf(block: Omit<Block, 'hash'>): string {
  const { hash: _own, facts, ...rest } = block as Block;
  return sha256(canonical({ ...rest, facts: facts.map(({ digest }) => digest) }));
}

/** Binds words without telling them: whoever has neither words nor salt cannot try out which words they were. */
export const markOf = (salt: string, words: string): string => sha256(`${salt}\0${words}`);

/** A salt for one fact's words. */
export const newSalt = (): string => randomBytes(16).toString('hex');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same text for the same value, in whatever order its members were stored. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
