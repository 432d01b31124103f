import { byDingtalk, byWecom, type Callback } from './callbacks.ts';
import { GROUP, officerOf, schoolName } from './county.ts';

/** Which server a variant asks. */
export type Asked = 'bare' | 'crypto' | 'naive' | 'program';

/** Something that is measured: what one person says, one line after the other, made afresh each time. */
export interface Variant {
  readonly name: string;
  readonly asks: Asked;
  readonly chain: (n: number) => readonly Callback[];
}

const THINGS = ['消防通道堆了桌椅', '围墙裂了一道缝', '三楼护栏松动', '食堂插座发黑', '操场井盖破了'];
const report = (n: number) => `报隐患 ${schoolName(n)} ${THINGS[n % THINGS.length]} 第${n}处`;
const inGroup = (n: number, text: string) => ({ text, sender: officerOf(n), group: GROUP });
const alone = (n: number, text: string) => ({ text, sender: officerOf(n) });

/** All of them; `files` are numbers of cases that were filed before, one for each school. */
export function variants(files: readonly string[]): readonly Variant[] {
  const bare = (n: number) => [byWecom(inGroup(n, report(n)))];
  const repeated = byWecom({ ...inGroup(1, report(1)), id: 'bench-said-twice' });
  return [
    { name: 'b  Koa, answers 200', asks: 'bare', chain: bare },
    { name: 'c  Koa and @wecom/crypto', asks: 'crypto', chain: bare },
    { name: 'n  naive mongoose, journaled', asks: 'naive', chain: bare },
    { name: 'report of a hazard, WeCom group', asks: 'program', chain: bare },
    {
      name: 'report of a hazard, DingTalk group',
      asks: 'program',
      chain: (n) => [byDingtalk(inGroup(n, report(n)))],
    },
    {
      name: 'report of a child, private',
      asks: 'program',
      chain: (n) => [byWecom(alone(n, `报辍学 ${schoolName(n)} 四年级${(n % 6) + 1}班 男 厌学 第${n}`))],
    },
    {
      name: 'spoken report, then 是',
      asks: 'program',
      chain: (n) => [
        byWecom(alone(n, `我们学校后门那边第${n}根栏杆锈断了 娃娃老从那里钻`)),
        byWecom(alone(n, '是')),
      ],
    },
    {
      name: 'an append: 劝返',
      asks: 'program',
      chain: (n) => [byWecom(alone(n, `劝返 ${files[n % files.length]} 家访 见到奶奶 答应周一来`))],
    },
    { name: 'answer to a duty: 0', asks: 'program', chain: (n) => [byWecom(alone(n, '0'))] },
    { name: 'help', asks: 'program', chain: (n) => [byWecom(inGroup(n, '帮助'))] },
    { name: '查 隐患 本月', asks: 'program', chain: (n) => [byWecom(inGroup(n, '查 隐患 本月'))] },
    { name: 'the same message again', asks: 'program', chain: () => [repeated] },
  ];
}
