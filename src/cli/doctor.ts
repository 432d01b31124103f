import { runDoctorCommand } from './run-doctor.ts';

/** `npm run doctor`: every check from the command line, whether the program runs or not. */
process.exitCode = await runDoctorCommand({
  print: (line) => console.log(line),
  tell: (line) => console.error(line),
});
