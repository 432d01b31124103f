import { countsAt } from '../figures/as-of.ts';
import { addDays, spokenDate } from '../kit/local-date.ts';
import type { FillDigest } from '../texts/digest-texts.ts';
import { byArea } from './by-area.ts';
import { changeWord, clipName, weekdayWord } from './daily.ts';
import type { PictureData } from './picture-data.ts';
import { placeOf, type Scene, type Sources, trendOf } from './scene.ts';
import type { DigestKind } from './types.ts';
import type { TrendPoint } from './weekly.ts';

const DAYS = 28;
const FEWEST_BARS = 2;
const KIND_WORDS: Readonly<Record<DigestKind, string>> = {
  morning: '早',
  evening: '晚',
  weekly: '周报',
  monthly: '月报',
  term: '学期',
};

/**
 * What the picture of a digest shows; undefined where small numbers would have to be left out of its lines. Townships
 * only in a weekly one, and only where none of them has to be hidden.
 */
export async function pictureOf(
  sources: Sources & { readonly fill: FillDigest },
  scene: Scene,
  kind: DigestKind,
): Promise<PictureData | undefined> {
  const { view, day, numbers, gazetteer, cutOff } = scene;
  if (view.small) return undefined;
  const days = Array.from({ length: DAYS }, (_, n) => addDays(day, n - DAYS));
  const past = await trendOf(sources, view, days);
  const township = view.id === 'all' ? '' : `${placeOf(scene)} `;
  const points = [...past, { day, registered: numbers.registered, hazards: numbers.hazards }];
  return {
    title: `${clipName(gazetteer.county.name, 12)} ${township}控辍保学与校园安全`,
    subtitle: `${spokenDate(day)} ${weekdayWord(day)} ${KIND_WORDS[kind]}`,
    note: sources.fill('picture-note', { cutOff, outside: view.id === 'all', limits: scene.limits }),
    cards: [
      {
        label: '在册未返校',
        value: String(numbers.registered),
        detail: `${changeSince(kind, scene, past)}疑似待核${numbers.suspected}`,
      },
      {
        label: '未销号隐患',
        value: String(numbers.hazards),
        detail: `重大${numbers.major}，超期${numbers.overdue}`,
      },
      thirdCard(scene),
    ],
    trends: [
      {
        name: '在册未返校',
        color: '#c2410c',
        points: points.map((one) => ({ day: one.day, value: one.registered })),
      },
      {
        name: '未销号隐患',
        color: '#1d5fa8',
        points: points.map((one) => ({ day: one.day, value: one.hazards })),
      },
    ],
    ...(kind === 'weekly' ? barsOf(scene) : {}),
  };
}

/** What the words of the digest compare with, and nothing where they compare with nothing. */
const COMPARED: Partial<Readonly<Record<DigestKind, { readonly word: string; readonly days: number }>>> = {
  morning: { word: '较昨', days: 1 },
  weekly: { word: '较上周', days: 7 },
};

function changeSince(kind: DigestKind, { day, numbers }: Scene, past: readonly TrendPoint[]): string {
  const compared = COMPARED[kind];
  const before = compared && past.find((one) => one.day === addDays(day, -compared.days));
  return before === undefined
    ? ''
    : `${compared?.word}${changeWord(numbers.registered - before.registered)}，`;
}

function thirdCard({ duty: { duty }, numbers }: Scene): PictureData['cards'][number] {
  if (duty === undefined)
    return { label: '失联未返校', value: String(numbers.lost), detail: '目前没有应报任务' };
  return {
    label: clipName(duty.title, 11),
    value: `${duty.answered}/${duty.expected}`,
    detail:
      duty.answered < duty.expected ? `已报/应报，还差${duty.expected - duty.answered}` : '已报/应报，已齐',
  };
}

function barsOf({ facts, at, day, view, gazetteer, numbers }: Scene): Pick<PictureData, 'bars'> {
  const counts = new Map(countsAt(facts, at, day).map(({ areaId, dropouts }) => [areaId, dropouts]));
  const { rows, hidden } = byArea(counts, view, gazetteer);
  return hidden || rows.length < FEWEST_BARS
    ? {}
    : { bars: { title: `各乡镇未返校：${sumWords(numbers)}（县档案顺序）`, rows } };
}

/** The bars add up to both cards' numbers of children: 在册13＋疑似6＝19. */
const sumWords = ({ registered, suspected }: Scene['numbers']): string =>
  `在册${registered}＋疑似${suspected}＝${registered + suspected}`;
