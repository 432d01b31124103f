import type { Head } from './types.ts';

/** A head as somebody kept it elsewhere: of a message the hash may be its beginning only. */
export type KeptHead = Pick<Head, 'run' | 'seq' | 'hash'>;

const SHORT = 16;
const HEAD = /(\d{14}-[0-9a-f]{10})[\s:：]+(\d{1,8})[\s:：]+([0-9a-f]{16,64})(?![0-9a-f])/g;

/** A head in one line, whole: for a file. */
export const headLine = ({ run, seq, hash }: KeptHead): string => `${run} ${seq} ${hash}`;

/** A head as it is told in a message: enough of the hash that nobody finds another chain with it. */
export const shortHead = ({ run, seq, hash }: KeptHead): string => `${run} ${seq} ${hash.slice(0, SHORT)}`;

/** Every head in a text: a file of ours, or words copied out of messages. */
export function readHeads(text: string): readonly KeptHead[] {
  return [...text.matchAll(HEAD)].map(([, run = '', seq = '', hash = '']) => ({
    run,
    seq: Number(seq),
    hash,
  }));
}
