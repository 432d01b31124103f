import { countsAt } from '../figures/as-of.ts';
import { addDays, spokenDate } from '../kit/local-date.ts';
import type { FillDigest } from '../texts/digest-texts.ts';
import { byArea } from './by-area.ts';
import { changeWord, clipName, weekdayWord } from './daily.ts';
import type { PictureData } from './picture-data.ts';
import { type Scene, type Sources, trendOf } from './scene.ts';
import type { DigestKind } from './types.ts';

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
  const points = [...past, { day, registered: numbers.registered, hazards: numbers.hazards }];
  const yesterday = past.find((one) => one.day === addDays(day, -1))?.registered;
  const change = yesterday === undefined ? '' : `较昨${changeWord(numbers.registered - yesterday)}，`;
  return {
    title: `${clipName(gazetteer.county.name, 12)} 控辍保学与校园安全`,
    subtitle: `${spokenDate(day)} ${weekdayWord(day)} ${KIND_WORDS[kind]}`,
    note: sources.fill('picture-note', { cutOff, outside: view.id === 'all' }),
    cards: [
      {
        label: '在册未返校',
        value: String(numbers.registered),
        detail: `${change}疑似待核${numbers.suspected}`,
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

function barsOf({ facts, at, day, view, gazetteer }: Scene): Pick<PictureData, 'bars'> {
  const counts = new Map(countsAt(facts, at, day).map(({ areaId, dropouts }) => [areaId, dropouts]));
  const { rows, hidden } = byArea(counts, view, gazetteer);
  return hidden || rows.length < FEWEST_BARS
    ? {}
    : { bars: { title: '各乡镇未返校（含疑似，按县档案顺序）', rows } };
}
