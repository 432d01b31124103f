import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { askToSignIn, formRefused, framed, spoken } from './answers.ts';
import { clientAddress } from './client-address.ts';
import { deviceOf } from './device.ts';
import type { ConsoleParts } from './parts.ts';
import { readForm } from './read-form.ts';
import { personOf } from './standing.ts';
import { sessionOf, withForm } from './viewer.ts';

const signInForm = z.strictObject({
  token: z.string().max(64),
  /** A page of ours with a link's secret, or none: never an address. */
  next: z.string().regex(/^(?:(?:views|documents)\/[0-9a-f]{64})?$/),
  code: z.string().max(24),
});
const endForm = z.strictObject({ token: z.string().max(64), id: z.string().regex(/^[0-9a-f]{16}$/) });

const WRONG = '登录码不对、用过了或过了时间。请私聊机器人发“登录”，取新的登录码。';

/** The first page: signing in, one's sign-ins and their end. */
export function addSignIn(router: Router, parts: ConsoleParts): void {
  router.get('/console', async (ctx) => {
    const viewer = await sessionOf(ctx, parts);
    if (viewer === undefined) return askToSignIn(ctx, parts, { next: '', status: 200 });
    const { signIns, pages, tokens, timeZone, clock } = parts;
    const sessions = await signIns.live(clock.now(), personOf(viewer.actor));
    ctx.body = pages.fill('home', {
      ...{ title: '已登录', ...framed(viewer), token: tokens.of(viewer.secret) },
      sessions: sessions.map(({ id, device, at, seenAt }) => ({
        ...{ id, device, own: id === viewer.session.id },
        at: spoken(at, timeZone),
        seen: spoken(seenAt, timeZone),
      })),
    });
  });
  router.post('/console/sign-in', (ctx) => signIn(ctx, parts));
  router.post('/console/sessions/end', (ctx) =>
    withForm(ctx, parts, endForm, async (viewer, { id }) => {
      const { signIns, clock, cookies, address } = parts;
      const own = await signIns.live(clock.now(), personOf(viewer.actor));
      // Another's is not there.
      if (own.some((one) => one.id === id)) await signIns.end([id], viewer.actor, clock.now());
      if (id === viewer.session.id) cookies.clear(ctx, 'session');
      seeOther(ctx, address.base);
    }),
  );
}

async function signIn(ctx: Context, parts: ConsoleParts): Promise<void> {
  const { cookies, tokens, limits, sessions, address, trustProxy } = parts;
  const form = await readForm(ctx, signInForm);
  const door = cookies.get(ctx, 'door');
  if (form === undefined || door === undefined || !tokens.fits(door, form.token))
    return formRefused(ctx, parts);
  const { next } = form;
  const again = (problem: string, status: number): void => askToSignIn(ctx, parts, { next, problem, status });
  const from = clientAddress(ctx, trustProxy);
  const seconds = await limits.take('address', from);
  if (seconds !== undefined) return again(`试的次数太多，请${seconds}秒后再试。`, 429);
  const done = await sessions.signIn(form.code, deviceOf(ctx.get('user-agent')));
  if (done.outcome === 'too-often') return again(`登录太频繁，请${done.seconds}秒后再取新的登录码。`, 429);
  if (done.outcome === 'wrong') return again(WRONG, 401);
  await limits.giveBack('address', from);
  cookies.clear(ctx, 'door');
  cookies.set(ctx, 'session', done.secret);
  seeOther(ctx, next === '' ? address.base : `${address.base}/${next}`);
}

function seeOther(ctx: Context, path: string): void {
  ctx.status = 303;
  ctx.set('Location', path);
  ctx.body = '';
}
