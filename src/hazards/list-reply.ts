import { inCountyOrder } from '../casefiles/county-order.ts';
import { defined } from '../kit/defined.ts';
import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import { moneyWord } from '../kit/money.ts';
import type { Actor } from '../people/actor.ts';
import type { People } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import { areaOf, type Place } from '../places/place.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { type BlockedSum, daysWaiting, sumOf, type Waits, waitsOf } from './blocked.ts';
import {
  HAZARD_MARK_WORDS,
  type HazardListQuery,
  type HazardMark,
  type HazardRow,
  MOST_OPENED,
} from './hazard-list.ts';
import { wordsFor } from './sensitive.ts';
import { HAZARD_STATES } from './states.ts';
import { hazardPlace } from './teller.ts';
import type { HazardStore } from './types.ts';

/** Who asks for a list of hazards, and when. */
export interface ListAsking {
  readonly actor: Actor;
  readonly today: LocalDate;
  readonly gazetteer: Gazetteer;
  readonly text: FillReply<ListTexts>;
  readonly services: {
    readonly people: Pick<People, 'accountsOf'>;
    readonly hazards: Pick<HazardStore, 'list'>;
  };
}

type ListTexts = 'hazards/list' | 'hazards/list-many' | 'hazards/list-none' | 'hazards/blocked';

/** What is asked for: where, and which. */
export interface ListAsked {
  readonly place?: Place | undefined;
  readonly mark?: HazardMark | undefined;
  readonly category?: string | undefined;
}

/** The hazards that are asked for, in county-file order, each with its number. */
export async function hazardList(asking: ListAsking, asked: ListAsked): Promise<string> {
  const { text } = asking;
  const rows = await rowsOf(asking, asked);
  const [first] = rows;
  if (first === undefined) return text('hazards/list-none', { all: asked.mark === 'all' });
  if (rows.length > MOST_OPENED) return tooMany(asking, rows, asked);
  const onePlace = new Set(rows.map(({ placeId }) => placeId)).size === 1;
  return text('hazards/list', {
    n: rows.length,
    parts: partsOf(rows, asking.today),
    place: onePlace ? hazardPlace(asking.gazetteer, first) : undefined,
    rows: rows.map((row) => shownRow(asking, row, onePlace)),
    first: first.no,
  });
}

/** 需协调清单: what waits for money or another office, since when, with the sums by area and reason. */
export async function blockedList(asking: ListAsking, place?: Place): Promise<string> {
  const { text, today, gazetteer } = asking;
  const rows = await rowsOf(asking, { place, mark: 'blocked' });
  const areas = [...new Set(rows.map(({ areaId }) => areaId))];
  const of = (waits: Waits) =>
    shownSum(
      sumOf(
        rows.filter((row) => waitsOf(row) === waits),
        today,
      ),
    );
  return text('hazards/blocked', {
    ...{ n: rows.length, longest: sumOf(rows, today).longest },
    funds: of('资金'),
    offices: of('部门'),
    areas:
      areas.length < 2
        ? []
        : areas.map((areaId) => ({
            name: areaName(gazetteer, areaId),
            ...shownSum(
              sumOf(
                rows.filter((row) => row.areaId === areaId),
                today,
              ),
            ),
          })),
    rows: rows.slice(0, MOST_OPENED).map((row) => ({
      ...{ no: row.no, place: hazardPlace(gazetteer, row), words: wordsOf(asking, row) },
      ...{ waits: waitsOf(row), unit: row.opened?.unit, days: daysWaiting(row, today) },
      ...{ money: row.money === undefined ? undefined : moneyWord(row.money), since: spokenDate(row.since) },
      major: row.level === '重大',
    })),
  });
}

const shownSum = ({ n, money, longest }: BlockedSum) => ({
  ...{ n, longest },
  money: money === 0 ? undefined : moneyWord(money),
});

async function rowsOf(
  { services, actor, gazetteer, today }: ListAsking,
  { place, mark, category }: ListAsked,
): Promise<readonly HazardRow[]> {
  const accounts = await services.people.accountsOf(actor);
  const query: HazardListQuery = { ...placeQuery(place), ...defined({ mark, category }) };
  return inCountyOrder(await services.hazards.list({ actor, accounts }, query, today), gazetteer);
}

function placeQuery(place: Place | undefined) {
  if (place === undefined) return {};
  return place.kind === 'school' ? { schoolId: place.id } : { areaId: areaOf(place) };
}

/** 整改中5、待验收4；其中重大1、超期2. */
function partsOf(rows: readonly HazardRow[], today: LocalDate): readonly string[] {
  const states = [...new Set(rows.map(({ state }) => state))].map(
    (state) => `${HAZARD_STATES[state].word}${rows.filter((row) => row.state === state).length}`,
  );
  const major = rows.filter(({ level }) => level === '重大').length;
  const over = rows.filter((row) => isOver(row, today)).length;
  const among = [...(major === 0 ? [] : [`重大${major}`]), ...(over === 0 ? [] : [`超期${over}`])];
  return among.length === 0 ? states : [...states, `其中${among.join('、')}`];
}

const isOver = ({ nextDue }: HazardRow, today: LocalDate): boolean =>
  nextDue !== undefined && nextDue < today;

function shownRow(asking: ListAsking, row: HazardRow, onePlace: boolean) {
  const { today, gazetteer } = asking;
  return {
    no: row.no,
    place: onePlace ? undefined : hazardPlace(gazetteer, row),
    words: wordsOf(asking, row),
    state: HAZARD_STATES[row.state].word,
    major: row.level === '重大',
    due: row.nextDue === undefined ? undefined : spokenDate(row.nextDue),
    over: isOver(row, today),
  };
}

/** What is about a child is for those who answer for it: others read its kind. */
function wordsOf({ actor }: ListAsking, { opened, category, owners }: HazardRow): string {
  if (opened === undefined) return category ?? '';
  return wordsFor(actor, { description: opened.description, owners });
}

/** Too many to be read through: how many lie where, and the line that asks for one place. */
function tooMany({ gazetteer, text }: ListAsking, rows: readonly HazardRow[], { mark }: ListAsked): string {
  const byArea = new Set(rows.map(({ areaId }) => areaId)).size > 1;
  const names = rows.map((row) => (byArea ? areaName(gazetteer, row.areaId) : unitName(gazetteer, row)));
  const counts = [...new Set(names)].map((name) => ({ name, n: names.filter((one) => one === name).length }));
  return text('hazards/list-many', {
    ...{ n: rows.length, byArea, places: counts },
    line: ['名单 隐患', counts[0]?.name, mark && HAZARD_MARK_WORDS[mark][0]].filter(Boolean).join(' '),
  });
}

function unitName(gazetteer: Gazetteer, { areaId, schoolId }: HazardRow): string {
  const school = schoolId === undefined ? undefined : gazetteer.byId(schoolId);
  return school === undefined ? areaName(gazetteer, areaId) : fullName(gazetteer, school);
}
