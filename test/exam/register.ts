import type { DropoutCase } from '../../src/dropouts/types.ts';
import type { Answer } from '../../src/duties/types.ts';
import type { Hazard } from '../../src/hazards/types.ts';
import type { TestChat } from '../support/chat.ts';
import type { DutyDocument } from './duties.ts';

/** A file, and how many photos were given to it. */
type Kept<File> = File & { readonly photos: number };
/** A unit's return for one duty: its answer, and what was said about it. */
export interface UnitReturn {
  readonly title: string;
  readonly fields: readonly string[];
  readonly answer?: Answer;
  readonly kinds: readonly string[];
}
/** What lies in the database of the things people report and answer. */
export interface Stored {
  readonly cases: readonly Kept<DropoutCase>[];
  readonly hazards: readonly Kept<Hazard>[];
  /** Their numbers. */
  readonly incidents: readonly string[];
  readonly duties: readonly { readonly title: string; readonly due: Date }[];
  /** Of the unit that spoke. */
  readonly returns: readonly UnitReturn[];
}

/** What is looked at beside the files: duties only where some may be open, photos only where some were sent. */
export interface Look {
  readonly unit: string | undefined;
  readonly duties: boolean;
  readonly photos: boolean;
}

type Document = Record<string, unknown>;

/** Nothing at all. */
export const NOTHING: Stored = { cases: [], hazards: [], incidents: [], duties: [], returns: [] };

/** Of what was said before: wiped where the speaker has said something already. */
const OF_TALK = ['dialogues', 'last_files'];

/** Files by their number, read again only when their document has changed. */
function createFiles<File>(find: (no: string) => Promise<File | undefined>) {
  const known = new Map<string, { readonly raw: string; readonly file: File }>();
  return async (documents: readonly Document[], photos: ReadonlyMap<string, number>) => {
    const files: Kept<File>[] = [];
    for (const document of documents) {
      const [no, raw] = [String(document.no), JSON.stringify(document)];
      const same = known.get(no);
      const file = same?.raw === raw ? same.file : await find(no);
      if (file === undefined) continue;
      known.set(no, { raw, file });
      files.push({ ...file, photos: photos.get(no) ?? 0 });
    }
    return files;
  };
}

/** Looks at what is stored, and wipes it between messages: no more than what may have been written. */
export function createRegister({ app, base }: TestChat) {
  const { services } = app.built;
  const all = (name: string) => base.database.mongo.collection<Document>(name);
  const newest = (name: string) => all(name).find({}).sort({ reportedAt: 1, serial: 1 }).toArray();
  const casesOf = createFiles((no) => services.dropouts.find(no));
  const hazardsOf = createFiles((no) => services.hazards.find(no));
  let dirty = new Set<string>([
    'dropouts',
    'hazards',
    'incidents',
    'duties',
    'duty_returns',
    'first_of_day',
    'photos',
  ]);

  const talked = new Set<string>();

  async function photosByFile() {
    const counts = new Map<string, number>();
    for (const { fileNo } of await all('photos').find({}).toArray())
      if (typeof fileNo === 'string') counts.set(fileNo, (counts.get(fileNo) ?? 0) + 1);
    return counts;
  }

  async function returnsOf(unit: string | undefined) {
    const duties = await services.duties.recent(new Date(0), 0);
    const returns: UnitReturn[] = [];
    for (const { id, title, answer: spec } of duties) {
      const mine = (await services.duties.returns(id)).find(({ unitId }) => unitId === unit);
      if (mine === undefined) continue;
      const { answer, entries } = mine;
      const kinds = entries.map(({ kind }) => kind);
      const fields = spec.fields.map(({ name }) => name);
      returns.push({ title, fields, kinds, ...(answer === undefined ? {} : { answer }) });
    }
    return { duties, returns };
  }

  return {
    /** What is stored now. */
    async look({ unit, duties, photos }: Look): Promise<Stored> {
      const [sent, dropouts, hazards, incidents] = await Promise.all([
        photos ? photosByFile() : new Map<string, number>(),
        newest('dropouts'),
        newest('hazards'),
        newest('incidents'),
      ]);
      if (photos) dirty.add('photos');
      if (incidents.length > 0) dirty.add('incidents');
      if (dropouts.length > 0) dirty.add('dropouts');
      if (hazards.length > 0) dirty.add('hazards').add('first_of_day');
      return {
        cases: await casesOf(dropouts, sent),
        hazards: await hazardsOf(hazards, sent),
        incidents: incidents.map(({ no }) => String(no)),
        ...(duties ? await returnsOf(unit) : { duties: [], returns: [] }),
      };
    },
    /** Takes away what this account has said and, unless files are kept, what was stored; these duties are open then. */
    async clear(account: string, duties: readonly DutyDocument[], keepFiles: boolean) {
      const names = [...(talked.has(account) ? OF_TALK : []), ...(keepFiles ? [] : dirty)];
      for (const name of names) await all(name).deleteMany({});
      if (talked.has(account)) talked.clear();
      talked.add(account);
      if (!keepFiles) dirty = new Set();
      if (duties.length === 0) return;
      await all('duties').insertMany([...duties]);
      dirty.add('duties').add('duty_returns');
    },
    /** A duty may have been opened by what was said. */
    mayHaveDuties: () => void dirty.add('duties').add('duty_returns'),
  };
}
