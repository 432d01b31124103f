/** Sealing and look-up hashes. Keys come from DATA_KEY (newest first), separated by purpose with HKDF. */
export interface Sealer {
  /** AES-256-GCM under the key that seals now; `aad` binds the box to its place (collection + id + field). */
  seal(plain: string | Buffer, aad: string): Buffer;
  /** Opens a box of any known key; throws SentinelError `unseal` on a wrong key, place or damage. */
  open(box: Buffer, aad: string): Buffer;
  openText(box: Buffer, aad: string): string;
  /** Keyed hashes for look-up, one per known key, that of the key that seals now first: store the first, search with all. */
  hashes(purpose: string, value: string): readonly { readonly kid: string; readonly h: string }[];
}
