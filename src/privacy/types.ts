/** Sealing and look-up hashes. Keys come from DATA_KEY (newest first), separated by purpose with HKDF. */
export interface Sealer {
  /** AES-256-GCM under the newest key; `aad` binds the box to its place (collection + id + field). */
  seal(plain: string | Buffer, aad: string): Buffer;
  /** Opens a box of any known key; throws SentinelError `unseal` on a wrong key, place or damage. */
  open(box: Buffer, aad: string): Buffer;
  openText(box: Buffer, aad: string): string;
  /** Keyed hashes for look-up, one per known key: store the first, search with all. */
  hashes(purpose: string, value: string): readonly { readonly kid: string; readonly h: string }[];
  /** Fingerprint of the newest key, for refusing a foreign key on an existing database. */
  readonly fingerprint: string;
}
