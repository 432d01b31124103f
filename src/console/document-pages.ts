import type Router from '@koa/router';
import { askToSignIn, notThere } from './answers.ts';
import { LINK_TOKEN } from './link-tokens.ts';
import type { ConsoleParts } from './parts.ts';
import { sessionOf } from './viewer.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A document that somebody asked for, for them alone, as a file. */
export function addDocuments(router: Router, parts: ConsoleParts): void {
  const { clock, fetchDocument } = parts;
  router.get('/console/documents/:link', async (ctx) => {
    const token = ctx.params.link ?? '';
    if (!LINK_TOKEN.test(token)) return notThere(ctx, parts);
    const viewer = await sessionOf(ctx, parts);
    if (viewer === undefined) return askToSignIn(ctx, parts, { next: `documents/${token}` });
    const made = await fetchDocument(token, viewer.actor, clock.now());
    if (made === undefined) return notThere(ctx, parts, viewer);
    ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(made.name)}`);
    ctx.type = made.name.endsWith('.xlsx') ? EXCEL : WORD;
    ctx.body = made.bytes;
  });
}
