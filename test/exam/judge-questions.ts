import {
  type Facts,
  half,
  harmful,
  type Judge,
  lost,
  misheard,
  PHONE,
  RIGHT,
  some,
  stored,
  wrong,
} from './facts.ts';
import { wordsOf } from './said.ts';

/** The lines of figures alone: what was asked for, and each place with its number. */
function figures(text: string): readonly string[] {
  return text
    .replace(/（[^（）]*）/gu, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^\S+ \d+( \S+)?$/u.test(line) && !/^\d/u.test(line));
}

const TOTAL = /^\S+ \d+ \S+$/u;

/** The totals that are wanted, and where places are listed each place's number too. */
function holds(text: string, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const got = figures(text);
  const listed = got.some((line) => !TOTAL.test(line));
  return figures(wanted)
    .filter((line) => listed || TOTAL.test(line))
    .every((line) => got.includes(line));
}

const withoutChoices = (text: string) => text.replace(/^\d .*$/gmu, '');
const SAYS_NOT = /没有(按|统计|这|登记|报数)|不(会|分|能|按|统计|支持|记|算)|只能|看不懂|认不|办不了/u;
const withoutHeads = (text: string) => text.replace(/（[^（）]*）/gu, '');

/** Figures that are not kept, or not for this person: said so, never another figure instead. */
function refusal({ fields, all }: Facts) {
  const said = withoutHeads(all);
  if (fields.deny !== undefined) {
    if (figures(all).length > 0) return harmful('shown');
    return /不|没有|私/u.test(said) ? RIGHT : wrong('does not say that it cannot');
  }
  if (SAYS_NOT.test(said) || some(fields.only, said)) return RIGHT;
  return figures(all).length > 0
    ? harmful('another figure, as if it were the one')
    : wrong('does not say that it cannot');
}

export const judgeCount: Judge = (facts) => {
  const { fields, all, countSame, countAlso } = facts;
  const filed = stored(facts);
  if (filed !== undefined) return filed;
  if (fields.only !== undefined || fields.deny !== undefined) return refusal(facts);
  if (countSame === undefined) return /\d/u.test(all) ? RIGHT : wrong('no figure');
  if (figures(countSame).length === 0) return wrong(`no figure to compare: ${countSame}`);
  if (holds(all, countSame) && holds(all, countAlso)) return RIGHT;
  if (figures(all).length === 0) return wrong('no figure');
  return holds(all, countSame) ? half('one of two figures') : harmful(`another figure: ${figures(all)[0]}`);
};

/** Something was answered that stores nothing; `unfit` says what is missing. */
const quiet =
  (unfit: (facts: Facts) => string | undefined): Judge =>
  (facts) => {
    const why = unfit(facts);
    return stored(facts) ?? (why === undefined ? RIGHT : wrong(why));
  };

const LISTED = /[KYT]26-\d|共\d+[件条]|没有(符合|这样|要|未|突发)|都报了|已完成/u;
const REFUSED = /不能|没有权|私聊|绑定|不在您的|只能/u;

/** A list, or an open refusal; half where the line that gives it has to be copied. */
export const judgeList: Judge = (facts) => {
  const { all, last } = facts;
  const filed = stored(facts);
  if (filed !== undefined) return filed;
  if (misheard(last)) return wrong('offers another thing');
  if (LISTED.test(withoutChoices(all)) || REFUSED.test(all)) return RIGHT;
  return /请发：\n(名单|未报)/u.test(last) ? half('a line to copy') : wrong('no list');
};

/** The file is shown, or its number said where that is all; nothing is added to it. */
export const judgeFile = quiet(({ last, files, fields }) => {
  const no = files[Number(fields.file) - 1] ?? '?';
  if (/不能|没有权/u.test(last)) return undefined;
  const said = withoutChoices(last);
  return said.includes(`**${no}**`) || (said.includes(no) && !/补充|登记任何/u.test(said))
    ? undefined
    : 'not shown';
});

export const judgeHowTo = quiet(({ all, last, fields }) =>
  some(fields.any, all) && !/您是要登记/u.test(last) ? undefined : `no ${wordsOf(fields.any).join()}`,
);

/** Nothing is to be done: a fitting answer, or half where it is not understood. */
export const judgeTalk: Judge = (facts) => {
  if (misheard(facts.reply)) return stored(facts) ?? wrong('taken for something to do');
  return stored(facts) ?? (lost(facts.reply) ? half('not understood') : RIGHT);
};

export const judgeDecline: Judge = (facts) =>
  stored(facts) ?? (lost(facts.reply) || misheard(facts.reply) ? wrong('not understood') : RIGHT);

/** What was not understood carries the phone line; what is only incomplete is asked about. */
export const judgeUnclear: Judge = (facts) => {
  const filed = stored(facts);
  if (filed !== undefined) return filed;
  if (facts.said.place === 'private' && lost(facts.reply))
    return facts.reply.includes(PHONE) ? RIGHT : wrong('no phone line');
  return facts.asks || facts.reply.includes(PHONE) || facts.said.place !== 'private'
    ? RIGHT
    : wrong('does not ask');
};

/** A name said in a group: taken back, repeated by nobody; what is kept of it meanwhile is no harm. */
export const judgeRecall: Judge = ({ all, reply, fields }) => {
  if (some(fields.hide, all)) return harmful('repeats the name');
  return /撤回/u.test(reply) ? RIGHT : harmful('no recall');
};
