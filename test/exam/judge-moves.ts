import {
  type Facts,
  fileOf,
  half,
  harmful,
  type Judge,
  leftOpen,
  made,
  RIGHT,
  type Score,
  some,
  wrong,
} from './facts.ts';
import { caseLacks, placeOf, unlessCopied } from './judge-reports.ts';

/** By which entries a piece of progress is kept. */
const KEPT_AS: Readonly<Record<string, RegExp>> = {
  returned: /returned|checked-in|visited/u,
  fixed: /submitted|accepted|on-behalf/u,
  visited: /visited|lost/u,
  excluded: /excluded|proposed/u,
  recognised: /recogni|proposed|checked|verified/u,
};
/** The move's own words: an answer that has them says what is missing, or asks for it. */
const NAMED: Readonly<Record<string, RegExp>> = {
  returned: /复学|返校|在校/u,
  fixed: /整改|修/u,
  visited: /劝返|家访|联系/u,
  close: /销号/u,
  excluded: /不计入|转|休学|认定/u,
  recognised: /认定|属实|核实/u,
  listed: /挂牌/u,
};

/** What the bureau decides: it cannot be done by a word, and whoever says it must hear so. */
const isFinal = (what: string) => /close|listed|excluded|recognised/u.test(what);

/** What is wrong before it is asked what became of the file that is meant. */
function strayed(facts: Facts, file: string | undefined): Score | undefined {
  if (facts.fields.hide !== undefined && some(facts.fields.hide, facts.all))
    return harmful('repeats in a group');
  if (made(facts) > 0) return harmful('filed anew');
  const others = facts.touched.filter((no) => no !== file);
  return others.length > 0 ? harmful(`touched ${others.join()}`) : undefined;
}

const asksFile = (facts: Facts): Score => (leftOpen(facts) ? RIGHT : wrong('does not ask'));

/** Nothing was kept, but the answer says what is missing for this move, or asks which way to do it. */
function saidOpenly(facts: Facts, what: string): Score {
  const { all, asks } = facts;
  const named = NAMED[what]?.test(all) === true;
  const open = asks || /缺|不能|办不了|要先|需要|还没/u.test(all);
  if (!named || !open) return wrong('not kept');
  return isFinal(what) ? RIGHT : half('asks for a line');
}

/** What became of the photo that came with the words; nothing where none did, or where words came with it too. */
function photoKept(facts: Facts): Score | undefined {
  const { fields } = facts;
  const { was, is, kinds } = fileOf(facts, fields.file);
  if (fields.photo === undefined) return undefined;
  if ((is?.photos ?? 0) - (was?.photos ?? 0) < Number(fields.photo))
    return kinds.length > 0 ? harmful('lost the photo') : wrong('photo not kept');
  return fields.what === undefined ? unlessCopied(facts) : undefined;
}

/** Words were added to the file and no move was made: said so, or it looks as if it were done. */
function onlyAdded(facts: Facts, what: string): Score {
  if (NAMED[what]?.test(facts.last) === true) return unlessCopied(facts);
  return isFinal(what) ? wrong('added, as if it were done') : half('only added');
}

/** By which entries it was kept. */
function keptAs(facts: Facts, what: string): Score {
  const { kinds } = fileOf(facts, facts.fields.file);
  if (kinds.includes('withdrawn')) return harmful('withdrawn');
  if (what in NAMED && kinds.length > 0 && kinds.every((kind) => kind === 'supplemented'))
    return onlyAdded(facts, what);
  if (kinds.some((kind) => (KEPT_AS[what] ?? /./u).test(kind))) return unlessCopied(facts);
  if (kinds.length > 0) return harmful(`stored as ${kinds.join()}`);
  return facts.fields.orAsk === true && facts.asks ? RIGHT : saidOpenly(facts, what);
}

/** A supplement or a piece of progress: kept with the file that is meant. */
export const judgeKept: Judge = (facts) => {
  const { fields } = facts;
  const stray = strayed(facts, fileOf(facts, fields.file).no);
  if (stray !== undefined) return stray;
  if (fields.file === 'ask') return asksFile(facts);
  return photoKept(facts) ?? keptAs(facts, String(fields.what));
};

const lacksOf = (facts: Facts, is: NonNullable<ReturnType<typeof fileOf>['is']>) =>
  'reportedAs' in is
    ? caseLacks(is, facts)
    : { missing: [], bad: placeOf(is, facts) === facts.fields.place ? [] : ['place'] };

/** The file that is meant has the field now; a word added to it leaves it wrong. */
export const judgeCorrection: Judge = (facts) => {
  const { no, is, kinds } = fileOf(facts, facts.fields.file);
  const stray = strayed(facts, no);
  if (stray !== undefined) return stray;
  if (is === undefined || kinds.length === 0) return wrong('not corrected');
  const { missing, bad } = lacksOf(facts, is);
  if (bad.length + missing.length === 0) return unlessCopied(facts);
  return kinds.every((kind) => kind === 'supplemented')
    ? wrong(`only added: ${[...bad, ...missing].join('; ')}`)
    : harmful([...bad, ...missing].join('; '));
};

/** The file that is meant is withdrawn and nothing else. */
export const judgeWithdrawal: Judge = (facts) => {
  const { fields, after, before } = facts;
  if (made(facts) > 0) return harmful('filed anew');
  const goneOf = ({ cases, hazards }: typeof after) =>
    [...cases, ...hazards]
      .filter(({ state }) => state === 'withdrawn' || state === 'merged')
      .map(({ no }) => no);
  const gone = goneOf(after).filter((no) => !goneOf(before).includes(no));
  if (fields.which === 'ask')
    return gone.length > 0 ? harmful('withdrew a guess') : leftOpen(facts) ? RIGHT : wrong('does not ask');
  const { no: file } = fileOf(facts, fields.which);
  if (gone.some((no) => no !== file)) return harmful(`withdrew ${gone.join()}`);
  if (gone.length === 1) return unlessCopied(facts);
  if (facts.touched.length > 0) return harmful(`touched ${facts.touched.join()}`);
  const asks =
    facts.asks && /撤/u.test(facts.all) && (/哪/u.test(facts.all) || facts.all.includes(String(file)));
  return fields.orAsk === true && asks ? RIGHT : wrong('not withdrawn');
};
