/** Who did something: an actor's key and what may be printed of them (officers only, never a child). */
export interface By {
  /** `<platform>:<user id>` */
  readonly key: string;
  readonly name?: string;
  readonly role: string;
}
