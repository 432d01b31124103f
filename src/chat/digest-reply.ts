import { digestQuoted, directiveLine, soundsDirective, tagAhead } from './parse/directive-talk.ts';
import { plainTalk } from './parse/plain-talk.ts';
import type { Turn } from './turn.ts';
import { understand } from './understand.ts';

const isReader = ({ actor, message }: Turn): boolean =>
  actor.role === 'leader' && message.chat.kind !== 'group';

/**
 * What a leader says to a digest, quoting it or with its tag in front, as a line of 批示. Undefined where it is a command
 * or a question: those are answered for themselves.
 */
export function saidToDigest(turn: Turn): string | undefined {
  if (!isReader(turn)) return undefined;
  const { text, quote } = turn.message;
  const tagged = tagAhead(text);
  if (tagged !== undefined) return directiveLine(tagged.said, { tag: tagged.tag });
  const quoted = quote === undefined ? undefined : digestQuoted(quote.text);
  const plain = quoted !== undefined && text.trim() !== '' && understand(turn, text).kind === 'unknown';
  return plain && plainTalk(text) === undefined ? directiveLine(text, quoted) : undefined;
}

/** The same of words that are nothing but what leaders write to a digest: said to the one they read last. */
export function directiveSaid(turn: Turn): string | undefined {
  const { text } = turn.message;
  return isReader(turn) && soundsDirective(text) ? directiveLine(text) : undefined;
}
