/**
 * Test files run natively in shared worker processes (test/support/runner); `npm run typecheck` checks their types.
 * The suites that need MongoDB find the engine of the run in TEST_MONGODB_URI (test/support/run/engine.ts starts it).
 */
// As the run's check of the types left them, where it did: see test/support/built.ts.
const [from, kind] = process.env.TEST_BUILT === undefined ? ['test', 'ts'] : ['.cache/built/test', 'js'];

export default {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  transform: {},
  runner: `<rootDir>/${from}/support/runner/runner.${kind}`,
  testSequencer: `<rootDir>/${from}/support/run/sequencer.${kind}`,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Generous: a machine that is busy with other work takes half a minute for a start.
  testTimeout: 120_000,
  // One more than the smallest machine has cores: many suites wait for processes and connections.
  maxWorkers: 3,
};
