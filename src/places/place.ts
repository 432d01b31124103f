/** The kinds of school a county file may name (domain words, as the ledgers print them). */
export const SCHOOL_KINDS = [
  '幼儿园',
  '小学',
  '初中',
  '九年一贯制',
  '完全中学',
  '高中',
  '中职',
  '特教',
  '教学点',
] as const;
/** One of SCHOOL_KINDS. */
export type SchoolKind = (typeof SCHOOL_KINDS)[number];

interface Named {
  /** Stable through renames and reloads of the county file. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}
/** A township, town, street office or equal unit (乡镇街道). */
export interface Township extends Named {
  readonly kind: 'township';
  readonly code?: string;
}
/** A school, kindergarten or teaching point. */
export interface School extends Named {
  readonly kind: 'school';
  readonly code?: string;
  readonly schoolKind: SchoolKind;
  readonly townshipId: string;
  readonly pupils?: number;
  readonly boarding: boolean;
  /** What merged schools were called: still understood, whole and in short. */
  readonly former?: readonly string[];
  /** The ids of those of them that the county knew. */
  readonly formerIds?: readonly string[];
}
/** A village or community (村、社区). */
export interface Village extends Named {
  readonly kind: 'village';
  readonly townshipId: string;
}
/** A river bend, pond, reservoir … that children can reach (水域). */
export interface Water extends Named {
  readonly kind: 'water';
  readonly townshipId: string;
  /** Whose it is (责任单位); the township's where nothing is said. */
  readonly unit?: string;
}
/** 区外: outside the county, still this county's responsibility until the receiving place confirms. */
export interface Outside extends Named {
  readonly kind: 'outside';
}
/** A place a report can be about. */
export type Place = Township | School | Village | Water | Outside;
/** The one bucket for everything outside the county. */
export const OUTSIDE: Outside = {
  kind: 'outside',
  id: 'outside',
  name: '区外',
  aliases: ['县外', '市外', '省外', '外地', '区县外'],
};

/** The id under which a place is counted: its township's id, or `outside`. */
export function areaOf(place: Place): string {
  if (place.kind === 'outside') return OUTSIDE.id;
  return place.kind === 'township' ? place.id : place.townshipId;
}
