import { labelFits } from './labels-of-count.ts';
import { namedDuties, partlyNamed } from './names.ts';
import { otherPeriod } from './period.ts';
import { tidy, trimMarks } from './said.ts';
import type { Duty } from './types.ts';

/** Words around what is asked: 各乡镇缺牌多少 asks for 缺牌. */
const ASKING =
  /请把|把|请问|请|看看?|导出来?|电子|台账|表格|发给?我|查一?下?|给我|我要|各个?(?:乡镇|街道|镇|乡|学校|校|单位)|全县|全镇|全乡|我们?镇|本镇|一共|总共|共|合计|总数|总计|汇总|有?多少|有?几(?:处|份|人|个|所|次|张)?|情况|分别|是|报(?:了|上来)|上报|答复|回复|结果|数据?|的|了|呢|吗|呀|啊|[?？!！。]/gu;

/**
 * The duties whose answers these words ask for, the newest period of each unless one is named: by title or word, by a
 * part of a title, or by the name of a number that is asked for. Several kinds where the words fit several.
 */
export function dutiesToTotal(recent: readonly Duty[], said: string): readonly Duty[] {
  const known = recent.filter(({ state }) => state !== 'cancelled');
  const words = trimMarks(tidy(said));
  const bare = trimMarks(words.replace(ASKING, ' ').replace(/\s+/gu, ' '));
  if (bare === '' || /^(?:学校|乡镇|单位|街道)$/u.test(bare)) return [];
  for (const text of new Set([words, bare])) {
    const named = namedDuties(known, text);
    if (named !== undefined) return newest(named.duties.filter((one) => !contradicts(one, text)));
  }
  const parts = partlyNamed(known, bare);
  const ways = [parts, withField(known, bare), withWord(known, words)];
  const found = ways.find((some) => some.length > 0) ?? [];
  return newest(found.filter((one) => !contradicts(one, words)));
}

/** Every duty of which answers can be added up, the newest of each kind, newest first. */
export function dutiesKnown(recent: readonly Duty[]): readonly Duty[] {
  return newest(recent.filter(({ state, answer }) => state !== 'cancelled' && answer.kind !== 'ack'));
}

/** Whether words that ask for a figure ask for one that a duty collects: 缺牌多少, 家长信回收率. */
export function asksTotals(recent: readonly Duty[], said: string): boolean {
  const found = dutiesToTotal(recent, said);
  return found.length > 0 && found.length <= MOST_MEANT;
}

const MOST_MEANT = 6;

const contradicts = ({ period }: Duty, said: string): boolean => otherPeriod(period.label, said);

/** Names of numbers that are said of nothing else. */
const LACKS = /^缺/u;

function withField(duties: readonly Duty[], words: string): readonly Duty[] {
  const asked = words.split(' ').filter((word) => word.length >= 2);
  return duties.filter(({ answer }) =>
    answer.fields.some(({ name }) =>
      asked.some(
        (word) => labelFits(word.replace(/率$/u, ''), name) || (LACKS.test(name) && word.includes(name)),
      ),
    ),
  );
}

/** Shorter words stand in sentences about anything. */
const SHORTEST_INSIDE = 3;

function withWord(duties: readonly Duty[], text: string): readonly Duty[] {
  return duties.filter(({ title, answer }) =>
    [title, ...answer.words].some((word) => word.length >= SHORTEST_INSIDE && text.includes(tidy(word))),
  );
}

/** Of each kind and audience the newest; `duties` are newest first. */
function newest(duties: readonly Duty[]): readonly Duty[] {
  const same = (a: Duty, b: Duty): boolean => a.kind === b.kind && a.audience === b.audience;
  return duties.filter((duty) => duties.find((one) => same(one, duty)) === duty);
}
