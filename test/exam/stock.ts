import type { TestChat } from '../support/chat.ts';

/** When, where: so spread that each period and each township gives another figure. */
const STOCK: readonly (readonly [on: string, school: string])[] = [
  ['2026-03-05', '柳汊镇中心小学'],
  ['2026-06-20', '栗坳镇中心小学'],
  ['2026-09-03', '桐渡镇枫树小学'],
  ['2026-09-18', '文笔塔街道中心小学'],
  ['2026-09-27', '柳汊镇石板滩小学'],
  ['2026-10-09', '梨坳乡梨花坡小学'],
  ['2026-10-21', '桐渡镇初级中学'],
  ['2026-11-01', '栗坳镇初级中学'],
  ['2026-11-03', '半月潭镇中心小学'],
  ['2026-11-12', '柳汊镇初级中学'],
  ['2026-11-17', '桐渡镇老鹰岩小学'],
  ['2026-11-19', '梨坳乡碾子沟小学'],
  ['2026-11-24', '桐渡镇中心小学'],
  ['2026-11-26', '栗坳镇松毛岭小学'],
  ['2026-11-30', '柳汊镇芦苇荡小学'],
  ['2026-12-01', '文笔塔街道初级中学'],
];
const AGAIN = ['栗坳镇板栗园小学', '桐渡镇凉水井教学点'];

/** Fills the register with a year's reports, so that a question about another period or place gets another figure. */
export async function fillStock(chat: TestChat, at: (time: Date) => void) {
  const report = async (line: string) => {
    const said = await chat.hear(line, { platform: 'wecom', sender: 'bianzhiqiu' });
    if (!said.startsWith('已登记')) throw new Error(`${line}: ${said}`);
  };
  for (const [index, [on, school]] of STOCK.entries()) {
    at(new Date(`${on}T08:00:00+08:00`));
    await report(`报辍学 ${school} 疑似`);
    at(new Date(`${on}T08:10:00+08:00`));
    await report(`报隐患 ${school} 消防栓第${index + 1}号没有水压`);
    // Hazards are more than cases, so that one is never taken for the other.
    if (index % 3 === 0) await report(`报隐患 ${school} 后门第${index + 1}扇关不上`);
  }
  for (const school of AGAIN) await report(`报辍学 ${school} 二次辍学`);
}
