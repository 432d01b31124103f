/** A button that says a line, exactly as if the person had typed it. The text of the reply holds the line too. */
export interface Button {
  readonly label: string;
  readonly line: string;
}

/** What the bot answers. Clients that show no cards show the text alone, which is complete without the buttons. */
export interface Reply {
  readonly text: string;
  readonly buttons?: readonly Button[];
}

/** A character that no text of ours begins with. */
const PACKED = '\u0001';

/** A reply as one string, for the inbox that keeps it: the text itself when there are no buttons. */
export function packReply({ text, buttons = [] }: Reply): string {
  return buttons.length === 0 ? text : `${PACKED}${JSON.stringify({ text, buttons })}`;
}

/** The reply that `packReply` made this string of. */
export function unpackReply(packed: string): Reply {
  return packed.startsWith(PACKED) ? (JSON.parse(packed.slice(PACKED.length)) as Reply) : { text: packed };
}

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
