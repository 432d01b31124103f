import type { LoadFile } from '../delivery/types.ts';
import type { OutgoingFile } from '../platforms/channel.ts';

/** Fetches what a reference with its prefix names; undefined when it is no longer there. */
export type Loader = (reference: {
  readonly name: string;
  readonly ref: string;
}) => Promise<OutgoingFile | undefined>;

/** The outbox's `load`: the part of a reference before its first colon says who fetches it. */
export function loadFiles(loaders: Readonly<Record<string, Loader>>): LoadFile {
  return async (reference) => {
    const [prefix = ''] = reference.ref.split(':', 1);
    return Object.hasOwn(loaders, prefix) ? loaders[prefix]?.(reference) : undefined;
  };
}
