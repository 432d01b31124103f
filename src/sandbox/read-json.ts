import type { Context } from 'koa';
import getRawBody from 'raw-body';
import type { z } from 'zod';

/** Reads and checks a JSON body of at most `limit` bytes; undefined when it is too big, no JSON or not of this shape. */
export async function readJson<T>(ctx: Context, schema: z.ZodType<T>, limit: number): Promise<T | undefined> {
  try {
    const raw = await getRawBody(ctx.req, { length: ctx.req.headers['content-length'] ?? null, limit });
    const parsed = schema.safeParse(JSON.parse(raw.toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
