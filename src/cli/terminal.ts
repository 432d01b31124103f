/** The terminal, as far as a command needs it. */
export interface Terminal {
  /** What was asked for. */
  print(line: string): void;
  /** Everything else: problems and progress. */
  tell(line: string): void;
  /** Asks whoever sits there; absent where nobody does. */
  ask?(question: string): Promise<string>;
}
