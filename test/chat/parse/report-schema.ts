import { z } from 'zod';
import { createCalendar } from '../../../src/calendar/calendar.ts';
import { arg } from '../../../src/chat/args.ts';
import { type ParsedArgs, type ParseEnv, parseArgs } from '../../../src/chat/parse/parse-args.ts';
import { REASON_SAYINGS, REPORTED_AS_SAYINGS } from '../../../src/dropouts/sayings.ts';
import { FOUND_BY_WORDS, REASON_WORDS, REPORTED_AS_WORDS } from '../../../src/dropouts/words.ts';
import { fakeGazetteer } from '../../support/fake-gazetteer.ts';

/** A report with every kind of argument, as the dropout command has them. */
export const REPORT = z.object({
  place: arg.place({
    labels: ['学校', '乡镇', '地点'],
    places: ['school', 'township', 'village', 'outside'],
  }),
  as: arg.word({ labels: ['类型'], words: REPORTED_AS_WORDS, sayings: REPORTED_AS_SAYINGS }).optional(),
  grade: arg.grade({ labels: ['年级班级', '班级', '年级'] }).optional(),
  id: arg.idNumber({ labels: ['身份证号', '身份证'] }).optional(),
  name: arg.personName({ labels: ['姓名', '学生', '孩子'] }).optional(),
  sex: arg.sex({ labels: ['性别'] }).optional(),
  since: arg.date({ labels: ['缺勤起始日', '缺勤', '未到校'], since: true }).optional(),
  why: arg.word({ labels: ['原因'], words: REASON_WORDS, sayings: REASON_SAYINGS }).optional(),
  guardian: arg.personName({ labels: ['监护人', '家长'] }).optional(),
  phone: arg.phone({ labels: ['电话', '手机'] }).optional(),
  by: arg.word({ labels: ['发现方式', '发现'], words: FOUND_BY_WORDS }).optional(),
  notes: arg.text({ labels: ['备注', '说明'] }).optional(),
});

/** Tuesday, 24 November 2026. */
export const ENV: ParseEnv = {
  gazetteer: fakeGazetteer(),
  calendar: createCalendar({}),
  today: '2026-11-24',
};

/** Everything that was understood, on one line. */
export function readReport(line: string, env: ParseEnv = ENV): string {
  return render(parseArgs(REPORT, line, env));
}

/** See readReport; for any schema. */
export function render(parsed: ParsedArgs): string {
  const values = Object.entries(parsed.values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${plain(value)}`);
  return [
    ...values,
    ...parsed.missing.map((field) => `?${field.name}`),
    ...parsed.ambiguous.map(
      (one) => `${one.alike ? '~' : '|'}${one.candidates.map((place) => place.id).join('|')}`,
    ),
    ...parsed.problems.map((one) => `!${one.code}`),
    ...(parsed.headcount === undefined ? [] : [`heads=${parsed.headcount}`]),
    ...(parsed.page === undefined ? [] : [`page=${parsed.page}`]),
  ].join(' ');
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll(' ', '_');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('id' in value) return String(value.id);
  if ('from' in value && 'to' in value) return `${value.from}..${value.to}`;
  return Object.values(value).join('');
}
