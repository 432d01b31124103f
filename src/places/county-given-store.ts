import type { Mongo } from '../mongo/connect.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { canonicalJson } from './county-changes.ts';
import type { CountyFile } from './file-shape.ts';

/** Why the file that the configuration names was not loaded at a start. */
export type TroubleKind = 'unreadable' | 'mistakes' | 'in-use' | 'other-county';

/** A file that was not loaded, so that the last good version is still in force. Names nobody. */
export interface CountyTrouble {
  readonly kind: TroubleKind;
  /** Mistakes, or places that are still in use. */
  readonly count: number;
  /** The same for the same problem. */
  readonly key: string;
  readonly at: Date;
}

/** What is remembered of the file that the configuration names: the same for all instances. */
export interface GivenCounty {
  /** Whether the file is the one that was taken last; undefined when none ever was. */
  isTaken(given: GivenFile): Promise<boolean | undefined>;
  /** It was taken, or is what was taken before: nothing is wrong with it. */
  take(given: GivenFile): Promise<void>;
  /** It could not be taken, for these reasons. Gives what is remembered of it. */
  complain(why: Omit<CountyTrouble, 'key'>, lines: readonly string[]): Promise<CountyTrouble>;
  trouble(): Promise<CountyTrouble | undefined>;
  /** The configuration names no file any more. */
  forgetTrouble(): Promise<void>;
}

/** A file as it was read. */
export interface GivenFile {
  readonly file: CountyFile;
  readonly text: string;
}

type Print = { readonly kid: string; readonly h: string };
interface Taken {
  readonly _id: 'taken';
  readonly text: Print;
  readonly content: Print;
  /** What both were made of, sealed: for their hashes when keys change. Absent of what was taken before it was kept. */
  readonly sealed?: Buffer;
}
interface StoredTrouble extends CountyTrouble {
  readonly _id: 'trouble';
}

const PURPOSE = 'county-given';
const PLACE = 'county_given:taken:sealed';

const firstPrint = (sealer: Sealer, text: string): Print => ({
  ...(sealer.hashes(PURPOSE, text)[0] ?? { kid: '', h: '' }),
});

const printsOfBoth = (sealer: Sealer, { text, content }: Record<'text' | 'content', string>) => ({
  text: firstPrint(sealer, text),
  content: firstPrint(sealer, content),
});

/** What is sealed of the file that was taken last, and the hashes by which it is known again. */
export const SEALED_GIVEN: SealedCollection = {
  collection: 'county_given',
  name: '县档案原件',
  boxes: { sealed: () => PLACE },
  hashes: {
    kids: (document) => [(document as unknown as Taken).text.kid],
    renewed: (document, sealer) => {
      const { sealed } = document as unknown as Taken;
      return sealed && printsOfBoth(sealer, JSON.parse(sealer.openText(sealed, PLACE)));
    },
  },
};

/** Remembered in this database, as keyed hashes only. */
export function createGivenCounty(mongo: Mongo, sealer: Sealer): GivenCounty {
  const taken = mongo.collection<Taken>('county_given');
  const troubles = mongo.collection<StoredTrouble>('county_trouble');
  const hashes = (text: string) => sealer.hashes(PURPOSE, text);
  const first = (text: string): Print => firstPrint(sealer, text);
  const same = (text: string, { kid, h }: Print): boolean =>
    hashes(text).some((one) => one.kid === kid && one.h === h);
  const forgetTrouble = async (): Promise<void> => {
    await troubles.deleteOne({ _id: 'trouble' });
  };
  return {
    isTaken: async ({ file, text }) => {
      const stored = await taken.findOne({ _id: 'taken' });
      if (stored === null) return undefined;
      // Another program may read the same text otherwise, and another text may mean the same.
      return same(text, stored.text) || same(canonicalJson(file), stored.content);
    },
    take: async ({ file, text }) => {
      const both = { text, content: canonicalJson(file) };
      const sealed = sealer.seal(JSON.stringify(both), PLACE);
      await taken.replaceOne({ _id: 'taken' }, { ...printsOfBoth(sealer, both), sealed }, { upsert: true });
      await forgetTrouble();
    },
    complain: async (why, lines) => {
      const trouble = { ...why, key: first(lines.join('\n')).h };
      await troubles.replaceOne({ _id: 'trouble' }, trouble, { upsert: true });
      return trouble;
    },
    trouble: async () => {
      const stored = await troubles.findOne({ _id: 'trouble' });
      if (stored === null) return undefined;
      const { kind, count, key, at } = stored;
      return { kind, count, key, at };
    },
    forgetTrouble,
  };
}
