/** Somebody at work whom a hazard is given to. */
export interface Assignee {
  /** As `Person.id`. */
  readonly id: string;
  readonly name: string;
}
