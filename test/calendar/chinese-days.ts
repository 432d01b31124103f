import { execFileSync } from 'node:child_process';

/** What an expression over the library `days` gives in China: its functions read dates in the machine's own zone. */
export function askChineseDays(expression: string): unknown {
  const program = `const days = require('chinese-days'); console.log(JSON.stringify(${expression}))`;
  const env = { ...process.env, TZ: 'Asia/Shanghai', NODE_OPTIONS: '' };
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { env, encoding: 'utf8' }));
}
