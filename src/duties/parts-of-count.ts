/** One class, one school stage, one sex: what is counted there is not what the unit was asked for. */
const PART =
  /(?:[一二三四五六七八九1-9初高]年级|[初高][一二三]|[大中小]班|[\d一二三四五六七八九十]+班|[)）]班|(?:小学|初中|高中|中学|幼儿|学前)(?:部|班)|附属|校区|分校|教学点|[高低]年级|男生|女生|男|女|住校生|寄宿生|走读生|教师|教职工|老师)/;
/** 一到六年级, 各班: all of them. */
const ALL_PARTS = /(?:[一1][到至~-][一-龥\d]{1,2}年级|[各全][一-龥]?(?:年级|班)|所有|师生|全校|教师?和?学生)/;

/** Whether the words in front of a number say that it is of a part only: 一年级应到120. */
export const isPart = (before: string): boolean => PART.test(before) && !ALL_PARTS.test(before);

/** Whether they say that it is of all: 合计612. */
export const isTotal = (before: string): boolean =>
  /(?:总共|一共|共计|合计|总计|共有?|全校|全镇|全乡|总数)[一-龥]{0,4}[\s:：]*$/.test(before);

const FILLERS =
  /(?:总共|一共|共计|合计|总计|共有|大约|大概|差不多|应该|已经|目前|现在|现有|实际|用时|耗时|历时|时间|疏散|撤离|演练|左右|其中|参加|参与|师生|学生|教职工|全校|全体|全部|人员|人数|完毕|结束|顺利|安全|到操场|我校|本校|我们学校|我镇|本镇|今年|今天|昨天|前天|上周[一二三四五六日天]?|本月|这个月|都|均|齐全|齐|不缺|约|已|的|是|为|有|了|和|及|里|整|搞过?|过|就|数|报|回|分别|总)/g;

/** What is left of words between numbers once those that say nothing are gone. */
export const withoutFillers = (words: string): string =>
  words.replace(FILLERS, '').replace(/[\s,，、。;；:：=+/\-—~()（）!！]/g, '');

const TAIL =
  /(?:总共|一共|共计|合计|总计|共有|大约|大概|应该是|应该|应为|已经|目前|现在|的是|改为|改成|[是为有了共约计只仅就才的数])+$/;

/** 发了 and 实到应该是 without what says nothing of the name. */
export const withoutTail = (label: string): string => label.replace(TAIL, '');
