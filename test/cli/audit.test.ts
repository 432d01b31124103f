import { expect, it } from '@jest/globals';
import { runAudit } from '../../src/cli/run-audit.ts';

it.each([
  [[]],
  [['check']],
  [['verify', 'x']],
  [['verify', '--heads']],
  [['export', 'a', 'b']],
  [['export', '--all']],
])('npm run audit shows the usage for %j', async (args) => {
  const told: string[] = [];
  const code = await runAudit(args, { print: () => {}, tell: (line) => told.push(line) });
  expect(code).toBe(2);
  expect(told[0]).toBe('用法：npm run audit -- 命令');
});
