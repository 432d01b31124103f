import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SentinelError, toError } from '../errors.ts';
import { perText } from '../kit/per-text.ts';
import { ROLES } from '../people/roles.ts';
import { DOCUMENT_PAGES } from './blocks.ts';
import { FIELDS, LISTS } from './fields.ts';
import { askedBy } from './fill.ts';
import { type DocumentKind, SUBJECTS, type Subject } from './kinds.ts';
import { BadLine, parseBody } from './template-body.ts';

const words = z.string().min(1);
const matter = z.strictObject({
  name: words,
  aliases: z.array(words).default([]),
  order: z.int(),
  of: z.array(z.enum(SUBJECTS)).min(1),
  who: z.array(z.enum(ROLES)).min(1),
  signed: z.boolean().default(false),
  remedy: z.boolean().default(false),
  fits: z.array(words).default([]),
  page: z.enum(DOCUMENT_PAGES),
});

const ENDING = '.md';

/**
 * Every document of a folder, in their order; README is for people. One that cannot be read, asks for a
 * field that nobody fills, or shares a name stops the start.
 */
export function loadKinds(folder: string): readonly DocumentKind[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(ENDING) && name !== 'README.md');
  const kinds = files.sort().map((name) => readKind(name, readFileSync(join(folder, name), 'utf8')));
  for (const subject of SUBJECTS) refuseShared(kinds.filter(({ of }) => of.includes(subject)));
  return kinds.toSorted((a, b) => a.order - b.order);
}

/** One document from the text of its file; throws SentinelError `bad-form` that says where it is wrong. */
export const readKind: (file: string, text: string) => DocumentKind = perText(readText, 100);

function readText(file = '', text = ''): DocumentKind {
  const [, front = '', body = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? [];
  try {
    const face = matter.parse(parse(front));
    const blocks = parseBody(body);
    for (const subject of face.of) checkAsked(subject, askedBy(blocks));
    return { id: file.slice(0, -ENDING.length), ...face, blocks };
  } catch (thrown) {
    const line = thrown instanceof BadLine ? `line ${thrown.line + front.split('\n').length + 2}: ` : '';
    const what = thrown instanceof z.ZodError ? z.prettifyError(thrown) : toError(thrown).message;
    throw new SentinelError('bad-form', `${file}: ${line}${what}`, { cause: thrown });
  }
}

function checkAsked(subject: Subject, { fields, lists }: ReturnType<typeof askedBy>): void {
  const known = LISTS[subject];
  const strange = fields.filter((name) => !FIELDS[subject].includes(name) && !Object.hasOwn(known, name));
  const strangeLists = Object.keys(lists).filter((name) => !Object.hasOwn(known, name));
  const inLists = Object.entries(lists).flatMap(([list, asked]) =>
    asked.filter((name) => name !== '序' && known[list]?.includes(name) !== true),
  );
  const all = [...strange, ...strangeLists, ...inLists];
  if (all.length > 0) throw new Error(`nobody fills ${all.join(', ')} of a ${subject}`);
}

function refuseShared(kinds: readonly DocumentKind[]): void {
  const known = new Set<string>();
  for (const word of kinds.flatMap(({ name, aliases }) => [name, ...aliases])) {
    if (known.has(word)) throw new SentinelError('bad-form', `two documents are called ${word}`);
    known.add(word);
  }
}
