import { z } from 'zod';
import { account } from './account-field.ts';
import { documentsSchema } from './county-documents.ts';
import { dropoutsSchema } from './county-dropouts.ts';
import {
  address,
  calledName,
  code,
  count,
  day,
  dayOrYearly,
  names,
  oneOf,
  opaque,
  otherNames,
  phone,
  seasonName,
  words,
  yearly,
  yesNo,
} from './county-fields.ts';
import { hazardsSchema } from './county-hazards.ts';
import { privacySchema } from './county-privacy.ts';
import { DUTY_WORDS } from './emergency-kinds.ts';
import type { CountyFileOptions } from './file-shape.ts';
import { SCHOOL_KINDS, type SchoolKind } from './place.ts';

const KINDS: Readonly<Record<SchoolKind, readonly string[]>> = {
  幼儿园: [],
  小学: ['完小', '村小', '完全小学'],
  初中: ['初级中学'],
  九年一贯制: ['九年一贯制学校', '九年制'],
  完全中学: ['完中'],
  高中: ['高级中学', '普通高中'],
  中职: ['职高', '职业高中', '中等职业学校'],
  特教: ['特殊教育学校', '特殊教育', '特校'],
  教学点: [],
};

const AUDIENCES = {
  bureau: ['局', '教育局', '局机关'],
  leaders: ['leader', '领导', '局领导', '县领导'],
  township: ['乡镇', '镇', '街道'],
  school: ['学校'],
};

/** Rights that a person is given by name, beyond those of their role. */
const RIGHTS = { 'full-view': ['调阅'] };

const aliases = otherNames.default([]);
const spot = z.strictObject({ name: calledName, township: calledName, aliases });
const term = z
  .strictObject({ name: words, from: dayOrYearly, to: dayOrYearly })
  .refine(({ from, to }) => from.length === to.length, 'from 和 to 要么都带年份，要么都不带')
  .refine(
    ({ from, to }) => from.length === 5 || from.length !== to.length || from <= to,
    '学期的 to 早于 from',
  );
const wecom = z.strictObject({ chat: opaque, webhook: address.optional() });
const dingtalk = z.strictObject({ chat: opaque, webhook: address.optional(), secret: opaque.optional() });

/** Sections that are one mapping. */
export const SINGLE = {
  county: z.strictObject({
    name: calledName,
    code: code(6).optional(),
    level_words: z.record(z.string(), words).optional(),
    duty_phone: phone.optional(),
  }),
  workdays: z.strictObject({ rest: z.array(day).default([]), work: z.array(day).default([]) }),
  dropouts: dropoutsSchema,
  hazards: hazardsSchema,
  documents: documentsSchema,
  privacy: privacySchema,
};

/** Sections that are lists, by the shape of one item. */
export function itemSchemas({ roleOf, roleWords }: CountyFileOptions) {
  const role = z.string().transform((text, context): string => {
    const found = roleOf(text.trim());
    if (found !== undefined) return found;
    context.addIssue(`没有“${text}”这个角色，请从中选一个：${roleWords.join('、')}`);
    return z.NEVER;
  });
  return {
    terms: term,
    seasons: z.strictObject({ name: seasonName, from: yearly, to: yearly }),
    townships: z.strictObject({ name: calledName, code: code(9, 12).optional(), aliases }),
    villages: spot,
    districts: z.strictObject({ name: calledName, townships: names }),
    schools: z.strictObject({
      name: calledName,
      code: code(10).optional(),
      township: calledName,
      kind: oneOf(KINDS, SCHOOL_KINDS),
      pupils: count.optional(),
      boarding: yesNo.default(false),
      aliases,
      former: otherNames.optional(),
    }),
    waters: spot.extend({ unit: words.optional() }),
    members: z.strictObject({
      name: calledName,
      role,
      post: words.optional(),
      township: calledName.optional(),
      school: calledName.optional(),
      department: words.optional(),
      phone: phone.optional(),
      rights: z.array(oneOf(RIGHTS, ['调阅'])).optional(),
      shared: yesNo.optional(),
      wecom: account('wecom').optional(),
      dingtalk: account('dingtalk').optional(),
    }),
    groups: z.strictObject({
      name: words,
      audience: oneOf(AUDIENCES, ['bureau（局）', 'leaders（领导）', 'township（乡镇）', 'school（学校）']),
      outsiders: yesNo.default(false),
      township: calledName.optional(),
      school: calledName.optional(),
      wecom: wecom.optional(),
      dingtalk: dingtalk.optional(),
    }),
    duty_contacts: z.strictObject({
      kind: oneOf(
        DUTY_WORDS,
        Object.values(DUTY_WORDS).flatMap(([word = '']) => word),
      ),
      persons: names,
      phone: phone.optional(),
    }),
  };
}

/** The shapes of one item of each list. */
export type ItemSchemas = ReturnType<typeof itemSchemas>;
/** A list section of the file. */
export type ListName = keyof ItemSchemas;
