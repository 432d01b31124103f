import type { Choice } from './command.ts';
import { mayBeEmergency } from './emergency-turn.ts';
import { likelyChoices } from './likely.ts';
import { makeOffer } from './offer.ts';
import { askForGap } from './offer-gaps.ts';
import type { Outcome } from './outcome.ts';
import { meantBy } from './own-reports.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import { type Surroundings, settingOf } from './setting-of.ts';
import { REPORT_OF, severalIn } from './several.ts';
import type { Turn } from './turn.ts';
import type { Act } from './understand/acts.ts';
import type { Ranking } from './understand/reader.ts';
import { SIGNS } from './understand/signs.ts';
import type { Split } from './understand/split.ts';

/** From so likely on one thing alone is offered. */
const SURE = 0.55;
/** From so likely on words that ask for nothing are answered as such. */
const NOTHING_TO_DO = 0.5;

/** What is known of a message, and what it may want. */
export interface Read {
  readonly around: Surroundings;
  readonly ranking: Ranking;
}

/** Reads a message that nothing else took. */
export async function readMessage(turn: Turn): Promise<Read> {
  const around = await settingOf(turn);
  return { around, ranking: turn.deps.readAct({ text: turn.message.text, setting: around.setting }) };
}

/**
 * Words that are no command and no answer: what they most likely want is offered with what was understood, and the
 * words are kept, so that 是 or a number does it. Nothing is stored before. Where nothing can be done with them it is said so.
 */
export function answerByAct(turn: Turn, { around, ranking }: Read): Outcome {
  const several = severalIn(turn, turn.message.text);
  if (several !== undefined) return answerSeveral(turn, several);
  const asks = (ranking[0]?.chance ?? 0) >= SURE && ranking[0]?.act.startsWith('ask-') === true;
  // 我们班有几个没来的 sounds like a report by its words, and may ask: both are offered.
  const ofLast = speaksOfLast(turn, around);
  const guess = ofLast ? undefined : soundsLikeReport(turn.message.text);
  const ranked: Ranking = ofLast
    ? [{ act: 'supplement', chance: 1 }, ...ranking.filter(isNoReport)]
    : ranking;
  const likely = (ranking[0]?.chance ?? 0) >= SURE;
  return (
    answerIdle(turn, ranking) ??
    (likely && ranking[0]?.act === 'several' ? refuseSeveral(turn, guess) : undefined) ??
    offerLikely(
      turn,
      { around, ranking },
      {
        choices: withGuess(turn, likelyChoices(turn, ranked, meantBy(turn, around.own)), guess),
        sure: (likely && isReportAct(ranking[0]?.act)) || (guess !== undefined && !asks),
      },
    )
  );
}

function offerLikely(
  turn: Turn,
  { around: { draft }, ranking }: Read,
  { choices, sure }: { readonly choices: readonly Choice[]; readonly sure: boolean },
): Outcome {
  const [first] = choices;
  const duty = turn.gazetteer.county.dutyPhone;
  if (first === undefined) return { text: turn.text('refusals/unknown', { duty }) };
  const urgent = mayBeEmergency(turn, ranking);
  // What waits to be filled is not given up for a guess; in a group nothing is said again that was typed.
  if (draft && !urgent)
    return turn.message.chat.kind === 'group'
      ? { text: turn.text('refusals/unknown', { duty }) }
      : { text: turn.text('dialogue/offer-to-copy', { what: first.label, line: first.line }) };
  const alone = sure && isReport(first.line) && !urgent;
  const gap = alone ? askForGap(turn, first) : undefined;
  if (gap !== undefined) return gap;
  return makeOffer(turn, alone ? [first] : withCry(turn, choices, urgent), { sure: alone, urgent });
}

const isNoReport = ({ act }: Ranking[number]): boolean =>
  act !== 'report-dropout' && act !== 'report-hazard' && act !== 'several';

const ADDS = /^(?:忘了?说|再说一句|再补|补一[句下]|补充|还有一点|对了)/u;
const THAT_CHILD = /^(?:[他她](?!们)|[那这]个?(?:孩|娃|女|男|家|学生))/u;

/** 他回来上了一天 又没来了: with a report of the speaker's own behind it no new child and no new thing. */
function speaksOfLast({ message, gazetteer }: Turn, { own }: Surroundings): boolean {
  const said = message.text.trim();
  if (own.length === 0 || ADDS.test(said)) return own.length > 0;
  return THAT_CHILD.test(said) && gazetteer.scan(said).length === 0 && !SIGNS.grade.test(said);
}

/** All of them are offered at once, or none is. */
function answerSeveral(turn: Turn, { kind, parts }: Split): Outcome {
  if (parts === undefined) return refuseSeveral(turn, REPORT_OF[kind]);
  const children = parts.filter((part) => part.kind === 'children').length;
  const hazards = parts.length - children;
  const what = [
    ...(children > 0 ? [`${children}个疑似辍学的孩子`] : []),
    ...(hazards > 0 ? [`${hazards}处隐患`] : []),
  ];
  const label = `分别登记${what.join('、')}`;
  const line = parts.map((part) => `${REPORT_OF[part.kind]} ${part.text.replace(/\s+/g, ' ')}`).join('\n');
  return makeOffer(turn, [{ label, line }], { sure: true });
}

function refuseSeveral(turn: Turn, command: '报辍学' | '报隐患' = '报辍学'): Outcome {
  return { text: turn.text('dialogue/several', { command }) };
}

const isReportAct = (act: Act | undefined): boolean => act === 'report-dropout' || act === 'report-hazard';

const isReport = (line: string): boolean => /^报(?:辍学|隐患) /.test(line);

/** Thanks, talk and forwarded notices want no file and no list of choices. */
function answerIdle(turn: Turn, [best]: Ranking): Outcome | undefined {
  if (best === undefined || best.chance < NOTHING_TO_DO) return undefined;
  if (best.act === 'thanks') return { text: turn.text('help/thanks') };
  if (best.act === 'news') return { text: turn.text('help/news') };
  return best.act === 'small-talk'
    ? { text: turn.text('help/small-talk', { duty: turn.gazetteer.county.dutyPhone }) }
    : undefined;
}

/** Words that may be a cry are told to the persons on duty with one number. */
function withCry(turn: Turn, choices: readonly Choice[], urgent: boolean): readonly Choice[] {
  if (!urgent) return choices;
  const said = turn.message.text.replace(/\s+/g, ' ').trim();
  return [{ label: '有人有危险，马上通知值班人员', line: `突发 ${said}` }, ...choices].slice(0, 3);
}

/** The report as which the words are filed, told by its command. */
export function reportChoice(report: '报辍学' | '报隐患', said: string): Choice {
  const label = report === '报辍学' ? '登记一个疑似辍学的孩子' : '登记一处隐患';
  return { label, line: `${report} ${said.replace(/\s+/g, ' ').trim()}` };
}

/** What sounds like a report by its words is offered first. */
function withGuess(
  turn: Turn,
  choices: readonly Choice[],
  guess: '报辍学' | '报隐患' | undefined,
): readonly Choice[] {
  if (guess === undefined) return choices;
  const at = choices.findIndex(({ line }) => line.startsWith(`${guess} `));
  const found = choices[at];
  if (found !== undefined) return [found, ...choices.filter((_, index) => index !== at)];
  return [reportChoice(guess, turn.message.text), ...choices].slice(0, 3);
}
