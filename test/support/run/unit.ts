import { startEngine } from './engine.ts';
import { JEST } from './suites.ts';
import { runNode } from './tool.ts';

// `npm run test:unit -- test/chat`: jest and nothing else, with an engine for the suites that need one.
const engine = await startEngine();
try {
  const print = (line: string, from: 'stdout' | 'stderr'): boolean => process[from].write(`${line}\n`);
  const env = { TEST_MONGODB_URI: engine.uri };
  const { ok } = await runNode([...JEST, ...process.argv.slice(2)], env, print);
  process.exitCode = ok ? 0 : 1;
} finally {
  await engine.close();
}
