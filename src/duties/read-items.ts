import { readNumeral } from '../kit/chinese-numerals.ts';
import { trimMarks } from './said.ts';

/** Numbers of the items with a problem, or what is wrong with the answer. */
export type ItemsRead =
  | { readonly items: readonly number[]; readonly words: string }
  | { readonly problem: string };

const NORMAL = '(?:正常|合格|完好|齐全|没问题|没有问题|无问题|无异常|无隐患|到位|符合要求|良好)';
const ALL = '(?:全部|全都|都|均|全|各项|所有|一切)';
const COUNT = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const ALL_NORMAL = new RegExp(
  `^(?:检查|排查|经查|自查|已查)?[,，\\s]*(?:${ALL})?(?:(?:1|一) ?(?:-|~|到|至) ?)?(${COUNT})? ?(?:个)?(?:项|条|处)?(?:${ALL}|检查|内容)*${NORMAL}(?:了)?$`,
);
const EXCEPT = new RegExp(
  `^除(?:了)?(.{1,40}?)(?:外|以外|之外)[,，\\s]*(?:其余|其他|其它)?(?:${ALL})?${NORMAL}$`,
);

/**
 * Reads what a check of `count` numbered items found: 9项正常, 3 7, 3、7有问题, 第3项应急灯不亮, 3-5, 除3、7外正常.
 * A number with another unit behind it (3个灭火器) is no item.
 */
export function readItems(count: number, said: string): ItemsRead {
  const normal = ALL_NORMAL.exec(said);
  if (normal) return allNormal(count, normal[1]);
  const except = EXCEPT.exec(said)?.[1];
  const text = except ?? said;
  if (
    except === undefined &&
    new RegExp(`${NORMAL}`).test(text.replace(/不(?:正常|合格|齐全|到位|完好)/g, ''))
  )
    return { problem: '请只写有问题的项号；都正常就写“正常”。' };
  const { items, words } = itemsIn(text.replace(COUNTED, ' '));
  if (items.length === 0) return { problem: '请写有问题的项号；都正常就写“正常”。' };
  const counted = [...text.matchAll(COUNTED)].map(([, written = '']) => readNumeral(written));
  const others = counted.filter((many) => many !== count && many !== items.length);
  if (others.some((many) => many !== count - items.length))
    return { problem: `您写了${others[0]}项，又写了${items.length}个项号，请核对。` };
  const none = items.find((item) => item < 1 || item > count);
  if (none !== undefined) return { problem: `没有第${none}项，项号是1到${count}。` };
  return { items: [...new Set(items)].sort((a, b) => a - b), words: words === '' ? '' : trimMarks(text) };
}

/** 有3项问题 and 3项有问题 say how many, not which; 3、7项 and 第3项 say which. */
const COUNTED = new RegExp(
  `(?<![\\d第、,，和及与至到~-]\\s?)(?<!第)(${COUNT}) ?(?:个)?项(?!目|号)(?:都|均)?(?:有|存在|是|不|的|问题|隐患|未|没|异常)*`,
  'g',
);

function allNormal(count: number, said: string | undefined): ItemsRead {
  const named = said === undefined ? count : readNumeral(said);
  if (named === count) return { items: [], words: '' };
  return { problem: `一共${count}项，请写有问题的项号；都正常就写“正常”。` };
}

const ITEM =
  /(?:第 ?)?(?<![\d.])(\d{1,3})(?: ?(?:-|~|到|至) ?(\d{1,3}))?(?:项|条|号)?(?! ?[个名位人份处张块根台只具扇盏层楼月日年点分秒%])(?![\d.])/g;
const CHINESE_ITEM =
  /第([一二三四五六七八九十]{1,3})(?:项|条)?|(?<![一-龥])([一二三四五六七八九十]{1,3})(?:项|条)?(?=$|[\s,，、;；])/g;
const FILLERS = /(?:有|存在|发现|问题|隐患|不正常|不合格|异常|项|号|条|和|及|与|其余|其他|的|了)/g;

function itemsIn(text: string): { readonly items: readonly number[]; readonly words: string } {
  const items: number[] = [];
  const left = text
    .replace(ITEM, (_all, first: string, last: string | undefined) => {
      items.push(...range(Number(first), Number(last ?? first)));
      return ' ';
    })
    .replace(CHINESE_ITEM, (all: string, ordinal: string | undefined, bare: string | undefined) => {
      const item = readNumeral(ordinal ?? bare ?? '');
      if (item === undefined) return all;
      items.push(item);
      return ' ';
    });
  const bare = left.replace(FILLERS, '').replace(/[\s,，、。;；:：.+/]/g, '');
  return { items, words: bare };
}

const WIDEST = 50;
const range = (from: number, to: number): readonly number[] =>
  to < from || to - from > WIDEST ? [from, to] : Array.from({ length: to - from + 1 }, (_, n) => from + n);
