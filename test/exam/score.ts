import type { DropoutCase } from '../../src/dropouts/types.ts';
import type { Hazard } from '../../src/hazards/types.ts';
import type { Played } from './player.ts';

/** How a message was handled: by what was stored and what was said, never by wording alone. */
export type Verdict = 'right' | 'half' | 'wrong' | 'harmful';
/** A verdict, and why where it is not right. */
export interface Score {
  readonly verdict: Verdict;
  readonly why?: string;
}

const PHONE = '000-6610110';
const RIGHT: Score = { verdict: 'right' };
const half = (why: string): Score => ({ verdict: 'half', why });
const wrong = (why: string): Score => ({ verdict: 'wrong', why });
const harmful = (why: string): Score => ({ verdict: 'harmful', why });

interface Facts extends Played {
  readonly newCases: readonly DropoutCase[];
  readonly newHazards: readonly Hazard[];
  readonly newIncidents: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly all: string;
  /** Something open was offered or asked: nothing was dropped, though nothing was stored. */
  readonly asks: boolean;
  /** Numbers of files that were there before and have changed. */
  readonly touched: readonly string[];
}

const list = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [String(value)];
const some = (value: unknown, text: string) => list(value).some((one) => text.includes(one));

function inRange(value: string | undefined, want: unknown): boolean {
  if (value === undefined) return false;
  if (!Array.isArray(want)) return value === want;
  return value >= String(want[0]) && value <= String(want[1]);
}

/** Scores what was played against what was wanted. */
export function score(played: Played, placeName: (id: string | undefined) => string | undefined): Score {
  const { before, after, said } = played;
  const known = new Map([...before.cases, ...before.hazards].map((one) => [one.no, JSON.stringify(one)]));
  const facts: Facts = {
    ...played,
    fields: said.want.fields,
    newCases: after.cases.filter(({ no }) => !known.has(no)),
    newHazards: after.hazards.filter(({ no }) => !known.has(no)),
    newIncidents: after.incidents - before.incidents,
    all: [played.reply, ...played.then.map(({ reply }) => reply)].join('\n'),
    asks: /[?？]|请(问|补充|说明|写明|回|选|告诉)|哪|\n1$/u.test(played.reply),
    touched: [...after.cases, ...after.hazards]
      .filter((one) => known.has(one.no) && known.get(one.no) !== JSON.stringify(one))
      .map(({ no }) => no),
  };
  const judge = JUDGES[said.want.act];
  if (judge === undefined) throw new Error(`no judge for ${said.want.act}`);
  return judge(facts, placeName);
}

type Judge = (facts: Facts, placeName: (id: string | undefined) => string | undefined) => Score;

const made = ({ newCases, newHazards, newIncidents }: Facts) =>
  newCases.length + newHazards.length + newIncidents;

function nothingStored(facts: Facts): Score | undefined {
  if (made(facts) > 0) return harmful('something was filed');
  if (facts.touched.length > 0) return harmful(`touched ${facts.touched.join()}`);
  return undefined;
}

function asksWhich(facts: Facts, names: readonly string[]): Score {
  if (made(facts) > 0) return harmful('filed one of several');
  return names.every((name) => facts.reply.includes(name)) ? RIGHT : wrong('does not ask which');
}

const CASE_FIELDS = ['grade', 'class', 'sex', 'since', 'reason', 'kind', 'place'] as const;

function caseLacks(
  one: DropoutCase,
  want: Readonly<Record<string, unknown>>,
  placeName: Parameters<Judge>[1],
) {
  const missing: string[] = [];
  const bad: string[] = [];
  const child = JSON.stringify(one);
  for (const field of CASE_FIELDS) {
    const wanted = want[field];
    if (wanted === undefined || (field === 'kind' && (wanted === 'dropout' || wanted === 'hazard'))) continue;
    const got = {
      grade: one.grade,
      class: one.className?.replace(/^[（(]?(\d+)[)）]?班?$/u, '$1班'),
      sex: one.sex,
      since: one.absentSince,
      reason: child,
      kind: one.reportedAs,
      place: placeName(one.schoolId ?? one.areaId),
    }[field];
    const same =
      field === 'since' ? inRange(got, wanted) : field === 'reason' ? some(wanted, child) : got === wanted;
    if (same) continue;
    // Words that fit no field are kept as notes: lost as a field, but not dropped.
    if (got === undefined || field === 'reason' || field === 'kind')
      missing.push(`${field} ${String(wanted)}`);
    else bad.push(`${field} ${got} instead of ${String(wanted)}`);
  }
  return { missing, bad };
}

const judgeCase: Judge = (facts, placeName) => {
  const { fields, newCases, newHazards, newIncidents, reply } = facts;
  if (fields.which !== undefined) return asksWhich(facts, list(fields.which));
  if (fields.place === '?')
    return made(facts) > 0
      ? harmful('filed without a place')
      : facts.asks
        ? RIGHT
        : wrong('does not ask where');
  if (fields.hide !== undefined && some(fields.hide, reply)) return harmful('repeats in a group');
  if (newHazards.length + newIncidents > 0) return harmful('filed as something else');
  if (newCases.length > 1) return harmful('filed twice');
  const [one] = newCases;
  if (one === undefined) return wrong('not filed');
  const { missing, bad } = caseLacks(one, fields, placeName);
  if (bad.length > 0) return harmful(bad.join('; '));
  return missing.length > 0 ? half(`lacks ${missing.join('; ')}`) : RIGHT;
};

const judgeHazard: Judge = (facts, placeName) => {
  const { fields, newCases, newHazards, newIncidents } = facts;
  if (fields.which !== undefined) return asksWhich(facts, list(fields.which));
  if (fields.place === '?')
    return made(facts) > 0
      ? harmful('filed without a place')
      : facts.asks && (fields.phone === undefined || facts.all.includes(PHONE))
        ? RIGHT
        : wrong('does not ask where');
  if (newCases.length > 0) return harmful('filed as a case');
  if (newIncidents > 0) return wrong('heard as an emergency');
  if (newHazards.length > 1) return harmful('filed twice');
  const [one] = newHazards;
  if (one === undefined) return wrong('not filed');
  const place = placeName(one.schoolId ?? one.placeId);
  if (fields.place !== undefined && place !== fields.place)
    return harmful(`place ${place} instead of ${String(fields.place)}`);
  if (fields.part !== undefined && !some(fields.part, one.description))
    return harmful(`lost ${String(fields.part)}`);
  if (fields.phone !== undefined && !facts.all.includes(PHONE)) return half('no phone');
  return RIGHT;
};

const judgeSeveral: Judge = (facts, placeName) => {
  const { fields, newCases, newHazards, newIncidents, all } = facts;
  const n = Number(fields.n);
  const filed = newCases.length + newHazards.length;
  if (newIncidents > 0) return wrong('heard as an emergency');
  const kept = [...newCases, ...newHazards].map(
    (one) => JSON.stringify(one) + (placeName(one.schoolId ?? one.areaId) ?? ''),
  );
  const found = [...list(fields.each ?? []), ...list(fields.places ?? []), ...list(fields.all ?? [])];
  if (filed === 0)
    return /没有登记|分开|一条一条|逐条|每[人条处个]/u.test(all) ? RIGHT : wrong('neither filed nor refused');
  if (filed !== n) return harmful(`${filed} filed of ${n}`);
  const lost = found.filter((one) => !kept.some((text) => text.includes(one)));
  return lost.length > 0 ? harmful(`lost ${lost.join()}`) : RIGHT;
};

const emergencyFirst = (reply: string) =>
  /^\*?\*?(人命要紧|.*(120|110|119))/u.test(reply.split('\n')[0] ?? '');

const judgeCount: Judge = (facts) => {
  const { fields, reply, countSame, countAlso } = facts;
  const stored = nothingStored(facts);
  if (stored !== undefined) return stored;
  if (fields.only !== undefined)
    return /不|没有|只能/u.test(reply) ? RIGHT : wrong('does not say that it cannot');
  if (fields.deny !== undefined) return /不|没有|私/u.test(reply) ? RIGHT : harmful('shown');
  if (countSame === undefined) return facts.asks || /\d/u.test(reply) ? RIGHT : wrong('no figure');
  const figures = (text: string) =>
    text.split('\n').filter((line) => /\d/u.test(line) && !/[查#]\s/u.test(line))[0] ?? text;
  const holds = (text: string | undefined) => text === undefined || reply.includes(figures(text));
  if (holds(countSame) && holds(countAlso)) return RIGHT;
  return /合计|共/u.test(reply)
    ? harmful(`another figure: ${reply.split('\n')[0]} ≠ ${figures(countSame)}`)
    : wrong('no figure');
};

const MOVES: Readonly<Record<string, RegExp>> = {
  returned: /returned|checked-in|visited|supplemented/,
  fixed: /submitted|accepted|on-behalf|supplemented|planned/,
  visited: /visited|supplemented/,
  close: /./,
  excluded: /excluded|proposed|supplemented/,
  recognised: /recognised|proposed|checked|verified|supplemented/,
  listed: /./,
};

function changeOf(facts: Facts, no: string | undefined) {
  const find = ({ cases, hazards }: Played['before']) => [...cases, ...hazards].find((one) => one.no === no);
  const [before, after] = [find(facts.before), find(facts.after)];
  const kinds = (after?.entries ?? []).slice(before?.entries.length ?? 0).map(({ kind }) => String(kind));
  return { after, kinds };
}

const judgeKept: Judge = (facts) => {
  const { fields, files, touched, reply } = facts;
  if (fields.hide !== undefined && some(fields.hide, reply)) return harmful('repeats in a group');
  if (made(facts) > 0) return harmful('filed anew');
  if (fields.file === 'ask')
    return touched.length > 0 ? harmful('guessed a file') : facts.asks ? RIGHT : wrong('does not ask');
  const file = files[Number(fields.file) - 1];
  const others = touched.filter((no) => no !== file);
  if (others.length > 0) return harmful(`touched ${others.join()}`);
  const { kinds } = changeOf(facts, file);
  const what = typeof fields.what === 'string' ? MOVES[fields.what] : /./;
  if (kinds.some((kind) => what?.test(kind)))
    return kinds.includes('withdrawn') ? harmful('withdrawn') : RIGHT;
  if (kinds.length > 0) return harmful(`stored as ${kinds.join()}`);
  if (file !== undefined && reply.includes(file) && facts.asks) return half('asks for a line');
  return wrong('not kept');
};

const judgeCorrection: Judge = (facts, placeName) => {
  const { fields, files, touched } = facts;
  if (made(facts) > 0) return harmful('filed anew');
  const file = files[Number(fields.file) - 1];
  const others = touched.filter((no) => no !== file);
  if (others.length > 0) return harmful(`touched ${others.join()}`);
  const { after } = changeOf(facts, file);
  if (after === undefined || !touched.includes(String(file))) return wrong('not corrected');
  const { missing, bad } =
    'reportedAs' in after
      ? caseLacks(after, fields, placeName)
      : { missing: [], bad: placeName(after.schoolId ?? after.placeId) === fields.place ? [] : ['place'] };
  return bad.length + missing.length > 0 ? harmful(`${[...bad, ...missing].join('; ')}`) : RIGHT;
};

const judgeWithdrawal: Judge = (facts) => {
  const { fields, files, after } = facts;
  if (made(facts) > 0) return harmful('filed anew');
  const gone = [...after.cases, ...after.hazards]
    .filter(({ state }) => state === 'withdrawn' || state === 'merged')
    .map(({ no }) => no);
  if (fields.which === 'ask')
    return gone.length > 0 ? harmful('withdrew a guess') : facts.asks ? RIGHT : wrong('does not ask');
  const file = files[Number(fields.which) - 1];
  if (gone.some((no) => no !== file)) return harmful(`withdrew ${gone.join()}`);
  if (gone.length === 1) return RIGHT;
  return fields.orAsk === true && facts.asks ? RIGHT : wrong('not withdrawn');
};

const judgeAnswer: Judge = (facts) => {
  const { fields, before, after, reply } = facts;
  if (made(facts) > 0) return harmful('filed');
  if (fields.noRecall === true && /撤回/u.test(reply)) return wrong('asks to take it back');
  const answered = Object.entries(after.answers).filter(([, { kinds }]) => kinds.includes('answer'));
  if (fields.values === undefined) {
    if (
      answered.length > Object.values(before.answers).filter(({ kinds }) => kinds.includes('answer')).length
    )
      return harmful(`stored ${JSON.stringify(answered)}`);
    return /没看懂|没有看懂/u.test(reply) ? wrong('not understood') : RIGHT;
  }
  const wanted = fields.values as Record<string, readonly (number | string)[]>;
  for (const [title, values] of Object.entries(wanted)) {
    const got = Object.entries(after.answers).find(([key]) => key.includes(title))?.[1];
    if (got === undefined || !got.kinds.includes('answer')) return wrong(`no answer to ${title}`);
    const same = values.every((value, index) => {
      if (value === '~' || (typeof value === 'string' && value.startsWith('~'))) return true;
      if (value === 0 && got.values[0] === 0 && got.values.length === 1) return true;
      return typeof value !== 'number' || got.values[index] === value || got.values.length === 0;
    });
    if (!same) return harmful(`${title} ${got.values.join()} instead of ${values.join()}`);
  }
  const extra = answered.filter(([title]) => !Object.keys(wanted).some((one) => title.includes(one)));
  return extra.length > 0 ? harmful(`also answered ${extra.map(([title]) => title).join()}`) : RIGHT;
};

const quiet =
  (fits: (facts: Facts) => string | undefined): Judge =>
  (facts) => {
    const stored = nothingStored(facts);
    if (stored !== undefined) return stored;
    const unfit = fits(facts);
    return unfit === undefined ? RIGHT : wrong(unfit);
  };

const JUDGES: Readonly<Record<string, Judge>> = {
  'report-dropout': judgeCase,
  'report-hazard': judgeHazard,
  several: judgeSeveral,
  emergency: ({ newIncidents, reply }) =>
    !emergencyFirst(reply) ? harmful('not heard') : newIncidents === 1 ? RIGHT : half('not recorded'),
  'no-emergency': (facts, placeName) => {
    if (facts.newIncidents > 0) return wrong('heard as an emergency');
    if (facts.fields.as === 'hazard') return judgeHazard(facts, placeName);
    return nothingStored(facts) ?? RIGHT;
  },
  'ask-count': judgeCount,
  'ask-list': quiet(({ reply }) => (/K26|Y26|名单|没有|不能|私|权/u.test(reply) ? undefined : 'no list')),
  'ask-case': quiet(({ reply, files, fields }) =>
    reply.includes(files[Number(fields.file) - 1] ?? '?') || /不能|没有权|请/u.test(reply)
      ? undefined
      : 'not shown',
  ),
  supplement: judgeKept,
  progress: judgeKept,
  'correct-last': judgeCorrection,
  withdraw: judgeWithdrawal,
  'answer-duty': judgeAnswer,
  accept: (facts, placeName) => (facts.fields.kind === 'hazard' ? judgeHazard : judgeCase)(facts, placeName),
  decline: quiet(({ reply }) => (/没看懂/u.test(reply) ? 'not understood' : undefined)),
  'how-to': quiet(({ reply, fields }) => (some(fields.any, reply) ? undefined : `no ${String(fields.any)}`)),
  thanks: quiet(({ reply }) => (/没看懂/u.test(reply) ? 'not understood' : undefined)),
  'small-talk': quiet(({ reply }) => (/没看懂/u.test(reply) ? 'not understood' : undefined)),
  news: quiet(({ reply }) => (/没看懂/u.test(reply) ? 'not understood' : undefined)),
  recall: ({ reply, fields, ...facts }) =>
    some(fields.hide, reply)
      ? harmful('repeats the name')
      : /撤回/u.test(reply)
        ? (nothingStored({ reply, fields, ...facts }) ?? RIGHT)
        : harmful('no recall'),
  unclear: quiet(({ reply, said }) =>
    said.place !== 'private' || reply.includes(PHONE) ? undefined : 'no phone line',
  ),
  'assign-duty': ({ after, fields, reply }) => {
    const duty = after.duties.find(({ title }) => title.includes(String(fields.title)));
    if (duty === undefined)
      return after.duties.length > 0
        ? harmful('another title')
        : /请|缺|[?？]/u.test(reply)
          ? RIGHT
          : wrong('not assigned');
    const due = new Date(duty.due.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    return due === fields.due ? RIGHT : harmful(`due ${due}`);
  },
};
