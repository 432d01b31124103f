import type { Role } from '../people/roles.ts';
import type { DocumentPage } from './blocks.ts';
import type { TemplateBlock } from './template-body.ts';

/** What a document is about: a child's file, a hazard, or a school. */
export const SUBJECTS = ['case', 'hazard', 'school'] as const;
/** One of SUBJECTS. */
export type Subject = (typeof SUBJECTS)[number];

/** A document that can be had: one file of `templates/documents`. */
export interface DocumentKind {
  /** The file's name without ending: `rectify-notice`. */
  readonly id: string;
  /** 整改通知书. Unique among names and aliases of all that are of the same subject. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Where it stands in lists. */
  readonly order: number;
  readonly of: readonly Subject[];
  /** Who may have one; of which files is decided by their area. */
  readonly who: readonly Role[];
  /** An authority signs it and gives it a number. */
  readonly signed: boolean;
  /** The law asks that it tells what somebody who does not agree may do. */
  readonly remedy: boolean;
  /** It belongs to these states of a file; to any where empty. */
  readonly fits: readonly string[];
  readonly page: DocumentPage;
  readonly blocks: readonly TemplateBlock[];
}

/** What people may have meant: the one of that name, else all that contain every sign of it or are contained in it. */
export function kindsMeant(kinds: readonly DocumentKind[], said: string): readonly DocumentKind[] {
  const word = said.replace(/[\s《》“”"]/g, '');
  if (word === '') return [];
  const named = kinds.filter(({ name, aliases }) => [name, ...aliases].includes(word));
  if (named.length > 0) return named;
  const within = kinds
    .map((kind) => ({ kind, found: longestIn(word, kind) }))
    .filter(({ found }) => found > 0);
  const best = Math.max(0, ...within.map(({ found }) => found));
  if (best > 0) return within.filter(({ found }) => found === best).map(({ kind }) => kind);
  const core = word.replace(FILLER, '');
  if (core.length < 2) return [];
  return kinds.filter(({ name, aliases }) => [name, ...aliases].some((one) => one.includes(core)));
}

/** Words of asking, none of a name. */
const FILLER =
  /^(?:请?给|帮我?|请|麻烦)|(?:打印|出|开|要|做|写|来|生成|导出|下载)(?:一?[个份张下])?|一?[个份张]/g;

function longestIn(word: string, { name, aliases }: DocumentKind): number {
  return Math.max(0, ...[name, ...aliases].filter((one) => word.includes(one)).map((one) => one.length));
}
