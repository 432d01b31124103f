import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName } from '../places/naming.ts';
import type { DocumentKind } from './kinds.ts';
import type { FoundSubject } from './may-have.ts';
import type { Issued } from './register-types.ts';

/** `K26-0417-F劝返通知书.docx`, of a school its name: nobody's own. */
export function draftFileName(
  found: FoundSubject,
  { name }: Pick<DocumentKind, 'name'>,
  gazetteer: Gazetteer,
): string {
  return fileName(`${found.subject === 'school' ? fullName(gazetteer, found.of) : found.of.no}${name}`);
}

/** `限期复学通知书望教控字〔2026〕3号.docx` */
export function signedFileName({ name, number, state }: Pick<Issued, 'name' | 'number' | 'state'>): string {
  return fileName(`${name}${number}${state === 'void' ? '已作废' : ''}`);
}

const fileName = (words: string): string => `${words.replace(/[\\/:*?"<>|\p{Cc}]/gu, '')}.docx`;
