import type { Trail } from '../audit/types.ts';
import type { Effect } from '../kit/effect.ts';
import { accountOf } from '../people/accounts.ts';
import { type Actor, byOf } from '../people/actor.ts';
import type { Tell } from '../people/tell.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { type DocumentRef, documentRef } from './ref.ts';

/** A message that gets a document. */
export interface HandingOut {
  readonly actor: Actor;
  readonly now: Date;
  readonly text: FillReply<'documents/file'>;
  readonly services: { readonly trail: Pick<Trail, 'record'>; readonly tell: Tell };
}

/** Which document, and what the trail says of it. */
export interface HandedOut {
  readonly ref: DocumentRef;
  readonly name: string;
  /** Of the file it is about. */
  readonly no: string;
  readonly fileName: string;
}

/** A week later it is of no use: things have moved on. */
const USEFUL_MS = 7 * 86_400_000;

/**
 * Sends a document to the asker's own account. That it left is journaled on the trail before it is on its way. The
 * notice names no child, and the file is made when it is sent: nothing of it lies anywhere until then.
 */
export function handOut(
  { actor, now: at, text, services }: HandingOut,
  { ref, name, no, fileName }: HandedOut,
): Effect<'pushed' | 'waiting'> {
  return async (key) => {
    const what = 'issued' in ref ? 'signed' : 'draft';
    const id = 'issued' in ref ? ref.issued : ref.kind;
    await services.trail.record([
      {
        key: `${key}:document`,
        at,
        what: 'exported',
        by: byOf(actor),
        file: no,
        detail: { document: id, what },
      },
    ]);
    return services.tell({
      key: `${key}:document`,
      kind: 'document',
      to: accountOf(ref.to),
      title: '校园哨兵：您要的文书',
      text: text('documents/file', { name, no }),
      file: { name: fileName, ref: documentRef(ref) },
      at,
      until: new Date(at.getTime() + USEFUL_MS),
    });
  };
}
