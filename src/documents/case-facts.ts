import { standing } from '../casefiles/undo.ts';
import { caseClass, casePlace } from '../dropouts/case-place.ts';
import { responsiblePair } from '../dropouts/responsible.ts';
import { DROPOUT_STATES } from '../dropouts/states.ts';
import { timelineOf } from '../dropouts/timeline.ts';
import type { CaseEntry, ChildDetails, DropoutCase } from '../dropouts/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Person } from '../people/types.ts';
import type { DropoutRules } from '../places/dropout-rules.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName } from '../places/naming.ts';
import type { Facts, Values } from './fill.ts';
import { day, personWord, roleWord, shortDay, some } from './words.ts';

/** What is known of a child's file besides itself. */
export interface CaseSources {
  readonly child: ChildDetails | undefined;
  readonly rules: Pick<DropoutRules, 'exclusions' | 'ladder'>;
  readonly gazetteer: Gazetteer;
  readonly everyone: readonly Person[];
  /** School days since the child was last there. */
  readonly days: (since: LocalDate) => number;
  readonly photos: number;
}

/** What documents about a child say: what the file knows, and nothing else. */
export function caseFacts(file: DropoutCase, sources: CaseSources): Facts {
  const valid = standing(file.entries);
  return {
    values: {
      ...whoAndWhere(file, sources),
      ...recognition(valid, sources),
      ...persuasion(valid, sources),
      ...backAtSchool(valid, sources),
    },
    lists: {
      劝返记录: visits(valid),
      协作记录: offices(file.entries),
      督促记录: steps(valid, sources),
      回访记录: checks(valid),
      经过: history(file, sources),
      附件: sources.photos === 0 ? [] : [{ 名称: '照片（电子）', 份数: `${sources.photos}张` }],
    },
  };
}

function whoAndWhere(file: DropoutCase, { child, gazetteer, everyone, days, photos }: CaseSources): Values {
  const { absentSince, schoolId } = file;
  const pair = responsiblePair(everyone, file);
  return {
    案号: file.no,
    状态: DROPOUT_STATES[file.state].word,
    姓名: child?.name,
    性别: file.sex,
    身份证号: child?.idNumber,
    学校: schoolId === undefined ? undefined : casePlace(gazetteer, file),
    乡镇: areaName(gazetteer, file.areaId),
    年级班级: some(caseClass(file)),
    特殊群体: some(child?.groups?.join('、')),
    监护人: child?.guardian,
    受送达人: child?.guardian,
    监护人电话: child?.phone,
    缺勤起始日: day(absentSince),
    缺勤天数: absentSince === undefined ? undefined : String(days(absentSince)),
    上报日期: day(file.reportedOn),
    发现来源: file.foundBy,
    原因: file.reason,
    备注: child?.notes,
    教育线: personWord(pair.education),
    行政线: personWord(pair.administration),
    照片张数: String(photos),
  };
}

function recognition(valid: readonly CaseEntry[], { rules }: CaseSources): Values {
  const recognised = valid.findLast(({ kind }) => kind === 'recognised');
  const excluded = valid.findLast(({ kind }) => kind === 'excluded');
  const leaving = valid.findLast(({ kind }) => kind === 'transferring');
  const code = excluded?.data?.code;
  return {
    认定日期: day(recognised?.on),
    认定人: recognised?.by.name,
    不计入情形:
      code === undefined ? undefined : (rules.exclusions.find((one) => one.code === code)?.name ?? code),
    不计入依据: excluded?.said?.evidence,
    不计入到期: day(excluded?.data?.until),
    去向: leaving?.said?.place,
  };
}

function persuasion(valid: readonly CaseEntry[], { rules }: CaseSources): Values {
  const visited = valid.filter(({ kind }) => kind === 'visited');
  const step = valid.findLast(({ kind }) => kind === 'escalated');
  return {
    劝返次数: String(visited.length),
    最近劝返: day(visited.at(-1)?.on),
    督促步骤: stepName(step, rules),
    督促文号: step?.said?.number,
    督促日期: day(step?.on),
  };
}

function backAtSchool(valid: readonly CaseEntry[], { gazetteer }: CaseSources): Values {
  const returned = valid.findLast(({ kind }) => kind === 'returned');
  const closed = valid.findLast(({ kind }) => kind === 'closed');
  const since = returned === undefined ? 0 : valid.indexOf(returned);
  const vouched = (...roles: readonly string[]): string | undefined => {
    const entry = valid
      .slice(since)
      .findLast(({ kind, by }) => kind === 'vouched' && roles.includes(by.role));
    return entry === undefined ? undefined : [entry.by.name, day(entry.on)].filter(Boolean).join(' ');
  };
  const { schoolId } = returned?.data ?? {};
  const school = schoolId === undefined ? undefined : gazetteer.byId(schoolId);
  return {
    复学日期: day(returned?.on),
    复学学校: school?.name,
    复学班级: some([returned?.said?.grade, returned?.said?.className].filter(Boolean).join('')),
    安置方式: returned?.data?.placement,
    学校确认: vouched('school', 'teacher'),
    乡镇确认: vouched('township'),
    销号日期: day(closed?.on),
    销号人: closed?.by.name,
  };
}

function visits(valid: readonly CaseEntry[]): readonly Values[] {
  return valid
    .filter(({ kind }) => kind === 'visited')
    .map(({ data = {}, said = {}, by, on }, n) => ({
      次: String(data.visit ?? n + 1),
      日期: shortDay(on),
      方式: data.method,
      人员: by.name ?? roleWord(by.role),
      见到: said.people ?? (data.reached === false ? '没见到人' : undefined),
      结果: some([said.result, said.promise].filter(Boolean).join('；')) ?? said.words,
      承诺: said.promise,
      下次: shortDay(data.nextOn),
    }));
}

function offices(entries: readonly CaseEntry[]): readonly Values[] {
  return entries.flatMap(({ onBehalf, on, by }) =>
    onBehalf === undefined
      ? []
      : [
          {
            日期: shortDay(on),
            单位: onBehalf.unit,
            内容: onBehalf.words,
            记录人: by.name ?? roleWord(by.role),
          },
        ],
  );
}

function steps(valid: readonly CaseEntry[], { rules }: CaseSources): readonly Values[] {
  return valid
    .filter(({ kind }) => kind === 'escalated')
    .map((entry) => ({
      日期: shortDay(entry.on),
      步骤: stepName(entry, rules),
      文号: entry.said?.number,
      机关: entry.said?.authority,
      经办人: entry.by.name,
    }));
}

function checks(valid: readonly CaseEntry[]): readonly Values[] {
  return valid
    .filter(({ kind }) => kind === 'checked-in')
    .map(({ data = {}, said = {}, by, on }) => ({
      日期: shortDay(on),
      结果: [data.attending === false ? '不在校' : '在校', said.words].filter(Boolean).join('；'),
      人员: by.name ?? roleWord(by.role),
    }));
}

function history({ entries, areaId }: DropoutCase, { rules, gazetteer }: CaseSources): readonly Values[] {
  const placeName = (schoolId: string): string => casePlace(gazetteer, { schoolId, areaId });
  const lines = timelineOf(entries, { words: true, rules, placeName });
  return lines.map(({ who, what }, n) => ({ 日期: shortDay(entries[n]?.on), 人员: who, 事项: what }));
}

function stepName(
  entry: CaseEntry | undefined,
  { ladder }: Pick<DropoutRules, 'ladder'>,
): string | undefined {
  const step = entry?.data?.step;
  return step === undefined ? undefined : (ladder[step - 1]?.name ?? `第${step}步`);
}
