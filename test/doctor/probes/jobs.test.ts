import { describe, expect, it } from '@jest/globals';
import { type JobFacts, jobFindings } from '../../../src/doctor/probes/jobs.ts';

const LAST = new Date('2026-11-12T03:17:00+08:00');
const find = (...jobs: readonly JobFacts[]) => jobFindings(jobs, 'Asia/Shanghai');

describe('recurring jobs', () => {
  it('are not looked at before the program ran', () => {
    expect(find()).toMatchObject([{ state: 'skip' }]);
  });

  it('in time are one line', () => {
    const job = { label: '夜间清理', late: false, lastSuccess: LAST };
    expect(find(job, job)).toEqual([{ check: '定时任务', state: 'ok', text: '2 项都按时完成。', fix: '' }]);
  });

  it.each<[string, JobFacts, RegExp, RegExp]>([
    [
      'late',
      { label: '夜间清理', late: true, lastSuccess: LAST },
      /“夜间清理”没有按时完成.*11-12 03:17/,
      /重启/,
    ],
    ['late from the start', { label: '日报', late: true }, /“日报”没有按时完成.*还没有成功过/, /重启/],
    [
      'late and failing',
      { label: '日报', late: true, error: 'TypeError' },
      /最近一次出错（TypeError）/,
      /重启/,
    ],
    [
      'failing',
      { label: '日报', late: false, error: 'TypeError', lastSuccess: LAST },
      /出错（TypeError）/,
      /再试/,
    ],
  ])('%s are each a warning with something to do', (_what, job, text, fix) => {
    const findings = find({ label: '其他', late: false, lastSuccess: LAST }, job);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ check: '定时任务', state: 'warn' });
    expect(findings[0]?.text).toMatch(text);
    expect(findings[0]?.fix).toMatch(fix);
  });
});
