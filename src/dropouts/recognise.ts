import { defined } from '../kit/defined.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { Role } from '../people/roles.ts';
import type { ExclusionRule } from '../places/dropout-rules.ts';
import type { Cause, DecisionOf } from './decisions.ts';
import type { SaidRecognition } from './read-recognition.ts';
import { sinceSuspected } from './recognition.ts';
import type { DropoutState } from './states.ts';
import type { DropoutCase } from './types.ts';

type Moves = 'verified' | 'dismissed' | 'proposed' | 'checked' | 'recognised' | 'excluded';
/** One of the decisions that 认定 makes. */
export type Recognition = { [M in Moves]: DecisionOf<M> }[Moves];

/** A line of 认定 as it was read. */
export interface RecognitionLine {
  readonly said: SaidRecognition;
  readonly until?: LocalDate;
  readonly cause?: Cause;
  readonly foundBy?: string;
}

/** What is still to be asked before it can be decided; of a situation also between which. */
export type Wanting =
  | { readonly lacks: 'code'; readonly among: readonly ExclusionRule[] }
  | { readonly lacks: 'evidence' | 'until'; readonly rule: ExclusionRule };

/** Who says it, on which day, in which county. */
export interface RecognisedBy {
  readonly role: Role;
  readonly today: LocalDate;
  readonly exclusions: readonly ExclusionRule[];
}

const BUREAU: readonly Role[] = ['bureau', 'admin'];
/** In these a lead, or an old answer, is found to be true. */
const TO_VERIFY: readonly DropoutState[] = ['lead', 'watched-signs', 'excluded', 'transferred'];

/** The decision that a line of 认定 means: by its words, else by the step that is this person's. */
export function recognitionMeant(
  file: Pick<DropoutCase, 'state' | 'entries'>,
  line: RecognitionLine,
  by: RecognisedBy,
): Recognition | Wanting {
  const { said } = line;
  if (said.step === 'untrue') return { move: 'dismissed', ...spoken(said) };
  if (said.excluded) return excludedAs(line, by);
  if (said.step === 'true' && TO_VERIFY.includes(file.state)) return { move: 'verified', ...spoken(said) };
  const move = stepOf(said, by.role);
  const asked = said.counts === true ? undefined : askedFor(file);
  const known = { ...spoken(said), ...defined({ cause: line.cause, foundBy: line.foundBy }) };
  if (move === 'proposed' || asked === undefined) return { move, ...known };
  return move === 'checked' ? { move, ...known, ...asked } : agreed(line, asked, by);
}

/** What the step before asked for, where that was an exclusion: who agrees, agrees to that. */
function askedFor({ entries }: Pick<DropoutCase, 'entries'>) {
  const newest = sinceSuspected(entries).findLast(({ kind }) => kind === 'proposed' || kind === 'checked');
  const code = newest?.data?.code;
  return code === undefined
    ? undefined
    : { code, ...defined({ until: newest?.data?.until, evidence: newest?.said?.evidence }) };
}

type Asked = NonNullable<ReturnType<typeof askedFor>>;

function agreed(line: RecognitionLine, { code, ...asked }: Asked, by: RecognisedBy): Recognition | Wanting {
  const { said, until = asked.until } = line;
  const exclusions = by.exclusions.filter((rule) => rule.code === code);
  const evidence = said.evidence ?? asked.evidence;
  const whole = { ...line, ...defined({ until }), said: { ...said, exclusions, ...defined({ evidence }) } };
  return excludedAs(whole, by);
}

function excludedAs(line: RecognitionLine, by: RecognisedBy): Recognition | Wanting {
  const { said, cause, foundBy } = line;
  const [rule, ...more] = said.exclusions;
  if (rule === undefined || more.length > 0)
    return { lacks: 'code', among: rule === undefined ? by.exclusions : said.exclusions };
  const { code } = rule;
  const evidence = said.evidence ?? said.words;
  const until = rule.ends ? (line.until ?? laterBy(said.months, by.today)) : undefined;
  const known = defined({ cause, foundBy, until });
  const move = stepOf(said, by.role);
  if (move !== 'recognised') return { move, code, ...known, ...defined({ evidence }) };
  if (evidence === undefined) return { lacks: 'evidence', rule };
  if (rule.ends && until === undefined) return { lacks: 'until', rule };
  return { move: 'excluded', code, evidence, ...known };
}

type Step = 'proposed' | 'checked' | 'recognised';

function stepOf({ step }: SaidRecognition, role: Role): Step {
  if (step === 'proposed' || step === 'checked' || step === 'recognised') return step;
  if (BUREAU.includes(role)) return 'recognised';
  return role === 'township' ? 'checked' : 'proposed';
}

const spoken = ({ words }: SaidRecognition) => defined({ words });

function laterBy(months: number | undefined, today: LocalDate): LocalDate | undefined {
  if (months === undefined) return undefined;
  const at = new Date(`${today}T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return addDays(at.toISOString().slice(0, 10), 0);
}
