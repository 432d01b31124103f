import type { Act } from './acts.ts';
import type { Ranking } from './reader.ts';
import type { Said } from './setting.ts';
import type { Split } from './split.ts';

/** The stages around the reader; each of them is pure. */
export interface StageTools {
  /** The name of the command that a text begins with, and what stands behind it. */
  readonly commandIn: (text: string) => { readonly name: string; readonly rest: string } | undefined;
  readonly splitIn: (text: string) => Split | undefined;
  readonly read: (said: Said) => Ranking;
}

/** How a message is read, stage by stage: what rules are sure of comes first, and the reader decides the rest. */
export interface Stages {
  readonly command: string | undefined;
  readonly split: Split | undefined;
  readonly ranking: Ranking;
  readonly act: Act;
  /** Which stage decided the act. */
  readonly by: 'command' | 'split' | 'reader';
}

/** What a command is for. One about a file is read further: words behind a number may want anything. */
const COMMAND_ACTS: Readonly<Record<string, Act>> = {
  报辍学: 'report-dropout',
  报隐患: 'report-hazard',
  查: 'ask-count',
  名单: 'ask-list',
  撤回: 'withdraw',
  派任务: 'assign-duty',
  帮助: 'how-to',
  改: 'correct',
  更正: 'correct',
};

/** Reads a message through all stages. Pure. */
export function stagesOf(said: Said, { commandIn, splitIn, read }: StageTools): Stages {
  const found = commandIn(said.text);
  const ranking = read(said);
  const report = found === undefined || /^报(?:辍学|隐患)$/u.test(found.name);
  const split = report ? splitIn(found?.rest ?? said.text) : undefined;
  const about = { command: found?.name, split, ranking };
  // Quiet talk of two children is no report of two: the words must be a report at all.
  if (split !== undefined && (found !== undefined || mayReport(ranking)))
    return { ...about, act: 'several', by: 'split' };
  const sure = found && COMMAND_ACTS[found.name];
  if (sure !== undefined) return { ...about, act: sure, by: 'command' };
  return { ...about, act: ranking[0]?.act ?? 'unclear', by: 'reader' };
}

const REPORTS: readonly Act[] = ['several', 'report-dropout', 'report-hazard'];

const mayReport = (ranking: Ranking) => ranking.slice(0, 2).some(({ act }) => REPORTS.includes(act));
