/**
 * Test files run natively in shared worker processes (test/support/runner); `npm run typecheck` checks their types.
 * The suites that need MongoDB find the engine of the run in TEST_MONGODB_URI (test/support/run/engine.ts starts it).
 */
export default {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  transform: {},
  runner: '<rootDir>/test/support/runner/runner.ts',
  testSequencer: '<rootDir>/test/support/run/sequencer.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testTimeout: 30_000,
  // One more than the smallest machine has cores: many suites wait for processes and connections.
  maxWorkers: 3,
};
