import { fileAfter } from '../casefiles/appended.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import { undoing } from '../casefiles/undo.ts';
import { defined } from '../kit/defined.ts';
import type { Effect } from '../kit/effect.ts';
import { spokenDate } from '../kit/local-date.ts';
import { ROLE_WORDS } from '../people/roles.ts';
import { notDecided, whoDecides, whyNotDecided } from './deciding.ts';
import type { Joining } from './joining.ts';
import { MOVE_WORDS } from './timeline.ts';
import { DECISIONS, HAZARD_STATES } from './transitions.ts';
import type { DecidedHazard, Hazard } from './types.ts';

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;
const MOVE = 'overruled' as const;
/** Said where the question is only whether it could be done. */
const SOME_REASON = '理由';

/** What a message that corrects a decision needs beside what joining two needs. */
export type Overruling = Joining & { readonly actor: { readonly name?: string } };

/** What would be taken back, at which version; or why it cannot be, or the question why it should. */
export async function aboutOverrule(context: Overruling, file: Hazard, reason: string | undefined) {
  const { text } = context;
  const words = reason ?? SOME_REASON;
  const why = await whyNotDecided(context, file, { move: MOVE, words }, await whoDecides(context));
  if (why !== undefined) return { reply: why };
  if (reason === undefined) return asking(context, file);
  const undone = undoneIn(file);
  return {
    words: text('hazards/about-overruled', {
      ...{ no: file.no, state: HAZARD_STATES[file.state].word, reason },
      ...{ decision: undone?.word ?? '', by: undone?.by ?? '', on: undone?.on ?? '' },
      back: undone === undefined ? '' : HAZARD_STATES[undone.to].word,
    }),
    version: `${file.no}:${file.entries.length}`,
  };
}

/** The correction as an effect, and what became of it in words; or the question why it should be made. */
export async function overruleHazard(
  context: Overruling,
  file: Hazard,
  reason: string | undefined,
): Promise<ReturnType<typeof asking> | readonly [Effect<DecidedHazard>, (done: DecidedHazard) => string]> {
  if (reason === undefined) return asking(context, file);
  const { services, text } = context;
  const who = await whoDecides(context);
  const decision = { move: MOVE, words: reason };
  return [
    services.hazards.decide(file.no, decision, { ...who, tell: told(context, file) }),
    (done) => {
      const stored = fileAfter(done);
      if (stored === undefined) return notDecided(text, file.no, done, who) ?? '';
      return text('dropouts/overruled', { no: file.no, state: HAZARD_STATES[stored.state].word });
    },
  ];
}

function asking({ text }: Overruling, { no }: Hazard) {
  const question = text('dropouts/ask-reason', { no });
  return { reply: question, ask: { question } };
}

/** The decision that would be taken back, who made it when, and where the hazard stands without it. */
function undoneIn({ entries }: Hazard) {
  const back = undoing(entries, DECISIONS);
  const entry = entries.find(({ id }) => id === back?.undoes);
  if (back === undefined || entry === undefined) return undefined;
  return {
    word: MOVE_WORDS[entry.kind] ?? '',
    by: entry.by.name ?? ROLE_WORDS[entry.by.role as 'bureau'][0],
    on: spokenDate(entry.on),
    ...{ to: back.to, key: entry.by.key },
  };
}

/** Who made the decision hears that it stands no more. */
function told({ text, now, actor }: Overruling, file: Hazard): readonly ToTell[] {
  const undone = undoneIn(file);
  if (undone === undefined) return [];
  const words = text('dropouts/told-overruled', {
    ...{ no: file.no, decision: undone.word, on: undone.on },
    ...defined({ by: actor.name }),
  });
  const title = '校园哨兵：您有1件办理结果已更正';
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  return [{ to: undone.key, about: 'assigned', until, priority: 'normal', words: { title, text: words } }];
}
