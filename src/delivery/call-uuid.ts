import { createHash } from 'node:crypto';

/**
 * The uuid a vendor knows a call by. The same deliveries and the same part give the same uuid on every instance,
 * so that a repeat is recognised; any other set of deliveries gives another one, so that nobody is taken for served.
 */
export function callUuid(deliveries: readonly string[], part: number): string {
  const all = JSON.stringify([[...deliveries].sort(), part]);
  const hex = createHash('sha256').update(all).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
