import { join } from 'node:path';
import { emergencyIn } from '../chat/emergency.ts';
import { soundsLikeReport } from '../chat/parse/plain-talk.ts';
import { ACTS } from '../chat/understand/acts.ts';
import { loadActReader } from '../chat/understand/load-reader.ts';
import { type Said, settingFrom } from '../chat/understand/setting.ts';
import { SIGNS } from '../chat/understand/signs.ts';
import { type Stages, stagesOf } from '../chat/understand/stages.ts';
import { stageTools } from '../chat/understand-offline.ts';
import { LEARNED_DIR, TEMPLATES_DIR } from '../compose/paths.ts';
import { shippedCommands } from '../compose/shipped.ts';
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
export async function runUnderstand(given: readonly string[], { print, tell }: Out): Promise<number> {
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
  const { all } = await shippedCommands();
  const stages = stagesOf(said, stageTools(all, read));
  print(`命令：${stages.command ?? '—'}；分开：${splitWords(stages)}`);
  for (const { act, chance } of stages.ranking.slice(0, MOST_SHOWN))
    print(`${(chance * 100).toFixed(1).padStart(5)}%  ${ACTS[act]}（${act}）`);
  print(`当作：${ACTS[stages.act]}（${BY[stages.by]}）`);
  return 0;
}

const BY = { command: '命令定的', split: '分开时定的', reader: '例句学的' } as const;

const splitWords = ({ split }: Stages) =>
  split === undefined ? '—' : split.parts === undefined ? '几件，分不开' : split.parts.join(' ｜ ');

function readSaid(words: string): Said | undefined {
  const bar = words.indexOf('|');
  const setting = bar < 0 ? new Set<never>() : settingFrom(words.slice(0, bar));
  const text = words.slice(bar + 1).trim();
  return text === '' || setting === undefined ? undefined : { text, setting };
}
