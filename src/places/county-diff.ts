import { canonicalJson, leavingPlaces } from './county-changes.ts';
import { type Merged, mergedAmong } from './county-former.ts';
import type { CountyFile } from './file-shape.ts';
import type { Place } from './place.ts';
import type { ResolvedCounty } from './resolve-county.ts';

/** Something that stays and is otherwise than before. */
export interface Changed {
  readonly kind: DiffKind;
  readonly before: string;
  readonly after: string;
  /** What of it is otherwise, by the fields' names: `pupils`, `wecom`. */
  readonly fields: readonly string[];
}
/** Somebody or something that comes or goes. */
export interface Moved {
  readonly kind: DiffKind;
  readonly name: string;
}
/** What people and places are called in a county file. */
export type DiffKind = Exclude<Place['kind'], 'outside'> | 'member';

/** What loading a file would change. */
export interface CountyDiff {
  readonly added: readonly Moved[];
  readonly removed: readonly Moved[];
  readonly merged: readonly Merged[];
  readonly changed: readonly Changed[];
  /** Sections without people and places that are otherwise than before, by their names in the file. */
  readonly sections: readonly string[];
}

/** A county file with its ids. */
export interface CountySide {
  readonly file: CountyFile;
  readonly resolved: ResolvedCounty;
}

/** What is otherwise in `next`: people and places by their ids, the rest by its content. Pure. */
export function diffCounty(before: CountySide, next: CountySide): CountyDiff {
  const old = new Map(itemsOf(before).map((item) => [item.id, item]));
  const present = new Map(itemsOf(next).map((item) => [item.id, item]));
  const { places } = next.resolved;
  const merged = mergedAmong(leavingPlaces(places, before.resolved.places), places.schools);
  const moved = new Set(merged.map(({ place }) => place.id));
  return {
    added: [...present.values()].filter(({ id }) => !old.has(id)).map(movedOf),
    removed: [...old.values()].filter(({ id }) => !present.has(id) && !moved.has(id)).map(movedOf),
    merged,
    changed: [...present.values()].flatMap((item) => {
      const was = old.get(item.id);
      const fields = was === undefined ? [] : otherFields(was, item);
      return was === undefined || fields.length === 0
        ? []
        : [{ kind: item.kind, before: was.name, after: item.name, fields }];
    }),
    sections: SECTIONS.filter(
      ([, read]) => canonicalJson(read(before.file)) !== canonicalJson(read(next.file)),
    ).map(([name]) => name),
  };
}

interface Item {
  readonly kind: DiffKind;
  readonly id: string;
  readonly name: string;
}

function itemsOf({ resolved: { places, members } }: CountySide): readonly Item[] {
  const { townships, schools, villages, waters } = places;
  return [
    ...[...townships, ...schools, ...villages, ...waters],
    ...members.map((member) => ({ ...member, kind: 'member' as const })),
  ];
}

const movedOf = ({ kind, name }: Item): Moved => ({ kind, name });

/** Ids follow from the rest and say nothing to anybody. */
const OURS = ['id', 'kind', 'formerIds'];

function otherFields(before: Item, after: Item): readonly string[] {
  const [a, b] = [before, after] as unknown as readonly Readonly<Record<string, unknown>>[];
  const names = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]);
  return [...names].filter(
    (name) => !OURS.includes(name) && canonicalJson(a?.[name] ?? null) !== canonicalJson(b?.[name] ?? null),
  );
}

const SECTIONS: readonly (readonly [string, (file: CountyFile) => unknown])[] = [
  ['county', ({ county }) => county],
  ['terms', ({ terms }) => terms],
  ['seasons', ({ seasons = [] }) => seasons],
  ['workdays', ({ workdays }) => workdays],
  ['dropouts', ({ dropouts = {} }) => dropouts],
  ['hazards', ({ hazards = {} }) => hazards],
  ['documents', ({ documents = {} }) => documents],
  ['privacy', ({ privacy = {} }) => privacy],
  ['districts', ({ districts }) => districts],
  ['groups', ({ groups }) => groups],
  ['duty_contacts', ({ dutyContacts = [] }) => dutyContacts],
];
