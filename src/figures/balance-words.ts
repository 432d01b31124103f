import type { AreaBalance } from './balance.ts';

/** 期初3＋新增2＋再辍0－返校1－转出0－不计入0－其他0＝期末4; what is taken back late turns the sign of 其他. */
export function balanceWords(balance: Omit<AreaBalance, 'areaId'>): string {
  const { opening, added, relapsed, returned, transferred, excluded, other, closing } = balance;
  const rest = other < 0 ? `＋其他${-other}` : `－其他${other}`;
  return `期初${opening}＋新增${added}＋再辍${relapsed}－返校${returned}－转出${transferred}－不计入${excluded}${rest}＝期末${closing}`;
}
