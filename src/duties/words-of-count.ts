/** What people say for a count beside the name that is printed. */
const SAID_AS: Readonly<Record<string, readonly string[]>> = {
  应发: ['应该发', '应发放', '发放', '发出', '下发', '印发', '发'],
  回收: ['收回来', '收上来', '回收', '收回', '交回', '收到', '收齐', '收', '交', '回'],
  应到: [
    '应该报到',
    '应该到',
    '应该来',
    '应报到',
    '应到校',
    '应返校',
    '应入学',
    '应来',
    '该到',
    '该来',
    '应有',
    '应',
  ],
  实到: [
    '实际报到',
    '实际到',
    '实报到',
    '报到',
    '到校',
    '到位',
    '已到',
    '实际',
    '返校',
    '入学',
    '到',
    '来',
    '实',
  ],
  人数: ['参加', '参与', '参演', '疏散', '师生'],
  用时: ['耗时', '历时', '时长', '时间', '用了'],
  缺牌: ['缺警示牌', '缺标志牌', '差牌', '少牌', '无牌', '未立牌', '没立牌', '没有牌', '没牌'],
  缺绳: ['缺救生绳', '差绳', '少绳', '无绳', '未配绳', '没配绳', '没有绳', '没绳'],
  不符: ['不相符', '不一致', '有出入', '对不上', '未相符'],
  核查: ['核实', '复核', '核对'],
  问题: ['隐患', '有问题', '不合格'],
  联查: ['检查', '查了', '查'],
  入户: ['走访', '上门', '家访'],
  落实: ['到位'],
  托付: ['安置', '托管'],
  返校: ['复学', '劝返', '回来'],
  辍学: ['失学'],
  签订: ['签了', '签'],
  到校: ['进校', '来校'],
};

/** What would have been counted instead: signs that stand, children who agree. */
const COUNTER: Readonly<Record<string, string>> = {
  缺牌: '(?:已经?|有|立了?|装了?|设了?|警示|标志){0,4}牌(?:子)?(?:齐全?|完好)?',
  缺绳: '(?:已经?|有|配了?|挂了?|备了?|设了?|救生){0,4}绳(?:竿|索)?(?:齐全?|完好)?',
  不符: '(?:相符|符合|一致|对得上|无误)',
  问题: '(?:合格|正常|达标|完好|没有?问题|无问题)',
};

/** How a count is called, the longest words first; its own name is one of them. */
export const callsOf = (name: string): readonly string[] =>
  [...new Set([name, ...(SAID_AS[name] ?? [])])].toSorted((a, b) => b.length - a.length);

// 不 and 未 of 不符 and 未达 are part of the name.
const NOT = '(?:还|都|暂|尚)?(?:未能|没能|没有|没得|未|没|不|差|缺|少|欠)(?:能|按时|及时|全|人)?';
const patterns = new Map<string, Opposites>();

interface Opposites {
  readonly front: RegExp;
  readonly behind: RegExp;
}

/** Words in front of or behind a number that count what the field does not: 未实到4, 4人没来, 已立牌21. */
export function oppositesOf(name: string): Opposites {
  const known = patterns.get(name);
  if (known !== undefined) return known;
  const counter = COUNTER[name];
  const not = `${NOT}(?:${callsOf(name).join('|')})`;
  const made = {
    front: new RegExp(`(?:${counter ?? not})$`),
    behind: new RegExp(`^(?:学生|孩子|同学|家长|娃)?的?(?:${counter ?? not})(?![一-龥]{0,2}\\d)`),
  };
  patterns.set(name, made);
  return made;
}

/** 差4人, 请假4人: who is not there, said without what they lack. */
export const LACKING = /(?:(?<!至)缺|差|(?<![至不])少|欠|缺席|缺勤|缺课|请假|请了假)$/;
/** The same behind the number: 4人请假. */
export const LACKING_BEHIND = /^(?:学生|孩子|同学)?(?:请假|请了假|缺席|缺勤|缺课)/;
