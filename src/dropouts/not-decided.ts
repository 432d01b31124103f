import type { FillReply } from '../texts/reply-texts.ts';
import { LACK_WORDS } from './lack-words.ts';
import { type NextFor, nextLines } from './next-lines.ts';
import { DROPOUT_STATES } from './states.ts';
import type { DecidedCase } from './types.ts';

/** Why a decision was not made, with the lines that this person could send instead; undefined: it was made. */
export function notDecided(text: FillReply, no: string, done: DecidedCase, who: NextFor): string | undefined {
  if (done.outcome === 'missing') return text('files/not-there');
  if (done.outcome !== 'declined') return undefined;
  if (done.why === 'full') return text('files/full', { no });
  const { file } = done;
  const lines = nextLines(file, { ...who, unready: done.unready ?? [] });
  if (done.why !== 'refused')
    return text('dropouts/declined', { no, state: DROPOUT_STATES[file.state].word, lines });
  return text('dropouts/lacks', { no, lacks: (done.lacks ?? []).map((one) => LACK_WORDS[one]), lines });
}
