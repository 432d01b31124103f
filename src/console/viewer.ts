import type { Context } from 'koa';
import type { z } from 'zod';
import { askToSignIn, formRefused } from './answers.ts';
import type { ConsoleParts } from './parts.ts';
import { readForm } from './read-form.ts';
import type { Viewer } from './sessions.ts';

/** Who is signed in, with the secret of their cookie: their forms are made with it. */
export interface WithSecret extends Viewer {
  readonly secret: string;
}

/** Who asks, by their cookie, with the rights of this very moment. */
export async function sessionOf(
  ctx: Context,
  { cookies, sessions }: Pick<ConsoleParts, 'cookies' | 'sessions'>,
): Promise<WithSecret | undefined> {
  const secret = cookies.get(ctx, 'session');
  const viewer = secret === undefined ? undefined : await sessions.viewer(secret);
  return secret === undefined || viewer === undefined ? undefined : { ...viewer, secret };
}

/** What a form of ours does, for who is signed in; anything else about it is refused before. */
export async function withForm<T extends { readonly token: string }>(
  ctx: Context,
  parts: ConsoleParts,
  schema: z.ZodType<T>,
  work: (viewer: WithSecret, form: T) => Promise<void>,
): Promise<void> {
  const form = await readForm(ctx, schema);
  const viewer = await sessionOf(ctx, parts);
  if (viewer === undefined) return askToSignIn(ctx, parts, { next: '' });
  if (form === undefined || !parts.tokens.fits(viewer.secret, form.token)) return formRefused(ctx, parts);
  await work(viewer, form);
}
