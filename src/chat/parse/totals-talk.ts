import { halfWidth, visibleText } from '../../kit/width.ts';

const ASKS =
  /多少|几(?:处|份|人|个|所|次|张|班|村)|合计|总数|总共|一共|汇总|台账|表格|数据|哪(?:些|个|几(?!天))|[一-龥]率(?:是|有|怎|如何|多|$)|各个?(?:乡镇|街道|镇|乡|学校|校|单位)/u;
/** Figures of children and hazards are 查's. */
const COUNTED = /辍学|失学|控辍|返校|隐患|复学|销号|劝返/u;
/** Who has not answered is 未报's. */
const MISSING = /(?:没|未|还?差)(?:有)?(?:报|交|回复|填)/u;

/** The words of a question for what units answered, or undefined: 各乡镇缺牌多少, 家长信回收了多少, 防溺水台账. Pure. */
export function totalsTalk(text: string): string | undefined {
  const said = halfWidth(visibleText(text)).trim();
  if (!ASKS.test(said) || COUNTED.test(said) || MISSING.test(said)) return undefined;
  return said;
}
