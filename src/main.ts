import { toError } from './errors.ts';
import { startFailure } from './start-failure.ts';

// Loaded from here, so that a library which is missing, or not made for this system, is told in words too.
try {
  const { runProgram } = await import('./program.ts');
  await runProgram();
} catch (thrown) {
  process.stderr.write(`${startFailure(toError(thrown))}\n`);
  process.exit(1);
}
