import type { DropoutState } from '../../src/dropouts/transitions.ts';

/** A case as the second counter reads it: its raw entries, one by one. */
export interface CountedHistory {
  readonly areaId: string;
  readonly schoolId?: string;
  readonly entries: readonly {
    readonly id: string;
    readonly kind: string;
    readonly at: Date;
    readonly to: DropoutState;
    readonly undoes?: string;
  }[];
}

/** Which column of the county's table a state is printed in, in words of the second counter's own. */
const COLUMN: Readonly<Record<DropoutState, string>> = {
  'watched-signs': '关注',
  lead: '待核',
  suspected: '疑似',
  leaving: '疑似',
  recognised: '在册',
  persuading: '在册',
  escalated: '在册',
  relapsed: '在册',
  transferring: '在册',
  excluded: '不计入',
  returned: '返校',
  watched: '返校',
  closed: '销号',
  transferred: '转出',
  merged: '并案',
  dismissed: '撤回',
  withdrawn: '撤回',
};
/** The program's names of the columns, with the second counter's. */
export const COLUMN_NAMES = {
  ...{ signs: '关注', lead: '待核', suspected: '疑似', registered: '在册', excluded: '不计入' },
  ...{ returned: '返校', closed: '销号', transferred: '转出', merged: '并案', withdrawn: '撤回' },
} as const;

/** The column of a case at an instant: that of the last entry that had happened. */
export function columnAt({ entries }: CountedHistory, when: Date): string | undefined {
  let column: string | undefined;
  for (const entry of entries) if (entry.at.getTime() <= when.getTime()) column = COLUMN[entry.to];
  return column;
}

/** How many cases of an area are in each column. */
export function recount(
  histories: readonly CountedHistory[],
  areaId: string,
  when: Date,
): Record<string, number> {
  const columns: Record<string, number> = {};
  for (const history of histories.filter((one) => one.areaId === areaId)) {
    const column = columnAt(history, when);
    if (column !== undefined) columns[column] = (columns[column] ?? 0) + 1;
  }
  return columns;
}

/** Of these columns, those that `查 辍学` counts. */
export const outOfSchool = (columns: Readonly<Record<string, number>>): number =>
  (columns.疑似 ?? 0) + (columns.在册 ?? 0);

/** What became of a case whose child began to count after `from`; undefined where none did by `to`, or none is left. */
export function verdictOf(history: CountedHistory, from: Date, to: Date): string | undefined {
  let began: Date | undefined;
  let verdict: string | undefined;
  const known = history.entries.filter((entry) => entry.at.getTime() <= to.getTime());
  const struckOut = known.map((entry) => entry.undoes);
  for (const entry of known) {
    if (began === undefined && ['疑似', '在册'].includes(COLUMN[entry.to])) began = entry.at;
    if (struckOut.includes(entry.id)) continue;
    if (entry.kind === 'recognised') verdict = '认定';
    if (entry.kind === 'excluded') verdict = '不计入';
  }
  const gone = ['并案', '撤回'].includes(columnAt(history, to) ?? '');
  if (began === undefined || began.getTime() <= from.getTime() || gone) return undefined;
  return verdict ?? (known[0]?.to === 'relapsed' ? '认定' : '未定');
}

/** How often a move was made after `from` and by `to`, and not undone by then. */
export function timesMade(histories: readonly CountedHistory[], kind: string, from: Date, to: Date): number {
  let times = 0;
  for (const { entries } of histories) {
    const known = entries.filter((entry) => entry.at.getTime() <= to.getTime());
    for (const entry of known)
      if (
        entry.kind === kind &&
        entry.at.getTime() > from.getTime() &&
        !known.some((other) => other.undoes === entry.id)
      )
        times += 1;
  }
  return times;
}
