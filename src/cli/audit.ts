import { runAudit } from './run-audit.ts';

/** `npm run audit -- verify|export`: the trail from the command line, whether programs run or not. */
process.exitCode = await runAudit(process.argv.slice(2), {
  print: (line) => console.log(line),
  tell: (line) => console.error(line),
});
