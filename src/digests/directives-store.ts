import { type Appended, shownAs } from '../casefiles/appended.ts';
import { entryPlace, sealedFollowUps, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import { createNumberedFiles, type NumberedServices } from '../casefiles/numbered-store.ts';
import { trailOf } from '../casefiles/on-trail.ts';
import { begun, entryOf } from '../casefiles/plan-entry.ts';
import { defined } from '../kit/defined.ts';
import type { Effect } from '../kit/effect.ts';
import { localDate } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { DIRECTIVE_FILE, type DirectiveMove, type StoredDirective } from './directive-file.ts';
import type { Directive, DirectiveDone, DirectiveDraft } from './types.ts';

/** Instructions (批示), one document each. */
export interface Directives {
  open(draft: DirectiveDraft): Effect<Directive>;
  finish(no: string, done: DirectiveDone): Effect<Appended<Directive, DirectiveMove>>;
  /** The oldest first. */
  openOnes(): Promise<readonly Directive[]>;
  /** Given or done after `from`, and all open ones. */
  since(from: Date): Promise<readonly Directive[]>;
}

/** Instructions in the collection `directives`. */
export function createDirectives(services: NumberedServices & { readonly sealer: Sealer }): Directives {
  const { sealer, tz } = services;
  const directives = createNumberedFiles(services, DIRECTIVE_FILE, 'P');
  const shown = (stored: StoredDirective): Directive => shownDirective(sealer, stored);
  const list = async (filter: object): Promise<readonly Directive[]> =>
    (await directives.files.find(filter).sort({ reportedAt: 1, serial: 1 }).toArray()).map((stored) =>
      shown(stored as StoredDirective),
    );
  const told = (id: string, entry: string, tell: readonly ToTell[]) => {
    const place = entryPlace(DIRECTIVE_FILE.collection, id, entry);
    return tell.map((one) => tellSealed(sealer, place, one));
  };

  return {
    open: (draft) => async (key) =>
      shown(
        await directives.openOnce(key, localDate(draft.at, tz), (no, serial) => {
          const { words, tag, by, at, tell } = draft;
          const given = { id: key, no, words, by, at, state: 'open', ...defined({ tag }) } as const;
          const after = [
            ...told(key, key, tell(given)),
            ...trailOf(DIRECTIVE_FILE.moves.directed, undefined, 'open'),
          ];
          const entry = entryOf<Stored>({ key, kind: 'directed', to: 'open', by, at, tz }, { after });
          return {
            _id: key,
            ...{ no, serial, by },
            ...begun(entry),
            ...defined({ tag }),
            ...{ open: true, waitsFor: 'bureau' },
            reportedAt: at,
            reportedOn: localDate(at, tz),
            reporterKey: by.key,
            sealed: sealer.seal(words, place(key, 'words')),
          };
        }),
      ),
    finish:
      (no, { words, by, at, tell }) =>
      async (key) =>
        shownAs(
          await directives.append(no, { key, kind: 'done', by, at }, (file) =>
            file === undefined
              ? 'refused'
              : {
                  set: { doneAt: at, doneSealed: sealer.seal(words, place(file._id, 'done')) },
                  after: told(file._id, key, tell),
                },
          ),
          shown,
        ),
    openOnes: () => list({ open: true }),
    since: (from) =>
      list({ $or: [{ open: true }, { reportedAt: { $gt: from } }, { doneAt: { $gt: from } }] }),
  };
}

type Stored = StoredDirective['entries'][number];

const place = (id: string, what: string): string => `directives:${id}:${what}`;

function shownDirective(sealer: Sealer, stored: StoredDirective): Directive {
  const { _id: id, no, tag, by, reportedAt: at, state, doneAt, doneSealed } = stored;
  const doneBy = stored.entries.find(({ kind }) => kind === 'done')?.by;
  return {
    ...{ id, no, by, at, state },
    ...defined({ tag, doneBy, doneAt }),
    words: sealer.openText(stored.sealed, place(id, 'words')),
    ...(doneSealed === undefined ? {} : { doneWords: sealer.openText(doneSealed, place(id, 'done')) }),
  };
}

/** What instructions seal. */
export const SEALED_DIRECTIVES: SealedCollection = {
  collection: DIRECTIVE_FILE.collection,
  name: '批示',
  boxes: {
    sealed: (id) => place(id, 'words'),
    doneSealed: (id) => place(id, 'done'),
    ...sealedFollowUps(DIRECTIVE_FILE.collection),
  },
};
