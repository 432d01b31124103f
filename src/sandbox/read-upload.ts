import type { Context } from 'koa';
import getRawBody from 'raw-body';

/** A file as a vendor's upload address takes it. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
}

const MOST_BYTES = 21 * 1024 * 1024;

/** The part `media` of a multipart form; undefined when the request is none, has no such part or is too big. */
export async function readUpload(ctx: Context): Promise<Upload | undefined> {
  try {
    const body = await getRawBody(ctx.req, { limit: MOST_BYTES });
    const headers = { 'content-type': ctx.get('content-type') };
    const media = (await new Response(new Uint8Array(body), { headers }).formData()).get('media');
    if (media === null || typeof media === 'string') return undefined;
    return { name: media.name, bytes: Buffer.from(await media.arrayBuffer()) };
  } catch {
    return undefined;
  }
}
