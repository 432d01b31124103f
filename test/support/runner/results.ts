import { type AssertionResult, createEmptyTestResult, type TestResult } from '@jest/test-result';
import type { run } from 'jest-circus';
import { inSources } from './in-sources.ts';

type RunResult = Awaited<ReturnType<typeof run>>;
type OneResult = RunResult['testResults'][number];

/** What jest-circus found in one file, in the shape that jest's reporters read. */
export function readResults({ testResults, unhandledErrors }: RunResult, path: string): TestResult {
  const results = testResults.map(readOne);
  const count = (status: AssertionResult['status']) =>
    results.filter((result) => result.status === status).length;
  const failures = results
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${fullName}\n\n${failureMessages.join('\n')}`);
  const unhandled = unhandledErrors.map(inSources);
  const messages = [...failures, ...unhandled];
  return {
    ...createEmptyTestResult(),
    testFilePath: path,
    testResults: results,
    numPassingTests: count('passed'),
    numFailingTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    failureMessage: messages.length === 0 ? null : messages.join('\n\n'),
    ...(unhandled.length === 0 ? {} : { testExecError: { message: '', stack: unhandled.join('\n') } }),
  } as TestResult;
}

function readOne({
  testPath,
  status,
  errors,
  errorsDetailed,
  duration,
  ...rest
}: OneResult): AssertionResult {
  // The first title is circus's own root block.
  const titles = testPath.slice(1);
  return {
    ancestorTitles: titles.slice(0, -1),
    title: titles.at(-1) ?? '',
    fullName: titles.join(' '),
    status: statusOf(status, errors.length),
    duration: duration ?? null,
    failureDetails: [...errorsDetailed],
    failureMessages: errors.map(inSources),
    invocations: rest.invocations,
    location: rest.location ?? null,
    numPassingAsserts: rest.numPassingAsserts,
    retryReasons: [],
  } as AssertionResult;
}

function statusOf(status: OneResult['status'], errors: number): AssertionResult['status'] {
  if (status === 'skip') return 'pending';
  if (status === 'todo') return 'todo';
  return errors > 0 ? 'failed' : 'passed';
}
