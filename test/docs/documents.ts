import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../support/from-root.ts';

const ROOT = fromRoot('');

/** Every document that people read, by its path from the root. */
export const DOCUMENTS: readonly string[] = [
  ...['README.md', 'CHANGELOG.md', 'src/README.md', 'commands/README.md', 'test/README.md'],
  'templates/reminders/README.md',
  ...readdirSync(join(ROOT, 'templates', 'handbook')).map((file) => `templates/handbook/${file}`),
];

/** The text of a document. */
export const textOf = (document: string): string => readFileSync(join(ROOT, document), 'utf8');

/** The path of what a document names, seen from the document's own folder. */
export const seenFrom = (document: string, target: string): string =>
  join(ROOT, document, '..', decodeURIComponent(target));

/** A fenced block: what stands behind its opening marks, and its lines that are not empty. */
export interface Block {
  readonly info: string;
  readonly lines: readonly string[];
}

/** The fenced blocks of a document, in order. */
export function blocksIn(text: string): readonly Block[] {
  return [...text.matchAll(/^( *)```(.*)\n([\s\S]*?)^\1```$/gm)].map(([, , info = '', body = '']) => ({
    info: info.trim(),
    lines: body
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }));
}

/** The text without its fenced blocks. */
export const proseOf = (text: string): string => text.replace(/^( *)```[\s\S]*?^\1```$/gm, '');

/** What somebody says in a document, and in which group. */
export interface Dialogue {
  readonly person: string;
  readonly group?: string;
  readonly lines: readonly string[];
}

/** The blocks `text 对话 <person> [在 <group>]`. */
export function dialoguesIn(text: string): readonly Dialogue[] {
  return blocksIn(text).flatMap(({ info, lines }) => {
    const [, person, group] = /^text 对话 (\S+)(?: 在 (\S+))?$/.exec(info) ?? [];
    if (person === undefined) return [];
    return [{ person, lines, ...(group === undefined ? {} : { group }) }];
  });
}
