import type { Context } from 'koa';
import getRawBody from 'raw-body';
import type { z } from 'zod';

const LIMIT = 4 * 1024;

/** Reads a form of this very shape; undefined when it is too big, no form, has a field twice or any other field. */
export async function readForm<T>(ctx: Context, schema: z.ZodType<T>): Promise<T | undefined> {
  if (ctx.is('application/x-www-form-urlencoded') === false) return undefined;
  try {
    const raw = await getRawBody(ctx.req, {
      length: ctx.req.headers['content-length'] ?? null,
      limit: LIMIT,
    });
    const fields = [...new URLSearchParams(raw.toString('utf8'))];
    if (new Set(fields.map(([name]) => name)).size < fields.length) return undefined;
    return schema.safeParse(Object.fromEntries(fields)).data;
  } catch {
    return undefined;
  }
}
