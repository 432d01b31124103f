import { expect, it } from '@jest/globals';
import { ageCases } from '../../src/jobs/age-cases.ts';

it('cases age by the time of the run, not of a slot that is caught up', async () => {
  const asked: Date[] = [];
  const job = ageCases({
    age: async (at) => {
      asked.push(at);
      return { matured: 2, expired: 1 };
    },
  });
  const [slot, now] = [new Date('2026-11-24T07:30:00+08:00'), new Date('2026-11-24T09:12:00+08:00')];
  const { signal } = new AbortController();
  expect(await job.run({ slot, now, signal })).toEqual({ counts: { matured: 2, expired: 1 } });
  expect(asked).toEqual([now]);
});
