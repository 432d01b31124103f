import { defined } from '../kit/defined.ts';
import type { OnBehalf } from './on-behalf.ts';

const WORD = /[^\s,，、;；:：。]+/g;
const OFFICE =
  /(?:局|所|委|委会|办|办公室|法院|检察院|医院|院|公安|民政|司法|会|妇联|残联|团委|队|大队|支队|站|中心|社区|村|组|街道|镇|乡|部|厅|政府|公司|学校|校|园)$/;
/** 民政局已受理, written without a blank: the office ends where the deed begins. */
const GLUED =
  /^([一-龥]{1,10}?(?:局|所|委|办|院|会|联|队|站|中心|社区|村|公安|民政|司法))((?:已|正|未|没|拟|将|需|请|说|答|同意|受理|入户|核实|办|回|到|无|有|表示|反馈|转|走访|来|去|经).+)$/;

/**
 * Who did it and what was done, from one text: `民政局 已受理`, `已入户 派出所 未见到人`, `民政局已受理`. The first
 * word that names an office is who; without one the first of several words is. What is not there is absent.
 */
export function readOnBehalf(text: string): Partial<OnBehalf> {
  const words = [...text.matchAll(WORD)];
  const office = words.find(([word]) => OFFICE.test(word)) ?? words.find(([word]) => GLUED.test(word));
  const who = office ?? (words.length > 1 ? words[0] : undefined);
  if (who === undefined) return defined({ words: text.trim() || undefined });
  const glued = OFFICE.test(who[0]) ? null : GLUED.exec(who[0]);
  const unit = glued?.[1] ?? who[0];
  const rest = [tidy(text.slice(0, who.index)), tidy(text.slice(who.index + unit.length))].filter(
    (part) => part !== '',
  );
  return { unit, ...defined({ words: rest.join(' ') || undefined }) };
}

const tidy = (part: string): string => part.replace(/^[\s,，、;；:：。]+|[\s,，、;；:：]+$/g, '');
