import { join } from 'node:path';
import { emergencyIn } from '../chat/emergency.ts';
import { soundsLikeReport } from '../chat/parse/plain-talk.ts';
import { ACTS } from '../chat/understand/acts.ts';
import { loadActReader } from '../chat/understand/load-reader.ts';
import { type Said, settingFrom } from '../chat/understand/setting.ts';
import { SIGNS } from '../chat/understand/signs.ts';
import { LEARNED_DIR, TEMPLATES_DIR } from '../compose/paths.ts';
import { halfWidth } from '../kit/width.ts';

/** Where the command writes. */
interface Out {
  print(line: string): void;
  tell(line: string): void;
}

const MOST_SHOWN = 5;

/**
 * Prints how a text is read that is no command, stage by stage: what the rules hear in it, which signs it has, and how
 * likely each act is. What it was said in may stand before a bar: `群 有任务 | 都没有`. Resolves to the exit code.
 */
export function runUnderstand(given: readonly string[], { print, tell }: Out): number {
  const said = readSaid(given.join(' '));
  if (said === undefined) {
    tell('要有一句话，例如：npm run understand -- "有任务 | 都没有"');
    return 2;
  }
  const cry = emergencyIn(said.text);
  print(
    `规则：突发 ${cry === undefined ? '否' : cry.phrases.join('、')}；像是 ${soundsLikeReport(said.text) ?? '—'}`,
  );
  const plain = halfWidth(said.text);
  const signs = Object.entries(SIGNS).flatMap(([name, sign]) => (sign.test(plain) ? [name] : []));
  print(`迹象：${signs.join(' ') || '—'}`);
  const read = loadActReader(join(TEMPLATES_DIR, 'understanding'), LEARNED_DIR);
  for (const { act, chance } of read(said).slice(0, MOST_SHOWN))
    print(`${(chance * 100).toFixed(1).padStart(5)}%  ${ACTS[act]}（${act}）`);
  return 0;
}

function readSaid(words: string): Said | undefined {
  const bar = words.indexOf('|');
  const setting = bar < 0 ? new Set<never>() : settingFrom(words.slice(0, bar));
  const text = words.slice(bar + 1).trim();
  return text === '' || setting === undefined ? undefined : { text, setting };
}
