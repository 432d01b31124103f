import type { LocalDate } from '../kit/local-date.ts';

/** A file as lists order it. */
interface Placed {
  readonly areaId: string;
  readonly schoolId?: string;
  readonly reportedOn: LocalDate;
  readonly serial: number;
}

/** The order of the county file that lists keep. */
export interface ListOrder {
  readonly townships: readonly { readonly id: string }[];
  readonly schools: readonly { readonly id: string }[];
}

/** The files in county-file order: township, school, number; what lies outside last. */
export function inCountyOrder<T extends Placed>(files: readonly T[], order: ListOrder): readonly T[] {
  const areas = rankOf(order.townships);
  const schools = rankOf(order.schools);
  const last = order.schools.length + order.townships.length;
  const rank = ({ areaId, schoolId = '' }: Placed): readonly [number, number] => [
    areas.get(areaId) ?? last,
    schools.get(schoolId) ?? last,
  ];
  return [...files].sort((a, b) => {
    const [[areaA, schoolA], [areaB, schoolB]] = [rank(a), rank(b)];
    return (
      areaA - areaB || schoolA - schoolB || a.reportedOn.localeCompare(b.reportedOn) || a.serial - b.serial
    );
  });
}

function rankOf(places: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(places.map(({ id }, at) => [id, at]));
}
