import type { Reader } from '../casefiles/rights.ts';
import { localDate } from '../kit/local-date.ts';
import { fullName } from '../places/naming.ts';
import type { FilledDocument } from './blocks.ts';
import { type Filling, factsOf, type Sources } from './facts-of.ts';
import { fillBlocks } from './fill.ts';
import type { DocumentKind } from './kinds.ts';
import { type FoundSubject, mayHave } from './may-have.ts';
import type { DocumentRef } from './ref.ts';
import type { Register, SubjectOf } from './register-types.ts';

/** What papers are made of. */
export interface PaperSources extends Omit<Sources, 'register'> {
  readonly kinds: readonly DocumentKind[];
  readonly register: Register;
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
  if (kind === undefined || found === undefined || !mayHave(who, kind, found)) return undefined;
  const today = localDate(new Date(ref.at), sources.timeZone);
  const paper = await filledPaper(sources, { kind, found, today, officer: who.actor.name });
  const about = found.subject === 'school' ? fullName(await sources.places.current(), found.of) : found.of.no;
  return { name: fileName(`${about}${kind.name}`), paper };
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
  if (found === undefined || !mayHave(who, kind, found)) return undefined;
  const isVoid = issued.state === 'void';
  return {
    name: fileName(`${issued.name}${issued.number}${isVoid ? VOID : ''}`),
    paper: isVoid ? { ...paper, mark: VOID } : paper,
  };
}

async function filledPaper(sources: Sources, filling: Filling): Promise<FilledDocument> {
  const { kind } = filling;
  const blocks = fillBlocks(kind.blocks, await factsOf(sources, filling));
  const { name, page } = kind;
  return { name, page, redHead: false, blocks, ...(kind.signed ? { mark: DRAFT } : {}) };
}

async function subjectOf(
  { dropouts, hazards, places }: Sources,
  { subject, of, form }: Pick<SubjectOf, 'subject' | 'of'> & { readonly form?: string },
): Promise<FoundSubject | undefined> {
  if (subject === 'case') {
    const file = await dropouts.find(of);
    return file && { subject, of: file };
  }
  if (subject === 'hazard') {
    const file = await hazards.find(of);
    return file && { subject, of: file };
  }
  const school = (await places.current()).byId(of);
  if (school?.kind !== 'school') return undefined;
  return { subject, of: school, ...(form === undefined ? {} : { form }) };
}

const fileName = (words: string): string => `${words.replace(/[\\/:*?"<>|\p{Cc}]/gu, '')}.docx`;
