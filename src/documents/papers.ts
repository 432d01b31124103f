import type { Reader } from '../casefiles/rights.ts';
import { localDate } from '../kit/local-date.ts';
import type { PrivacyRules } from '../places/privacy-rules.ts';
import type { FilledDocument } from './blocks.ts';
import { type Filling, factsOf, type Sources } from './facts-of.ts';
import { draftFileName, signedFileName } from './file-names.ts';
import { fillBlocks } from './fill.ts';
import type { DocumentKind } from './kinds.ts';
import { mayHave } from './may-have.ts';
import type { DocumentRef } from './ref.ts';
import type { Register } from './register-types.ts';
import { subjectOf } from './subject-of.ts';

/** What papers are made of. */
export interface PaperSources extends Omit<Sources, 'register'> {
  readonly kinds: readonly DocumentKind[];
  readonly register: Register;
  readonly privacy: () => Promise<PrivacyRules>;
  readonly timeZone: string;
}

/** A paper and what its file is called: a number and the document's name, nobody's own. */
export interface Paper {
  readonly name: string;
  readonly paper: FilledDocument;
}

const DRAFT = '草稿，未签发，不作送达用';
const VOID = '已作废';

/** A paper as its file stands now; undefined where there is none, or none for this person. */
export async function draftPaper(
  sources: PaperSources,
  ref: Extract<DocumentRef, { kind: string }>,
  who: Reader,
): Promise<Paper | undefined> {
  const kind = sources.kinds.find(({ id }) => id === ref.kind);
  const found = await subjectOf(sources, ref);
  if (kind === undefined || found === undefined || !mayHave(who, await sources.privacy())(kind, found))
    return undefined;
  const today = localDate(new Date(ref.at), sources.timeZone);
  const paper = await filledPaper(sources, { kind, found, today, officer: who.actor.name });
  return { name: draftFileName(found, kind, await sources.places.current()), paper };
}

/** The paper that was signed, as it said then. */
export async function signedPaper(
  sources: PaperSources,
  id: string,
  who: Reader,
): Promise<Paper | undefined> {
  const paper = await sources.register.paper(id);
  const issued = paper?.number === undefined ? undefined : await sources.register.find(paper.number);
  const kind = sources.kinds.find((one) => one.id === issued?.kindId);
  if (paper === undefined || issued === undefined || kind === undefined) return undefined;
  const found = await subjectOf(sources, issued);
  if (found === undefined || !mayHave(who, await sources.privacy())(kind, found)) return undefined;
  const isVoid = issued.state === 'void';
  return {
    name: signedFileName(issued),
    paper: isVoid ? { ...paper, mark: VOID } : paper,
  };
}

async function filledPaper(sources: Sources, filling: Filling): Promise<FilledDocument> {
  const { kind } = filling;
  const blocks = fillBlocks(kind.blocks, await factsOf(sources, filling));
  const { name, page } = kind;
  return { name, page, redHead: false, blocks, ...(kind.signed ? { mark: DRAFT } : {}) };
}
