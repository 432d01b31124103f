import { halfWidth, visibleText } from '../../kit/width.ts';
import { findGrades } from './grade.ts';

const CHILD =
  /娃(?!娃|哈)|孩子|小孩|学生|男生(?!宿|厕|公寓|浴)|女生(?!宿|厕|公寓|浴)|男孩|女孩|同学|丫头|小伙子|小子|妹子|姑娘|小家伙|[他她](?!们)|(?<![\d-])[1-9]0[1-9](?!\d)[^,，。;]{0,12}那[个名位]|[谁张王李刘陈杨]家的?(?:老[大二三四]|儿子|女儿|姑娘)|那家/u;
const OF_THEM =
  /没(?:有)?(?:再)?(?:来|到|回|返|去|劝|上|读|念|见|找|联系|报|消息|交|办)|不(?:来|读|念|上|见|肯|愿|想|去|听|吃|说)|劝|失联|失踪|走失|联系不上|找到|找不|辍学|失学|退学|休学|转学|逃学|旷课|缺课|请假|怀孕|早恋|早婚|谈恋爱|打架|打人|被打|挨打|欺负|欺凌|霸凌|跑了|跑出|嫁|结婚|订婚|订亲|相亲|睡|迟到|玩手机|抽烟|喝酒|哭|闹|有消息|离家|出走|回来|返校|复学|回校|到校|上学|打工|抑郁|自残|生病|住院|发烧|受伤|摔|家访|情况|怎么样|家里|父母|爸|妈|爷|奶|后妈|孤儿|残疾/u;
/** Of all of them, of how many, or of what is to be done: no talk of one child. */
const OF_NOBODY =
  /们|各(?:校|乡|镇|村|班|单位)|全(?:校|镇|乡|县|体|部|班|都)|所有|每个|每名|一律|统计|多少|几(?:个|名|人|位)|人数|名单|总数|比例|\d+ ?(?:名|人|位)|都到|都来|都在|厕|宿舍|寝室|怎么报|如何|流程|格式|模板|政策|文件/u;

/** Whether plain words tell something of a child, without any name: 八2班的娃还没劝回来, 那个女生又没来. Pure. */
export function talksOfChild(text: string): boolean {
  const said = halfWidth(visibleText(text));
  if (!OF_THEM.test(said) || OF_NOBODY.test(said)) return false;
  return CHILD.test(said) || findGrades(said).some(({ value }) => value.className !== undefined);
}
