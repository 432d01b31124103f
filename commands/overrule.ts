import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import type { ToTell } from '../src/casefiles/follow-up.ts';
import { undoing } from '../src/casefiles/undo.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  type Matter,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { whoDecides, whyNotDecided } from '../src/dropouts/deciding.ts';
import { DECISION_WORDS } from '../src/dropouts/decision-words.ts';
import { notDecided } from '../src/dropouts/not-decided.ts';
import { DROPOUT_STATES } from '../src/dropouts/states.ts';
import { DECISIONS } from '../src/dropouts/transitions.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';
import { aboutOverrule, overruleHazard } from '../src/hazards/overruling.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { ROLE_WORDS } from '../src/people/roles.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号', '案号'],
    question: '更正哪一件？请告诉我编号，例如 K26-0417-F。',
    wanted: { kinds: ['dropout', 'hazard'], right: 'see' },
  }),
  reason: arg.text({ labels: ['理由', '原因'] }).optional(),
});
type Args = z.output<typeof args>;

const TOLD_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;

/** 更正: a second person takes back the newest decision, which then stands no more; no 二次辍学 comes of it. */
export default defineCommand({
  name: '更正',
  aliases: ['更正决定', '纠正', 'overrule'],
  order: 28,
  summary: '更正最近一次办错的决定（认定、复学、验收、销号等），须换一个人办，写明理由',
  usage: '更正 编号 理由',
  examples: [{ line: '更正 K26-0417-F 核实有误', where: 'private' }],
  roles: ['bureau', 'leader'],
  where: 'private',
  effect: 'decides',
  yields: true,
  args,
  about,
  run,
});

async function about(context: CommandContext, { file: found, reason }: Args): Promise<Matter | ReplyResult> {
  if (found.kind === 'hazard') return aboutOverrule(context, found.file, reason);
  const { file } = found;
  const why = await whyNotDecided(context, file, { move: 'overruled' });
  if (why !== undefined) return { reply: why };
  if (reason === undefined) return wanting(context, file);
  const undone = undoneIn(file);
  return {
    words: context.text('dropouts/about-overruled', {
      ...{ no: file.no, state: DROPOUT_STATES[file.state].word, reason },
      ...{ decision: undone?.word ?? '', by: undone?.by ?? '', on: undone?.on ?? '' },
      back: undone === undefined ? '' : DROPOUT_STATES[undone.to].word,
    }),
    version: `${file.no}:${file.entries.length}`,
  };
}

async function run(context: CommandContext, { file: found, reason }: Args): Promise<CommandResult> {
  if (found.kind === 'hazard') {
    const made = await overruleHazard(context, found.file, reason);
    return 'reply' in made ? made : writes(...made);
  }
  const { file } = found;
  if (reason === undefined) return wanting(context, file);
  const who = await whoDecides(context);
  const decision = { move: 'overruled', words: reason } as const;
  const deciding = { ...who, tell: told(context, file) };
  return writes(context.services.dropouts.decide(file.no, decision, deciding), (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notDecided(context.text, file.no, done, who) ?? '';
    return context.text('dropouts/overruled', { no: file.no, state: DROPOUT_STATES[stored.state].word });
  });
}

function wanting({ text }: CommandContext, { no }: DropoutCase): ReplyResult {
  const question = text('dropouts/ask-reason', { no });
  return { reply: question, ask: { question } };
}

/** The decision that would be taken back, who made it when, and where the case stands without it. */
function undoneIn({ entries }: DropoutCase) {
  const back = undoing(entries, DECISIONS);
  const entry = entries.find(({ id }) => id === back?.undoes);
  if (back === undefined || entry === undefined) return undefined;
  return {
    word: DECISION_WORDS[entry.kind as (typeof DECISIONS)[number]],
    by: entry.by.name ?? ROLE_WORDS[entry.by.role as 'bureau'][0],
    on: spokenDate(entry.on),
    ...{ to: back.to, key: entry.by.key },
  };
}

/** Who made the decision hears that it stands no more. */
function told({ text, now, actor }: CommandContext, file: DropoutCase): readonly ToTell[] {
  const undone = undoneIn(file);
  if (undone === undefined) return [];
  const words = text('dropouts/told-overruled', {
    ...{ no: file.no, decision: undone.word, on: undone.on },
    ...defined({ by: actor.name }),
  });
  return [
    {
      to: undone.key,
      about: 'assigned',
      until: new Date(now.getTime() + TOLD_DAYS * DAY_MS),
      priority: 'normal',
      words: { title: '校园哨兵：您有1件办理结果已更正', text: words },
    },
  ];
}
