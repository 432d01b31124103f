import { createInterface } from 'node:readline/promises';
import { runCounty } from './run-county.ts';

/** `npm run county -- check|load|diff|versions|rollback|export|codes`: the county file from the command line. */
process.exitCode = await runCounty(process.argv.slice(2), {
  print: (line) => console.log(line),
  tell: (line) => console.error(line),
  ...(process.stdin.isTTY ? { ask } : {}),
});

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
