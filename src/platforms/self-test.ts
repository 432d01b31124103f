/** A platform calling itself: the same secrets on both ends, and nothing is kept of it. */
export interface SelfTest {
  /** Signs a callback with the configured secrets and reads it back; `ok`, or the reason it was turned away for. */
  verify(now: Date): string;
  /**
   * A verification request for our own address: its query, and the body it must be answered with. Absent on a
   * platform that knows no such request.
   */
  handshake?(now: Date): { readonly query: string; readonly expected: string };
}
