/** The file that somebody spoke of by its number last. */
export interface LastFile {
  readonly no: string;
  readonly at: Date;
}

/** Which file each account spoke of last by its number: what 撤回 alone must not reach past. */
export interface LastFiles {
  noted(account: string, no: string, at: Date): Promise<void>;
  /** The newest of these accounts of one person; undefined when it was before `from`. */
  last(accounts: readonly string[], from: Date): Promise<LastFile | undefined>;
  /** Removes what is older than `before`; resolves to how much that was. */
  purge(before: Date): Promise<number>;
}
