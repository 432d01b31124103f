import { type Finding, fine, skip, warn } from '../finding.ts';
import { instantWords } from '../when.ts';

/** How a recurring job is doing. */
export interface JobFacts {
  /** What people call it. */
  readonly label: string;
  /** Not done for longer than it should take. */
  readonly late: boolean;
  readonly lastSuccess?: Date;
  /** The class of the error its newest run ended with. */
  readonly error?: string;
}

const LATE_FIX =
  '请看程序是否一直开着、数据库是否正常；都正常就重启程序。一小时后再自检，仍这样请把日志里 job failed 的几行交技术人员。';
const FAILING_FIX = '会自动再试，一小时后再自检；仍这样请把日志里 job failed 的几行交技术人员。';

/** Whether the recurring jobs do their work; one finding for each that does not. Pure. */
export function jobFindings(jobs: readonly JobFacts[], timeZone: string): readonly Finding[] {
  const check = '定时任务';
  if (jobs.length === 0) return [skip(check, '程序还没有运行过，没有记录。')];
  const troubled = jobs.filter(({ late, error }) => late || error !== undefined);
  if (troubled.length === 0) return [fine(check, `${jobs.length} 项都按时完成。`)];
  return troubled.map((job) => warn(check, textOf(job, timeZone), job.late ? LATE_FIX : FAILING_FIX));
}

function textOf({ label, late, lastSuccess, error }: JobFacts, timeZone: string): string {
  const last =
    lastSuccess === undefined ? '启用以来还没有成功过' : `上次成功是 ${instantWords(lastSuccess, timeZone)}`;
  const failed = error === undefined ? '' : `，最近一次出错（${error}）`;
  return late
    ? `“${label}”没有按时完成，${last}${failed}。`
    : `“${label}”最近一次出错（${error}），${last}。`;
}
