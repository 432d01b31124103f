import { runUnderstand } from './run-understand.ts';

/** `npm run understand -- "群 刚登记 | 那个娃回来了"`: what a message may want, and why. */
process.exitCode = await runUnderstand(process.argv.slice(2), {
  print: (line) => console.log(line),
  tell: (line) => console.error(line),
});
