/** The data of a text without variables. */
export type Nothing = Readonly<Record<never, never>>;

/** What the text of this name is filled with; where one of several may be meant, what all of them need. */
export type DataOf<M, N extends keyof M> = { [K in N]: (data: M[K]) => void }[N] extends (
  data: infer D,
) => void
  ? D
  : never;

/** A text's data as arguments: none for one without variables. */
type Given<M, N extends keyof M> = keyof DataOf<M, N> extends never ? [] : [data: DataOf<M, N>];

/**
 * Fills the texts that `M` declares, or those of the names `N` only: a name nobody wrote, a field the template does
 * not know and one that is missing do not compile.
 */
export interface Fill<M, N extends keyof M = keyof M> {
  <K extends N>(name: K, ...data: Given<M, K>): string;
  /** Never set. By it the compiler tells who fills other names apart; of generic calls alone it does not ask. */
  readonly fills?: (name: N) => void;
}
