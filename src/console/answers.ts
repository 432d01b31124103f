import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { defined } from '../kit/defined.ts';
import { localDate, localTime, spokenDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import { ROLE_WORDS } from '../people/roles.ts';
import type { ConsoleParts } from './parts.ts';
import type { Viewer } from './sessions.ts';

type Shown = Pick<ConsoleParts, 'pages' | 'cookies' | 'tokens'>;

/** What is not there, and what is there and not theirs: the same words with the same status. */
export function notThere(ctx: Context, { pages }: Pick<ConsoleParts, 'pages'>, viewer?: Viewer): void {
  ctx.status = 404;
  ctx.body = pages.fill('notice', {
    title: '打不开',
    words: '没有这一页，或者已经看过、过了时间。要再看，请私聊机器人重新发：调阅 编号 理由',
    ...framed(viewer),
  });
}

/** A form that is old or not ours. */
export function formRefused(ctx: Context, { pages }: Pick<ConsoleParts, 'pages'>): void {
  ctx.status = 403;
  ctx.body = pages.fill('notice', { title: '页面过期了', words: '请返回上一页，刷新后再试。' });
}

/** The form for a code. Who is to go on somewhere goes on there once they are signed in. */
export function askToSignIn(
  ctx: Context,
  { pages, cookies, tokens }: Shown,
  {
    next,
    problem,
    status = 401,
  }: { readonly next: string; readonly problem?: string; readonly status?: number },
): void {
  const known = cookies.get(ctx, 'door');
  const door = known ?? randomBytes(32).toString('base64url');
  if (known === undefined) cookies.set(ctx, 'door', door);
  ctx.status = status;
  ctx.body = pages.fill('sign-in', { title: '登录', token: tokens.of(door), next, ...defined({ problem }) });
}

/** What the head of a page says of who is signed in. */
export function framed(viewer: Viewer | undefined): { readonly who?: string } {
  return viewer === undefined ? {} : { who: whoIs(viewer.actor) };
}

/** Name and post, as a page and the mark across it say them. */
export function whoIs({ name, role, post }: Actor): string {
  return [name, post ?? ROLE_WORDS[role][0]].filter(Boolean).join(' ');
}

/** `11月30日 14:05` */
export function spoken(at: Date, timeZone: string): string {
  return `${spokenDate(localDate(at, timeZone))} ${localTime(at, timeZone)}`;
}

/** `2026-11-30 14:05` */
export function stamp(at: Date, timeZone: string): string {
  return `${localDate(at, timeZone)} ${localTime(at, timeZone)}`;
}
