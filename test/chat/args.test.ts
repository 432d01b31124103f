import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { arg, fieldsOf } from '../../src/chat/args.ts';

const SCHEMA = z.object({
  place: arg.place({ labels: ['学校', '乡镇'], places: ['school', 'township'], question: '在哪里？' }),
  kind: arg.word({ labels: ['类型'], words: { 疑似: ['疑似'], 辍学: ['辍学'] } }).optional(),
  name: arg.personName({ labels: ['姓名'] }).optional(),
  officer: arg.personName({ labels: ['老师'], personal: false }).optional(),
  level: arg.text({ labels: ['说明'] }).default('无'),
  other: z.string().optional(),
});

describe('fieldsOf', () => {
  it('lists declared arguments in order, through optional and default', () => {
    expect(fieldsOf(SCHEMA).map(({ name, required, meta }) => [name, required, meta.field])).toEqual([
      ['place', true, 'place'],
      ['kind', false, 'word'],
      ['name', false, 'personName'],
      ['officer', false, 'personName'],
      ['level', false, 'text'],
    ]);
  });

  it('keeps what was declared', () => {
    const [place, kind] = fieldsOf(SCHEMA);
    expect(place?.meta).toEqual({
      field: 'place',
      labels: ['学校', '乡镇'],
      places: ['school', 'township'],
      question: '在哪里？',
    });
    expect(kind?.meta.words).toEqual({ 疑似: ['疑似'], 辍学: ['辍学'] });
  });

  it('takes names, ID numbers and phones for personal unless told otherwise', () => {
    const personal = Object.fromEntries(fieldsOf(SCHEMA).map(({ name, meta }) => [name, meta.personal]));
    expect(personal).toMatchObject({ name: true, officer: false });
    const more = z.object({
      id: arg.idNumber({ labels: ['身份证'] }),
      phone: arg.phone({ labels: ['电话'] }),
    });
    expect(fieldsOf(more).map(({ meta }) => meta.personal)).toEqual([true, true]);
  });
});

describe('the schemas', () => {
  it.each([
    [arg.sex({ labels: ['性别'] }), '男', '男生'],
    [arg.date({ labels: ['日期'] }), '2026-02-28', '2026-02-29'],
    [arg.idNumber({ labels: ['身份证'] }), '99999920120315003X', '99999920120315003x'],
    [arg.phone({ labels: ['电话'] }), '13800138000', '138-0013-8000'],
    [arg.word({ labels: ['类型'], words: { 疑似: [] } }), '疑似', '辍学'],
    [arg.money({ labels: ['资金'] }), 800_000, 0.5],
    [arg.people({ labels: ['验收人'] }), [{ id: 'm', name: '蔺守安', role: 'bureau' }], []],
    [arg.grade({ labels: ['班级'] }), { grade: '八年级', className: '2班' }, '八年级'],
    [arg.period({ labels: ['时间'] }), { from: '2026-11-01', to: '2026-11-30', label: '本月' }, '本月'],
    [arg.place({ labels: ['学校'] }), { kind: 'township', id: 't', name: '三合镇', aliases: [] }, '三合镇'],
  ])('accept what the parser gives and nothing else (%#)', (schema, good, bad) => {
    expect(schema.safeParse(good).success).toBe(true);
    expect(schema.safeParse(bad).success).toBe(false);
    expect(schema.safeParse(undefined).success).toBe(false);
    expect(schema.optional().safeParse(undefined).success).toBe(true);
  });
});
