import { entryPlace, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { BY_PROGRAM, type By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { DecideParts } from './decide.ts';
import { HAZARD_FILE, type StoredEntry, type StoredHazard, toHazard } from './hazard-document.ts';
import { endingsOf } from './links.ts';
import type { HazardStore } from './types.ts';

/** Whoever does what nobody did. */
const PROGRAM: By = { key: 'job:hazards', role: BY_PROGRAM };

type Hazards = Pick<NumberedFiles<StoredEntry, StoredHazard>, 'append' | 'byNo'>;

/** The part of the store that notes in one hazard what became of another one. */
export function createByLink({ sealer }: DecideParts, hazards: Hazards): Pick<HazardStore, 'link'> {
  const end = async (key: string, no: string, other: string, at: Date, tell: readonly ToTell[]) => {
    const move = { key, kind: 'ended', by: PROGRAM, at, from: 'job' } as const;
    // Parted from it meanwhile, it goes on by itself.
    await hazards.append(no, move, (file) => {
      if (file?.into !== other) return 'refused';
      const place = entryPlace(HAZARD_FILE.collection, file._id, key);
      const told = tell.map((one) => tellSealed(sealer, place, one));
      return { entry: { data: { other } }, after: [...endingsOf(file), ...told] };
    });
  };

  /** Whether it is noted; not where the one that goes on has ended meanwhile. */
  const note: Note = async (key, { file, move, other }, { by, at }) => {
    const linked = await hazards.byNo(other);
    if (linked === undefined) return true;
    const { key: account, person } = linked.reporter;
    const reporter = { key: account, ...defined({ person }) };
    const noted = { key, kind: move, by, at, from: 'job' } as const;
    const done = await hazards.append(file, noted, () => ({ entry: { data: { other, reporter } } }));
    return move === 'parted' || done.outcome === 'appended' || done.outcome === 'repeated';
  };

  return {
    link:
      ({ file, move, other }, { by, at, tell }) =>
      async (key) => {
        if (move === 'ended') {
          const gone = await hazards.byNo(file);
          if (gone !== undefined) await end(key, file, other, at, tell(toHazard(sealer, gone)));
          return 'noted';
        }
        if (await note(key, { file, move, other }, { by, at })) return 'noted';
        // The other one ended between the look at it and the merger: this one must not go with it.
        await hazards.append(other, { key: `${key}:back`, kind: 'unmerged', by: PROGRAM, at, from: 'job' });
        return 'put-back';
      },
  };
}

type Note = (
  key: string,
  link: { readonly file: string; readonly move: 'joined' | 'parted'; readonly other: string },
  made: { readonly by: By; readonly at: Date },
) => Promise<boolean>;
