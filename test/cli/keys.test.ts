import { describe, expect, it } from '@jest/globals';
import { runKeys } from '../../src/cli/run-keys.ts';

describe('npm run keys', () => {
  it.each([[[]], [['lists']], [['list', 'x']], [['rotate', '--force']], [['rotate', '--skip-damaged', 'x']]])(
    'shows the usage for %j',
    async (args) => {
      const told: string[] = [];
      const code = await runKeys(args, { print: () => {}, tell: (line) => told.push(line) });
      expect(code).toBe(2);
      expect(told[0]).toBe('用法：npm run keys -- 命令');
    },
  );
});
