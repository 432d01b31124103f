import { type Listing, listingOf } from '../hazards/listing.ts';
import type { Hazard, HazardEntry } from '../hazards/types.ts';
import type { Facts, Values } from './fill.ts';
import { day, shortDay } from './words.ts';

/** What the listing of a hazard (挂牌) says, the newest one; nothing of it is known of one that never was listed. */
export function listingFacts(file: Hazard): Facts {
  const listing = listingOf(file);
  const told = file.entries.findLast(({ kind }) => kind === 'government-told');
  return {
    values: {
      ...(listing === undefined ? {} : listed(listing)),
      报告政府: told && [day(told.on), told.data?.authority, told.data?.number].filter(Boolean).join(' '),
    },
    lists: {
      每周进展: file.entries.filter(({ kind }) => kind === 'progress').map(progressRow),
      延期: file.entries.flatMap(extensionRow),
    },
  };
}

function listed({ level, authority, number, on, person, monitor, five, scope, delisted }: Listing): Values {
  return {
    挂牌级别: level,
    挂牌机关: authority,
    挂牌文号: number,
    挂牌日期: day(on),
    挂牌责任人: person?.name,
    监控人: monitor?.name,
    停用范围: scope,
    落实措施: five.措施,
    落实责任: five.责任,
    落实资金: five.资金,
    落实时限: five.时限,
    预案: five.预案,
    摘牌日期: day(delisted?.on),
    摘牌文号: delisted?.number,
  };
}

function progressRow({ on, said, by }: HazardEntry): Values {
  return { 日期: shortDay(on), 进展: said?.words, 填写人: by.name };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'extension-asked': '申请延期至',
  'extension-agreed': '同意延期至',
  'extension-refused': '没有同意',
};

function extensionRow({ kind, on, data, said, by }: HazardEntry): readonly Values[] {
  const what = EXTENSIONS[kind];
  if (what === undefined) return [];
  const until = day(data?.until ?? (kind === 'extension-agreed' ? data?.due : undefined)) ?? '';
  return [
    {
      日期: shortDay(on),
      内容: [`${what}${until}`, said?.words].filter(Boolean).join('：'),
      经办人: by.name,
    },
  ];
}
