import { runCounty } from './run-county.ts';

/** `npm run county -- check|load|export|codes`: the county file from the command line. */
process.exitCode = await runCounty(process.argv.slice(2), {
  print: (line) => console.log(line),
  tell: (line) => console.error(line),
});
