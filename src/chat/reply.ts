/**
 * How much one passive answer of a platform can hold, and how it counts. A reply is plain lines in the small
 * markdown subset that both platforms show (line breaks, `**bold**`, `> quote`, `- item`); user text inside it has
 * been neutralised by the template engine.
 */
export interface Surface {
  /** The most bytes one answer may have. */
  readonly replyBytes: number;
  /** UTF-8 bytes of the text once rendered in this platform's markdown. */
  measure(text: string): number;
}
