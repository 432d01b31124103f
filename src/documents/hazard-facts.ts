import { peopleOf } from '../hazards/heads.ts';
import { basisOfLevel } from '../hazards/judging.ts';
import { dueOn, overdueDays } from '../hazards/overdue.ts';
import { HAZARD_STATES } from '../hazards/states.ts';
import { timelineOf } from '../hazards/timeline.ts';
import type { HazardMove } from '../hazards/transitions.ts';
import type { Hazard, HazardEntry } from '../hazards/types.ts';
import { defined } from '../kit/defined.ts';
import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import { moneyWord } from '../kit/money.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import type { Facts, Values } from './fill.ts';
import { listingFacts } from './listing-facts.ts';
import { day, shortDay, some } from './words.ts';

/** What is known of a hazard besides itself. */
export interface HazardSources {
  readonly gazetteer: Gazetteer;
  readonly today: LocalDate;
  readonly photos: number;
}

/** What documents about one hazard say. */
export function hazardFacts(file: Hazard, sources: HazardSources): Facts {
  const known = { ...whatAndWhere(file, sources), ...rectification(file, sources), ...acceptance(file) };
  const listing = listingFacts(file);
  return {
    values: {
      ...known,
      ...{ 落实措施: known.措施, 落实资金: known.资金, 落实时限: known.期限 },
      ...defined(listing.values),
    },
    lists: { 隐患清单: [listed(file, sources)], 经过: history(file), ...listing.lists },
  };
}

/** A hazard as one row of a list. */
export function listed(file: Hazard, { gazetteer }: Pick<HazardSources, 'gazetteer'>): Values {
  return {
    编号: file.no,
    部位: some([placeOf(file, gazetteer), file.category].filter(Boolean).join(' ')),
    隐患: file.description,
    等级: file.level,
    判定条款: basisOfLevel(file),
    期限: file.open ? shortDay(dueOn(file)) : undefined,
    状态: HAZARD_STATES[file.state].word,
  };
}

function whatAndWhere(file: Hazard, { gazetteer, photos }: HazardSources): Values {
  const school = file.schoolId === undefined ? undefined : gazetteer.byId(file.schoolId);
  return {
    编号: file.no,
    状态: HAZARD_STATES[file.state].word,
    学校: school === undefined ? placeOf(file, gazetteer) : fullName(gazetteer, school),
    受送达人: school === undefined ? undefined : fullName(gazetteer, school),
    乡镇: areaName(gazetteer, file.areaId),
    部位: file.category,
    隐患: file.description,
    等级: file.level,
    判定条款: basisOfLevel(file),
    上报日期: day(file.reportedOn),
    // Who told of it without being bound is told to nobody.
    上报人: file.reporter.role === 'visitor' ? undefined : file.reporter.name,
    照片张数: String(photos),
  };
}

function rectification(file: Hazard, { today }: HazardSources): Values {
  const { rectifier, supervisor } = peopleOf(file);
  const planned = newest(file, 'planned');
  const submitted = newest(file, 'submitted');
  const { money } = file.heads;
  return {
    整改人: rectifier?.name,
    督办人: supervisor?.name,
    期限: file.open ? day(dueOn(file)) : undefined,
    期限依据: file.entries.findLast(({ data }) => data?.due !== undefined)?.data?.basis,
    措施: planned?.said?.measure,
    资金: money === undefined ? undefined : moneyWord(money),
    逾期天数: file.open ? String(overdueDays(file, today)) : undefined,
    转办单位: newest(file, 'referred')?.said?.unit,
    暂停原因: file.heads.reason,
    提交日期: day(submitted?.on),
    完成情况: submitted?.said?.words,
  };
}

function acceptance(file: Hazard): Values {
  const accepted = newest(file, 'accepted', 'rejected');
  const closed = file.open ? undefined : newest(file, 'closed');
  const again = newest(file, 'rechecked', 'reopened');
  const rejected = file.entries.filter(({ kind }) => kind === 'rejected').length;
  return {
    验收日期: day(accepted?.on),
    验收人: accepted?.by.name,
    验收意见:
      accepted === undefined
        ? undefined
        : [accepted.kind === 'accepted' ? '通过' : '退回', accepted.said?.words].filter(Boolean).join('：'),
    退回次数: String(rejected),
    销号日期: day(closed?.on),
    销号人: closed?.by.name,
    复查日期: day(again?.on),
    复查人: again?.by.name,
  };
}

function newest({ entries }: Hazard, ...kinds: readonly HazardMove[]): HazardEntry | undefined {
  return entries.findLast(({ kind }) => kinds.includes(kind));
}

function history({ entries }: Hazard): readonly Values[] {
  return entries.flatMap((entry) => {
    const [line] = timelineOf({ entries: [entry] });
    return line === undefined
      ? []
      : [{ 日期: shortDay(entry.on), 事项: line.slice(spokenDate(entry.on).length).trim() }];
  });
}

function placeOf({ placeId, areaId }: Hazard, gazetteer: Gazetteer): string {
  const place = gazetteer.byId(placeId);
  return place === undefined ? areaName(gazetteer, areaId) : fullName(gazetteer, place);
}
