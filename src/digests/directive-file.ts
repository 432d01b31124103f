import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import type { NumberedDocument } from '../casefiles/numbered-store.ts';
import type { Right } from '../casefiles/rights.ts';
import type { By } from '../kit/by.ts';

/** An instruction is open until somebody at the bureau says what was done. */
export type DirectiveState = 'open' | 'done';
/** What can happen to an instruction. */
export type DirectiveMove = 'directed' | 'done';

/** An instruction as it lies in the collection `directives`. */
export interface StoredDirective extends NumberedDocument<Entry<DirectiveMove, DirectiveState>> {
  readonly tag?: string;
  readonly by: By;
  /** The leader's words, sealed. */
  readonly sealed: Buffer;
  /** What was done, sealed. */
  readonly doneSealed?: Buffer;
  readonly doneAt?: Date;
}

const LEADERS: Right = { roles: ['leader'], files: 'seen' };
const BUREAU: Right = { roles: ['bureau', 'leader'], files: 'seen' };

/** The type of file an instruction (批示) is. */
export const DIRECTIVE_FILE: FileType<StoredDirective['entries'][number], StoredDirective> = {
  collection: 'directives',
  moves: {
    directed: { from: ['new'], to: 'open', who: LEADERS, trail: true },
    done: { from: ['open'], to: 'done', who: BUREAU },
  },
  sight: { ownFor: 'bound' },
  heads: ({ state }) => ({ open: state === 'open', waitsFor: state === 'open' ? 'bureau' : undefined }),
};
