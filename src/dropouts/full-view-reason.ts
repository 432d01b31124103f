import { halfWidth } from '../kit/width.ts';

/** Words that stand beside every reason and are none. */
const FILLER = [
  ...[
    '看看',
    '看一看',
    '看一下',
    '看下',
    '看',
    '查查',
    '查一查',
    '查一下',
    '查下',
    '查看',
    '查阅',
    '调阅',
    '核实',
    '了解',
  ],
  ...[
    '情况',
    '一下',
    '工作',
    '需要',
    '业务',
    '领导',
    '要求',
    '让',
    '叫',
    '要',
    '想',
    '用',
    '有事',
    '有用',
    '办事',
    '办公',
    '公务',
  ],
  ...[
    '正常',
    '没有',
    '没',
    '无',
    '理由',
    '原因',
    '原因是',
    '事由',
    '因为',
    '为了',
    '我',
    '的',
    '了',
    '这个',
    '那个',
    '他',
    '她',
  ],
  ...[
    '孩子',
    '学生',
    '完整',
    '全部',
    '不打码',
    '身份证',
    '证件',
    '号码',
    '号',
    '多少',
    '全名',
    '名字',
    '叫什么',
    '什么',
    '是什么',
    '是',
  ],
  ...['给我', '发我', '资料', '信息', '档案', '个案', '吧', '呗', '嘛', '啊', '呀', '吗', '呢', '请', '帮我'],
].toSorted((a, b) => b.length - a.length);
const FILLERS = new RegExp(FILLER.join('|'), 'g');
const FEWEST = 3;

/** Whether what was given as a reason is none: 看看, 工作需要, 领导要看. Which work it is for must be said. */
export function saysNothing(reason: string): boolean {
  const words = halfWidth(reason).replace(/[^\p{L}]/gu, '');
  return [...words].length < FEWEST || [...words.replace(FILLERS, '')].length < 2;
}
