import { z } from 'zod';
import { defined } from '../kit/defined.ts';
import { count, names, oneOf, words, yesNo } from './county-fields.ts';
import { type DropoutRules, USUAL_DROPOUT_RULES } from './dropout-rules.ts';

const STEPS = { proposed: ['学校或村报', '报'], checked: ['乡镇核', '核'], recognised: ['县局定', '定'] };
const WHOSE = { school: ['学校'], township: ['乡镇'] };
const each = <T>(item: z.ZodType<T, string>) => names.pipe(z.array(item));
const step = oneOf(STEPS, ['学校或村报', '乡镇核', '县局定']);
const code = words.refine((text) => /^[A-Z]\d{1,2}$/.test(text), '请写成 E1 这样的代码');
const exclusion = z.strictObject({ code, name: words, evidence: words, ends: yesNo.default(false) });
const ladder = z.strictObject({ name: words, basis: words, reviewer: words, authority: words });

/** The section `dropouts` of the county file: whatever it leaves out is as usual. */
export const dropoutsSchema = z.strictObject({
  recognition: each(step)
    .refine((steps) => steps.at(-1) === 'recognised', '最后一步应是“县局定”')
    .refine(inOrder, '顺序应是“学校或村报、乡镇核、县局定”，每步最多一次')
    .optional(),
  lead_days: count.optional(),
  lost_after: count.optional(),
  exclusions: z
    .array(exclusion)
    .nonempty('请至少写一种情形，或删去这一项')
    .refine((all) => new Set(all.map((one) => one.code)).size === all.length, '代码有重复的')
    .optional(),
  ladder: z.array(ladder).optional(),
  strike_off: z
    .strictObject({
      school_days: count.optional(),
      visits: count.optional(),
      vouched: each(oneOf(WHOSE, ['学校', '乡镇'])).optional(),
    })
    .optional(),
  vocational: words.optional(),
});

/** The section as it was read. */
export type FileDropouts = z.output<typeof dropoutsSchema>;

/** The county's rules: what its file says, as usual where it says nothing. Steps of its ladder come after the usual ones. */
export function dropoutRulesOf(file: FileDropouts | undefined): DropoutRules {
  const usual = USUAL_DROPOUT_RULES;
  if (file === undefined) return usual;
  const { strike_off: strikeOff, vocational } = file;
  return {
    recognition: file.recognition ?? usual.recognition,
    leadDays: file.lead_days ?? usual.leadDays,
    lostAfter: file.lost_after ?? usual.lostAfter,
    exclusions: file.exclusions ?? usual.exclusions,
    ladder: [...usual.ladder, ...(file.ladder ?? [])],
    strikeOff: {
      schoolDays: strikeOff?.school_days ?? usual.strikeOff.schoolDays,
      visits: strikeOff?.visits ?? usual.strikeOff.visits,
      vouched: strikeOff?.vouched ?? usual.strikeOff.vouched,
    },
    placements: vocational === undefined ? usual.placements : [...usual.placements, '职教'],
    ...defined({ vocational }),
  };
}

/** The section in the words in which it is written. */
export function writeDropouts(file: FileDropouts | undefined): object {
  if (file === undefined) return {};
  const { recognition, exclusions, strike_off: strikeOff, ...rest } = file;
  return defined({
    ...rest,
    recognition: recognition?.map((one) => STEPS[one][0]),
    exclusions: exclusions?.map((one) => ({ ...one, ends: one.ends ? '是' : '否' })),
    strike_off: strikeOff && { ...strikeOff, vouched: strikeOff.vouched?.map((one) => WHOSE[one][0]) },
  });
}

function inOrder(steps: readonly (keyof typeof STEPS)[]): boolean {
  const places = steps.map((one) => Object.keys(STEPS).indexOf(one));
  return places.every((place, n) => n === 0 || place > (places[n - 1] ?? 0));
}
