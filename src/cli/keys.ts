import { runKeys } from './run-keys.ts';

/** `npm run keys -- list|rotate`: the data keys from the command line, whether programs run or not. */
process.exitCode = await runKeys(process.argv.slice(2), {
  print: (line) => console.log(line),
  tell: (line) => console.error(line),
});
