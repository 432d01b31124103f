import { z } from 'zod';
import { SUBJECTS } from './kinds.ts';

const instant = z.int().nonnegative();
const draft = z.strictObject({
  kind: z.string(),
  subject: z.enum(SUBJECTS),
  of: z.string(),
  form: z.string().exactOptional(),
  to: z.string(),
  at: instant,
});
const signed = z.strictObject({ issued: z.string(), to: z.string(), at: instant });
const ref = z.union([draft, signed]);

/**
 * What the outbox keeps of a document until it is sent: which one, for whose account, asked for when. The file itself
 * is made at that moment, and lies nowhere.
 */
export type DocumentRef = z.output<typeof ref>;

const PREFIX = 'document:';

/** As the outbox keeps it. */
export function documentRef(of: DocumentRef): string {
  return `${PREFIX}${JSON.stringify(of)}`;
}

/** The document of a reference; undefined for a reference of something else. */
export function readDocumentRef(text: string): DocumentRef | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  try {
    return ref.safeParse(JSON.parse(text.slice(PREFIX.length))).data;
  } catch {
    return undefined;
  }
}
