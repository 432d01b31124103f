import { BY_PROGRAM } from '../kit/by.ts';
import type { RingKey } from '../privacy/keyring.ts';
import type { TrailFact } from './types.ts';

const BY_KEYRING = { key: 'system:keyring', role: BY_PROGRAM };

/**
 * What became of the data keys, from the ring itself: whoever looks at it records the same facts, so that none is lost
 * when a program ends between the change and the record.
 */
export function keyFacts(ring: readonly RingKey[]): readonly TrailFact[] {
  return ring.flatMap(({ kid, since, retiringAt, retiredAt }) => [
    ...happened('used', kid, since),
    ...happened('retiring', kid, retiringAt),
    ...happened('retired', kid, retiredAt),
  ]);
}

function happened(act: string, kid: string, at: Date | undefined): readonly TrailFact[] {
  if (at === undefined) return [];
  return [{ key: `key:${kid}:${act}`, at, what: 'key', by: BY_KEYRING, detail: { act, kid } }];
}
