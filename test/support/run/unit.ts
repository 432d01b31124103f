import { NONE, processorTime, timeBetween } from '../runner/times.ts';
import { startEngine } from './engine.ts';
import { jestArgs } from './suites.ts';
import { runNode } from './tool.ts';

// `npm run test:unit -- test/chat`: jest and nothing else, with an engine for the suites that need one.
const engine = await startEngine();
try {
  const print = (line: string, from: 'stdout' | 'stderr'): boolean => process[from].write(`${line}\n`);
  const env = {
    TEST_MONGODB_URI: engine.uri,
    ...(process.env.TEST_BUILT === undefined ? {} : { TEST_BUILT: '1' }),
  };
  const { ok } = await runNode([...jestArgs(env), ...process.argv.slice(2)], env, print);
  process.exitCode = ok ? 0 : 1;
} finally {
  const before = processorTime();
  await engine.close();
  if (process.env.TEST_TIMES !== undefined)
    console.log(
      `${timeBetween(before, processorTime())}: the engine\n${timeBetween(NONE, processorTime())} in all`,
    );
}
