import { spokenNews } from './news.ts';
import type { Incident } from './types.ts';

/** 四不放过: what must be told before an incident is closed, and how people say it. */
const FOUR = {
  原因: /原因|起因|因为|由于|系.{0,12}(?:引起|导致|所致)|(?:引起|导致|造成)的/u,
  责任: /责任|问责|追责|处分|约谈|批评/u,
  整改: /整改|措施|防范|更换|换了|加装|修好|修复|停用|排查/u,
  教育: /教育|培训|班会|警示|讲了|学习|演练/u,
} as const;

/** One of the four. */
export type FourNot = keyof typeof FOUR;

/** A name with nothing behind it tells nothing: so the line is handed out to be filled. */
const EMPTY = /(?:原因|责任|整改|教育)[:：\s]*(?=[；;,，。\n]|$)/gu;

/** Which of the four neither these words nor any news before told of, in their order. Pure. */
export function lacksOfFour({ entries }: Pick<Incident, 'entries'>, said: string): readonly FourNot[] {
  const told = [...entries.flatMap(({ words }) => words ?? []), spokenNews(said) ?? '']
    .join('\n')
    .replace(EMPTY, '');
  return (Object.keys(FOUR) as readonly FourNot[]).filter((one) => !FOUR[one].test(told));
}
