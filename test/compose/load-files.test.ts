import { describe, expect, it } from '@jest/globals';
import { loadFiles } from '../../src/compose/load-files.ts';

describe('the outbox’s files', () => {
  const load = loadFiles({
    digest: async ({ name, ref }) => ({ name, bytes: Buffer.from(ref) }),
    patrol: async () => undefined,
  });

  it('are fetched by whoever knows their prefix', async () => {
    const ref = 'digest:2026-11-24-morning-all';
    expect(await load({ name: 'a.png', ref })).toEqual({ name: 'a.png', bytes: Buffer.from(ref) });
  });

  it.each(['patrol:s1:2026-11', 'nobody:1', 'toString:1', ''])('%p is not there', async (ref) => {
    expect(await load({ name: 'a', ref })).toBeUndefined();
  });
});
