import type { ExclusionRule } from '../places/dropout-rules.ts';

/** What people also say for a part of a situation's name. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  休学: ['病休'],
  缓学: ['延缓入学', '暂缓入学'],
  免学: ['失能', '丧失学习能力'],
  特教学校: ['特校', '特殊教育学校'],
  转学: ['转走'],
  外地就读: ['外省就读', '外县就读', '在外就读'],
  死亡: ['去世', '病故', '身故'],
  出国: ['出境', '国外就读'],
  羁押: ['服刑', '收押', '少管所'],
  专门学校: ['工读学校'],
  完成义务教育: ['初中毕业', '已毕业'],
  超龄: ['满16岁', '年满16', '满十六岁'],
  长期请假: ['长期病假'],
};

/** The words that mean a situation: its name as the county wrote it, the parts of that, and what people say for them. */
export function wordsOfExclusion({ code, name }: Pick<ExclusionRule, 'code' | 'name'>): readonly string[] {
  const plain = name.replace(/[（(].*?[)）]/gu, '');
  const parts = [...plain.split(/[或、/／]/u), name.replace(/[（()）]/gu, '')].map((part) =>
    part.trim().replace(/^已/u, ''),
  );
  const all = [name, ...parts, ...parts.flatMap((part) => ALSO[part] ?? []), code];
  return [...new Set(all.filter((word) => word.length > 1))];
}

/** The situations that the words name, those meant by the longest word alone: 出国就读 is not 就读. */
export function exclusionsIn(exclusions: readonly ExclusionRule[], words: string): readonly ExclusionRule[] {
  const found = exclusions.flatMap((rule) =>
    wordsOfExclusion(rule)
      .filter((word) => says(words, word))
      .map((word) => ({ rule, word })),
  );
  const longest = found.filter(
    ({ rule, word }) =>
      !found.some((other) => other.rule !== rule && other.word !== word && other.word.includes(word)),
  );
  return [...new Set(longest.map(({ rule }) => rule))];
}

const CODE = /^[A-Z]\d{1,2}$/;

/** A code is one by itself: E1 is not in E11. */
function says(words: string, word: string): boolean {
  if (!CODE.test(word)) return words.includes(word);
  return new RegExp(`(?<![A-Za-z0-9])${word}(?![0-9])`, 'i').test(words);
}
