import { NONE, processorTime, timeBetween } from '../runner/times.ts';
import { clearBuilt, furnishBuilt } from './built.ts';
import { CHECKS, makeChecks } from './checks.ts';
import { startEngine } from './engine.ts';
import { runSuites } from './suites.ts';

/**
 * `npm test`: the checks, then every suite; each check counts as one test. Ends in a plain `N passed, N failed`
 * (`, N skipped` where some were) and an exit code that says the same. Arguments go to jest:
 * `npm test -- test/sandbox`. With `--long` (`npm run test:long`) properties are tried with 10,000 cases, and the
 * simulated county lives through a whole school year: hours.
 */
const [long, args] = asked(process.argv.slice(2));
await clearBuilt();
const passedChecks = await makeChecks(CHECKS);
await furnishBuilt();
const engine = await startEngine();
const env = {
  TEST_MONGODB_URI: engine.uri,
  TEST_BUILT: '1',
  ...(long ? { TEST_CASES: '10000', SIMULATION: 'year' } : {}),
};
const tests = await runSuites('tests', args, env).finally(() => engine.close());
const passed = passedChecks + tests.passed;
const failed = CHECKS.length - passedChecks + tests.failed;
const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
if (process.env.TEST_TIMES !== undefined) console.log(`      ${timeBetween(NONE, processorTime())} in all`);
console.log(`\n${passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed === 0 && tests.passed > 0 ? 0 : 1;

function asked(given: readonly string[]): readonly [long: boolean, rest: readonly string[]] {
  return [given.includes('--long'), given.filter((one) => one !== '--long')];
}
