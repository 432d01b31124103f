import type { Cause } from './decisions.ts';
import type { ReportedAs } from './types.ts';

/** What officers type for each kind of report. */
export const REPORTED_AS_WORDS: Readonly<Record<ReportedAs, readonly string[]>> = {
  疑似: ['疑似', '疑似辍学'],
  辍学: ['辍学', '已辍学', '不读了', '不念了'],
  二次辍学: ['二次辍学', '再次辍学', '又辍学', '再辍', '复学后辍学'],
  失学: ['失学', '从未入学', '没上过学'],
};

/** Words with which somebody opens no suspicion: a lead to be looked into, or signs before any absence. */
export const BEGINS_WORDS: Readonly<Record<string, readonly string[]>> = {
  线索: ['线索', '待核', '待核实', '待核线索', '疑似线索'],
  关注: ['关注', '重点关注', '苗头', '有苗头', '预警'],
};

/** Who stands on a list of those who did not come to register. */
export const LISTED_WORDS: Readonly<Record<string, readonly string[]>> = {
  未报到: ['未报到', '没报到', '没有报到', '未注册', '没注册', '未报名', '没报名'],
};

/** Reasons as the ledgers print them, with the words people use (domain sources: 控辍保学 forms). */
export const REASON_WORDS: Readonly<Record<string, readonly string[]>> = {
  连续请假: ['连续请假', '经常请假'],
  成绩陡降: ['成绩陡降', '成绩骤降', '成绩下滑'],
  厌学: ['厌学', '不想读书', '不想上学', '不爱学习', '学习困难', '成绩差'],
  家庭经济: ['家庭经济', '家庭困难', '家里困难', '贫困'],
  外出务工: ['外出务工', '打工', '务工', '童工'],
  早婚: ['早婚', '结婚', '早婚早孕', '怀孕'],
  疾病: ['疾病', '生病', '患病', '住院', '重病'],
  心理: ['心理', '抑郁', '心理问题'],
  残疾: ['残疾'],
  家庭变故: ['家庭变故', '父母离异', '离异', '丧亲'],
  网络沉迷: ['网络沉迷', '网瘾', '沉迷游戏', '玩手机'],
  校园欺凌: ['校园欺凌', '被欺负', '欺凌'],
  上学远: ['上学远', '路远', '离校远'],
  宗教: ['宗教', '进寺', '寺庙'],
  随父母流动: ['随父母流动', '随父母外出', '跟父母外出', '随迁', '搬家'],
  失联: ['失联', '联系不上', '电话打不通', '找不到人'],
};

/** Who found it, as the recognition form asks. */
export const FOUND_BY_WORDS: Readonly<Record<string, readonly string[]>> = {
  学校: ['学校发现', '学校排查', '班主任发现'],
  乡镇: ['乡镇发现', '乡镇排查', '入户排查', '入户发现'],
  村: ['村里发现', '村发现', '村上发现'],
  督查: ['督查', '督查发现', '检查发现', '市级督查'],
  数据比对: ['数据比对', '比对发现', '学籍比对'],
  群众反映: ['群众反映', '群众举报', '举报'],
};

/** Why it came to this, as people say it; a bare 家庭 or 个人 says nothing yet. */
export const CAUSE_WORDS: Readonly<Record<Cause, readonly string[]>> = {
  家庭: ['家庭原因', '原因家庭', '原因是家庭', '原因在家庭'],
  个人: ['个人原因', '原因个人', '原因是个人', '自身原因', '学生个人'],
  政策处置不当: ['政策处置不当', '政策处理不当', '处置不当', '政策执行不当', '政策执行偏差'],
  漏管: ['漏管', '漏管失控', '监管遗漏', '管理遗漏'],
};
