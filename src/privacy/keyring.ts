import type { KeyName } from './sealer.ts';

/** A key that sealed something in this database. */
export interface RingKey {
  readonly kid: string;
  /** Absent of a key that is only known from what it sealed. */
  readonly fingerprint?: string;
  /** When it was used first; of one found later, when it was found. */
  readonly since: Date;
  /** From then on nobody seals with it: a rotation has begun. */
  readonly retiringAt?: Date;
  /** Nothing is sealed with it any more. */
  readonly retiredAt?: Date;
}

/** A running program, as far as keys go. */
export interface RunningProgram {
  readonly owner: string;
  /** Where it runs, for whoever has to restart it. */
  readonly host: string;
  readonly pid: number;
  /** The ids of its keys. */
  readonly knows: readonly string[];
  /** The keys that it will never seal with again. */
  readonly avoids: readonly string[];
  /** The keys that it makes no hashes with any more. */
  readonly forgets: readonly string[];
}

/** The keys that still seal something and are not among these. */
export function missingKeys(ring: readonly RingKey[], own: readonly KeyName[]): readonly RingKey[] {
  return ring.filter((key) => key.retiredAt === undefined && !own.some((one) => isSame(key, one)));
}

function isSame({ kid, fingerprint }: RingKey, own: KeyName): boolean {
  return kid === own.kid && (fingerprint === undefined || fingerprint === own.fingerprint);
}

/** The keys that nobody may seal with any more. */
export function avoidedKeys(ring: readonly RingKey[]): readonly string[] {
  return ring.filter(({ retiringAt, retiredAt }) => retiringAt ?? retiredAt).map(({ kid }) => kid);
}

/** The keys that seal nothing any more. */
export function retiredKeys(ring: readonly RingKey[]): readonly string[] {
  return ring.filter(({ retiredAt }) => retiredAt !== undefined).map(({ kid }) => kid);
}

/**
 * The key to seal with: the first of one's own that may be used and that every running program knows, so that a new
 * key takes over once all of them have it. Undefined when all of one's own were retired.
 */
export function sealingKey(
  own: readonly KeyName[],
  ring: readonly RingKey[],
  running: readonly RunningProgram[],
): KeyName | undefined {
  const avoided = avoidedKeys(ring);
  const free = own.filter(({ kid }) => !avoided.includes(kid));
  const known = free.find(({ kid }) => running.every(({ knows }) => knows.includes(kid)));
  return known ?? free.find(({ kid }) => ring.some((key) => key.kid === kid)) ?? free[0];
}
