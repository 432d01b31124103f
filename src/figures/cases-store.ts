import type { mongo } from 'mongoose';
import type { StoredDropout } from '../dropouts/dropout-document.ts';
import { DROPOUTS } from '../dropouts/dropouts-store.ts';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { CaseEvent } from './events.ts';
import type { FigureScope } from './types.ts';

const PROJECTION = projectionOf([
  ...['areaId', 'schoolId', 'foundBy', 'cause', 'special', 'stage'],
  ...['entries.id', 'entries.kind', 'entries.at', 'entries.to', 'entries.undoes'],
  ...['entries.data.code', 'entries.data.step'],
]);

/** What of a case the figures of a stretch of time are counted on: no words, no names. */
export type CountedCase = Pick<
  StoredDropout,
  'areaId' | 'schoolId' | 'foundBy' | 'cause' | 'special' | 'stage'
> & { readonly entries: readonly CountedEntry[] };

type CountedEntry = CaseEvent & Pick<StoredDropout['entries'][number], 'id' | 'data'>;

/** The cases of these areas, or of the school, that are open now or that something happened to since then. */
export async function casesSince({ db }: Mongo, since: Date, scope: FigureScope): Promise<CountedCase[]> {
  const files = db.collection(DROPOUTS);
  // One after the other: what is closed in between is in both, and counts as closed.
  const found = new Map<unknown, mongo.Document>();
  for (const filter of touchedFilters(since, scope))
    for (const file of await files.find(filter, { projection: PROJECTION }).toArray())
      found.set(file._id, file);
  return [...found.values()] as unknown as CountedCase[];
}

/** Open files by their area, closed ones by when something last happened to them: both over an index. */
export function touchedFilters(since: Date, scope: FigureScope = {}): readonly mongo.Document[] {
  return [
    { open: true, ...scopeFilter(scope) },
    { open: false, 'entries.at': { $gte: since }, ...scopeFilter(scope) },
  ];
}

/** Every case there ever was in the scope: for reports that are asked for once a month. */
export async function everyCaseOf({ db }: Mongo, scope: FigureScope): Promise<CountedCase[]> {
  const files = db.collection(DROPOUTS).find(scopeFilter(scope), { projection: PROJECTION });
  return (await files.toArray()) as unknown as CountedCase[];
}

/** The files of these areas and of that school. */
export function scopeFilter({ areaIds, schoolId }: FigureScope): mongo.Document {
  return { ...(areaIds === undefined ? {} : { areaId: { $in: [...areaIds] } }), ...defined({ schoolId }) };
}

/** What is read of a file when nothing else is. */
export function projectionOf(fields: readonly string[]): Readonly<Record<string, 1>> {
  return Object.fromEntries(fields.map((field) => [field, 1]));
}
