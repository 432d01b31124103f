import type { FieldInfo } from '../args.ts';
import { type Draft, openFields } from './draft.ts';
import { labelBefore } from './labels.ts';
import { findPlace } from './place.ts';
import { argProblem } from './problems.ts';
import type { Span } from './slate.ts';
import { startsWithSurname } from './surnames.ts';

const SUGGESTIONS = 3;

/** Fill the place field, or note the places to choose from. */
export function fillPlace(draft: Draft): void {
  const [field] = openFields(draft, 'place');
  if (!field) return;
  takeOwnWords(draft);
  const answer = findPlace(draft.slate.free(), draft.env.gazetteer, field.meta.places);
  if (!answer) return;
  const first = answer.spans.reduce((a, b) => (a.start < b.start ? a : b));
  if ('place' in answer) draft.values.set(field.name, answer.place);
  else
    draft.ambiguous.push({
      field,
      candidates: answer.candidates,
      word: written(draft, answer.word),
      alike: false,
    });
  const label = labelBefore(draft.slate, field, first.start);
  for (const span of answer.spans) draft.slate.take(span);
  const at = /(?<![现正实存])(?:就?在|位于)$/.exec(draft.slate.free().slice(0, first.start));
  if (at) draft.slate.take({ start: at.index, end: first.start });
  if (label) draft.slate.take({ start: label.start, end: first.start });
}

// 我校, 本镇: the speaker's own unit, which stands in for a place that is not named.
const OWN_UNIT =
  /(?:(?<![一-龥])|(?<=请问|查|看|把|给|问))(?:(?:我们?|咱们?|俺们?|本)(?:学校|校(?![长医车服园门])|镇(?!上)|乡(?!下|村)|街道|县)|全县|全校|全镇|全乡)(?:现在|目前|的)?/g;
function takeOwnWords({ slate }: Draft): void {
  for (const { index, 0: word } of slate.free().matchAll(OWN_UNIT))
    slate.take({ start: index, end: index + word.length });
}

// 各镇, 哪个学校, 几个村 ask about places and are none.
const PLACE_LIKE =
  /^(?!.*(?:我们?|咱们?|俺们?|本|各|全)(?:学校|校|镇|乡|村|街道)$)(?!各|每|哪|几|所有|全部|多少|其他|别的)[一-龥0-9A-Za-z*]{1,14}(?:镇|乡|街道|街办|办事处|林场|农场|中心校|小学|中学|初中|高中|学校|幼儿园|教学点|完小|村小|职中|[一二三四五六]中|水库|河|塘|堰|渠|村|社区)$/;

/** Nothing was found: places whose names are like the word that looks like one, before names are looked for. */
export function suggestPlace(draft: Draft): void {
  const [field] = openFields(draft, 'place');
  if (!field || draft.ambiguous.some((one) => one.field === field)) return;
  const words = candidateWords(draft, field);
  for (const word of words) {
    const near = draft.env.gazetteer
      .nearest(word.text, SUGGESTIONS * 2)
      .filter((place) => !field.meta.places || field.meta.places.includes(place.kind))
      .slice(0, SUGGESTIONS);
    if (near.length === 0) continue;
    draft.ambiguous.push({ field, candidates: near, word: written(draft, word), alike: true });
    draft.slate.take(word);
    return;
  }
  noteUnknown(draft, field, words);
}

function written(draft: Draft, { start, end }: Span): string {
  return draft.slate.raw.slice(start, end);
}

/** 操场, 校门口, 一处: where within a school, and no slip of its name. */
const PART_OF_PLACE =
  /[操球广赛食饭]场|[门路道街窗楼河塘井沟]口|校门|大门|后门|食堂|饭堂|厨房|宿舍|寝室|厕所|教室|楼|操场|围墙|走廊|过道|栏|实验|机房|仓库|车棚|电|灯|[一二两三几][处个条件]/;

type Word = Span & { readonly text: string };
function candidateWords(draft: Draft, { meta }: FieldInfo): readonly Word[] {
  const words = draft.slate.words();
  const keyed = words.filter((word) => word.text === draft.placeWord);
  const like = words.filter((word) => PLACE_LIKE.test(word.text));
  // A slip such as 桐度 for 桐渡 has no suffix to know it by; places are mostly written first.
  const [first] = words;
  const slip =
    first &&
    meta.notFirst !== true &&
    !PART_OF_PLACE.test(first.text) &&
    first.start <= 1 &&
    /^[一-龥]{2,5}$/.test(first.text) &&
    !startsWithSurname(first.text);
  return [...new Set([...keyed, ...like, ...(slip ? [first] : [])])];
}

function noteUnknown(draft: Draft, field: FieldInfo, words: readonly Word[]): void {
  const named = words.some((word) => word.text === draft.placeWord || PLACE_LIKE.test(word.text));
  if (named) draft.problems.push(argProblem(field, 'place-unknown'));
}
