import type { Score, Verdict } from './facts.ts';
import type { Played } from './player.ts';

/** One message as it was played, and how it was handled. */
export interface Scored {
  readonly played: Played;
  readonly score: Score;
}

const VERDICTS: readonly Verdict[] = ['right', 'half', 'wrong', 'harmful'];
/** How many of each verdict. */
export type Counts = Readonly<Record<Verdict, number>>;

/** How many were right, half, wrong, harmful. */
export function countsOf(scored: readonly Scored[]): Counts {
  const count = (wanted: Verdict) => scored.filter(({ score: { verdict } }) => verdict === wanted).length;
  return { right: count('right'), half: count('half'), wrong: count('wrong'), harmful: count('harmful') };
}

/** Typed as a command, however sloppily, or led by a file's number. */
const COMMAND = /^[/／]?(报 ?[辍缀隐安]|報[輟隱]|报送|b(cx|yh) |cx |[查査改撤]|个案|名单|补充 |派任务|\{1)/u;

/** A line for each act, one for what was typed as a command, and one for all. */
export function table(scored: readonly Scored[]): readonly string[] {
  const acts = [...new Set(scored.map(({ played }) => played.said.want.act))];
  const line = (name: string, rows: readonly Scored[]) => {
    const counts = countsOf(rows);
    const cells = VERDICTS.map((verdict) => `${verdict} ${String(counts[verdict]).padStart(3)}`);
    return `${name.padEnd(16)} n ${String(rows.length).padStart(3)}  ${cells.join('  ')}`;
  };
  const of = (act: string) => scored.filter(({ played }) => played.said.want.act === act);
  const commands = scored.filter(({ played }) => COMMAND.test(played.said.text));
  return [...acts.map((act) => line(act, of(act))), line('(commands)', commands), line('all', scored)];
}

const indented = (text: string) => `  ${text.replaceAll('\n', '\n  ')}`;

function told({ played, score: { verdict, why } }: Scored): readonly string[] {
  const { said, text, reply, then } = played;
  return [
    `\n${verdict} ${said.id} ${said.want.act} [${said.who} ${said.of ?? ''} ${said.place}] ${why ?? ''}`,
    ...(said.before.length === 0 ? [] : [`  before: ${JSON.stringify(said.before)}`]),
    `  > ${text}`,
    indented(reply),
    ...then.flatMap((turn) => [`  > ${turn.said}`, indented(turn.reply)]),
    `  want ${JSON.stringify(said.want.fields)}`,
  ];
}

/** What was said and answered, for what `show` names: an act, a message, a verdict, or `all` that is not right. */
export function shown(scored: readonly Scored[], show: string | undefined): readonly string[] {
  const wanted = ({ played: { said }, score: { verdict } }: Scored) =>
    verdict === show ||
    said.id === show ||
    (verdict !== 'right' && (show === 'all' || said.want.act === show));
  return show === undefined ? [] : scored.filter(wanted).flatMap(told);
}
