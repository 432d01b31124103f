/**
 * What the bot answers: plain lines in the small markdown subset that both platforms show (line breaks,
 * `**bold**`, `> quote`, `- item`). User text inside it has been neutralised by the template engine.
 */
export interface Reply {
  readonly text: string;
}

/** How much one passive answer of a platform can hold, and how it counts. */
export interface Surface {
  /** The most bytes one answer may have. */
  readonly replyBytes: number;
  /** UTF-8 bytes of the text once rendered in this platform's markdown. */
  measure(text: string): number;
}
