import { describe, expect, it } from '@jest/globals';
import { fail, fine, skip, warn, worstFirst } from '../../src/doctor/finding.ts';
import { runDoctor, singleProbe } from '../../src/doctor/run-doctor.ts';
import { livedTime } from '../support/lived-time.ts';

describe('runDoctor', () => {
  it('keeps the order of the probes and takes several findings of one', async () => {
    const findings = await runDoctor([
      singleProbe('甲', async () => fine('甲', '好')),
      { check: '乙', look: async () => [fine('乙', '一'), fine('乙', '二')] },
    ]);
    expect(findings.map(({ text }) => text)).toEqual(['好', '一', '二']);
  });

  it('makes a warning of a probe that throws, at once or later', async () => {
    const findings = await runDoctor([
      singleProbe('甲', () => {
        throw new Error('secret words');
      }),
      singleProbe('乙', () => Promise.reject(new Error('secret words'))),
    ]);
    expect(findings.map(({ check, state }) => [check, state])).toEqual([
      ['甲', 'warn'],
      ['乙', 'warn'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('secret');
  });

  it('does not wait for a probe that hangs', async () => {
    const since = livedTime();
    const hanging = singleProbe('甲', () => new Promise(() => {}));
    const [finding] = await runDoctor([hanging], { timeoutMs: 30 });
    expect(since.ms()).toBeLessThan(1_000);
    expect(finding).toMatchObject({ check: '甲', state: 'warn' });
  });
});

describe('worstFirst', () => {
  it('puts failures before warnings, and leaves the rest in order', () => {
    const sorted = worstFirst([
      skip('一', ''),
      fine('二', ''),
      warn('三', '', ''),
      fail('四', '', ''),
      fine('五', ''),
      fail('六', '', ''),
    ]);
    expect(sorted.map(({ check }) => check).join('')).toBe('四六三二五一');
  });
});
