import { type Block, blockId, digestOf, hashOf, NOTHING_BEFORE } from './chain.ts';

/** What is wrong with a block. */
export type Flaw =
  /** It does not follow the one before: one was taken out, put in, or moved. */
  | 'order'
  /** A fact is not what it was. */
  | 'fact'
  /** Anything else of it is not what it was. */
  | 'block'
  /** The block of another run that was there when this run began is gone or another one. */
  | 'before';

/** What stands before a block in its chain. */
export type Before = Pick<Block, 'run' | 'seq' | 'hash'>;

/** What is wrong with a block behind `before` (of the same run; undefined: the run begins). What lies in other runs is not looked at. */
export function flawOf(block: Block, before: Before | undefined): Flaw | undefined {
  if (block.facts.some((fact) => fact.digest !== digestOf(fact))) return 'fact';
  if (block._id !== blockId(block.run, block.seq) || block.hash !== hashOf(block)) return 'block';
  return follows(block, before) ? undefined : 'order';
}

function follows({ seq, prev, after }: Block, before: Before | undefined): boolean {
  if (before !== undefined) return seq === before.seq + 1 && prev === before.hash;
  return seq === 1 && (after !== undefined || prev === NOTHING_BEFORE);
}
