import type Router from '@koa/router';
import { z } from 'zod';
import { askToSignIn, framed, notThere, stamp, whoIs } from './answers.ts';
import { LINK_TOKEN } from './link-tokens.ts';
import type { ConsoleParts } from './parts.ts';
import { sessionOf, withForm } from './viewer.ts';

const form = z.strictObject({ token: z.string().max(64) });
const PATH = '/console/views/:link';
/** Anything else leads nowhere, without a look. */
const link = z.string().regex(LINK_TOKEN);
/** The page goes away by itself after so long. */
const SHOWN_SECONDS = 600;

/** A whole file: offered first, so that whatever looks at links by itself uses none up; opened once. */
export function addFullViews(router: Router, parts: ConsoleParts): void {
  const { views, pages, tokens, clock, address, timeZone } = parts;
  router.get(PATH, async (ctx) => {
    const token = link.safeParse(ctx.params.link).data;
    if (token === undefined) return notThere(ctx, parts);
    const viewer = await sessionOf(ctx, parts);
    if (viewer === undefined) return askToSignIn(ctx, parts, { next: `views/${token}` });
    const offered = await views.offered(token, viewer.actor, clock.now());
    if (offered === undefined) return notThere(ctx, parts, viewer);
    ctx.body = pages.fill('offered', {
      ...{ title: '调阅', who: whoIs(viewer.actor), token: tokens.of(viewer.secret) },
      ...{ no: offered.no, reason: offered.reason, action: `${address.base}/views/${token}` },
    });
  });
  router.post(PATH, (ctx) =>
    withForm(ctx, parts, form, async (viewer) => {
      const now = clock.now();
      const file = await views.open(link.safeParse(ctx.params.link).data ?? '', viewer.actor, now);
      if (file === undefined) return notThere(ctx, parts, viewer);
      ctx.body = pages.fill('whole-file', {
        ...{ title: '档案', ...framed(viewer), file, leaveAfter: SHOWN_SECONDS },
        mark: { who: whoIs(viewer.actor), when: stamp(now, timeZone) },
      });
    }),
  );
}
