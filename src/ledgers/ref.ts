import { z } from 'zod';

const shared = {
  /** Only of this township's units. */
  area: z.string().exactOptional(),
  /** The account that asked for it. */
  to: z.string(),
  at: z.int().nonnegative(),
};
const ref = z.union([
  z.strictObject({
    /** The duty whose answers it lists. */
    duty: z.string(),
    ...shared,
  }),
  z.strictObject({
    /** The roster of the six officers. */
    roster: z.literal('officers'),
    ...shared,
  }),
]);

/** What the outbox keeps of a ledger until it is sent: of what, for whose account. The file is made then. */
export type LedgerRef = z.output<typeof ref>;

const PREFIX = 'ledger:';

/** As the outbox keeps it. */
export function ledgerRef(of: LedgerRef): string {
  return `${PREFIX}${JSON.stringify(of)}`;
}

/** The ledger of a reference; undefined for a reference of something else. */
export function readLedgerRef(text: string): LedgerRef | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  try {
    return ref.safeParse(JSON.parse(text.slice(PREFIX.length))).data;
  } catch {
    return undefined;
  }
}
