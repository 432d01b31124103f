import type { Gazetteer } from '../places/gazetteer.ts';
import type { Answer, AnswerSpec } from './types.ts';

/** What the county file knows of the unit that answers. */
export interface KnownUnit {
  /** 贵校, 贵镇. */
  readonly who: string;
  /** Its children; absent where the file does not say. */
  readonly pupils: number | undefined;
  /** One school: a township counts some of its own only. */
  readonly whole: boolean;
}

/** A school by its own number of pupils, a township by those of all its schools. */
export function knownUnit(unitId: string, gazetteer: Pick<Gazetteer, 'schools' | 'pupils'>): KnownUnit {
  const school = gazetteer.schools.find(({ id }) => id === unitId);
  return school === undefined
    ? { who: '贵单位的学生共', whole: false, pupils: gazetteer.pupils(unitId) }
    : { who: '贵校', whole: true, pupils: school.pupils };
}

/** Teachers come on top, and numbers in the file are of last autumn. */
const MORE = 1.3;
const MORE_AT_LEAST = 20;
/** Who was to come, or to get a letter, is about everybody. */
const FEWER = 0.4;
const EVERYBODY = ['应到', '应发'];
const LEAST_SECONDS = 10;
const MOST_SECONDS = 1_800;
/** More than these no unit of a county counts; people are compared with its pupils. */
const MOST: Readonly<Record<string, number>> = { 班: 150, 村: 120, 户: 5_000, 次: 300, 项: 500, 分: 200 };
const MOST_OTHER = 5_000;

/** One question about the first number that can hardly be this unit's; undefined where nothing is odd. */
export function oddNumber(
  { fields }: Pick<AnswerSpec, 'fields'>,
  { values }: Pick<Answer, 'values'>,
  unit: KnownUnit,
): string | undefined {
  for (const { name, unit: of } of fields) {
    const value = values[name];
    if (value === undefined || value === 0) continue;
    const odd = of === '秒' ? oddTime(value) : oddCount({ name, of, value }, unit);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

function oddTime(seconds: number): string | undefined {
  if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) return undefined;
  return `用时填的是${seconds < LEAST_SECONDS ? `${seconds}秒` : `${Math.round(seconds / 60)}分钟`}，对吗？`;
}

interface Count {
  readonly name: string;
  readonly of: string;
  readonly value: number;
}

function oddCount({ name, of, value }: Count, { who, whole, pupils }: KnownUnit): string | undefined {
  const ofPupils = (of === '人' || of === '份') && name !== '人次' && pupils !== undefined;
  if (ofPupils) {
    const few = whole && EVERYBODY.includes(name) && value < pupils * FEWER;
    const many = value > pupils * MORE + MORE_AT_LEAST;
    return few || many ? `${who}${pupils}人，${name}填的是${value}${of}，对吗？` : undefined;
  }
  return value > (MOST[of] ?? MOST_OTHER) ? `${name}填的是${value}${of}，对吗？` : undefined;
}
