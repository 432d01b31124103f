import { halfWidth } from '../kit/width.ts';

/** Words that stand beside every reason and are none. */
const FILLER =
  /看一?看|看一?下|查一?查|查一?下|查看|查阅|调阅|核实(?:一下)?|了解|情况|一下|工作|需要|业务|领导|要求|让|叫|要|想|用|有事|有用|办事|办公|公务|正常|没有?|无|理由|原因|事由|原因是|因为|为了|我|的|了|这个|那个|孩子|学生|档案|个案|他|她|吧|呗|嘛|啊|呀/g;
const FEWEST = 3;

/** Whether what was given as a reason is none: 看看, 工作需要, 领导要看. Which work it is for must be said. */
export function saysNothing(reason: string): boolean {
  const words = halfWidth(reason).replace(/[^\p{Script=Han}\p{L}]/gu, '');
  const left = words.replace(FILLER, '');
  return [...words].length < FEWEST || [...left].length < 2;
}
