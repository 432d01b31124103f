import Router from '@koa/router';
import type Koa from 'koa';
import { notThere } from './answers.ts';
import { addDocuments } from './document-pages.ts';
import { addFullViews } from './full-view-pages.ts';
import { consoleHeaders } from './headers.ts';
import type { ConsoleParts } from './parts.ts';
import { addSignIn } from './sign-in-pages.ts';

/** Adds the pages below `/console` to the web server. */
export function mountConsole(app: Koa, parts: ConsoleParts): void {
  const router = new Router();
  router.get('/console/assets/console.css', (ctx) => {
    ctx.type = 'text/css';
    ctx.body = parts.pages.css;
  });
  addSignIn(router, parts);
  addFullViews(router, parts);
  addDocuments(router, parts);
  const headers = consoleHeaders();
  app.use(async (ctx, next) => {
    if (!/^\/console(?:\/|$)/.test(ctx.path)) return await next();
    await headers(ctx, async () => {
      ctx.type = 'html';
      await router.routes()(ctx as never, async () => notThere(ctx, parts));
      if (ctx.status === 404 && !ctx.body) notThere(ctx, parts);
    });
  });
}
