/** Ends the program with one short block: what is wrong and what to do, in Chinese and English. */
export function refuse({ zh, zhCure, en, enCure, said = '' }) {
  const lines = [`启动不了：${zh}`, `办法：${zhCure}`, `Cannot start: ${en}`, `Cure: ${enCure}`];
  process.stderr.write(`${[...lines, ...(said === '' ? [] : [said])].join('\n')}\n`);
  process.exit(1);
}
