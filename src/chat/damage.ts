import { halfWidth, visibleText } from '../kit/width.ts';

const THING =
  /灯|护栏|栏杆|围栏|围墙|墙|牌|广告|救生[绳圈杆衣]|绳|围网|[电灯]杆|树|雨?棚|门|窗|玻璃|盖|吊扇|风扇|天花板|瓷砖|床|水管|管道|花台|台阶|篮球架|旗杆|桥|路面|护坡|屋檐|瓦|围挡|桩|柱|扶手|楼梯/u;
const DAMAGED =
  /[断松晃摇歪斜裂烂破坏弯缺锈旧]|脱落|掉|倒|垮|塌|(?:吹|刮|冲|撞|碰|压)(?:走|跑|下|飞|倒)|没得|不见|没有|遭偷|被偷/u;
/** Anybody it may have befallen, and what a hazard turns into at once. */
const SOMEBODY =
  /伤|血|晕|昏|死|淹|溺|埋|困|急|救(?!生)|疼|痛|哭|叫|喊|人(?!行|家|工|都在|防)|学生|孩子|娃|同学|老师|[他她](?!们?说)|小(?:孩|朋友)|火|烟|燃|气味|漏气|爆|触电|漏电|高压|洪|泥石流|滑坡/u;
const NOBODY =
  /(?:没有?|未|无)[^,，。;；\s]{0,4}(?:伤|砸|压|碰)(?:到|着|亡)?[^,，。;；\s]{0,2}人?|(?:没有?|未|无)人?员?(?:受伤|伤亡)/gu;

/** Whether words tell of a thing that broke or is about to, and of nobody whom it befell: a hazard, and no cry. Pure. */
export function onlyDamage(text: string): boolean {
  const said = halfWidth(visibleText(text)).replace(NOBODY, ' ');
  return THING.test(said) && DAMAGED.test(said) && !SOMEBODY.test(said);
}
