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
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]{1,70})"?/i.exec(ctx.get('content-type'))?.[1];
  if (boundary === undefined) return undefined;
  try {
    return mediaOf(await getRawBody(ctx.req, { limit: MOST_BYTES }), boundary);
  } catch {
    return undefined;
  }
}

/**
 * Read by hand: WeCom documents `filelength` beside the name, which the form reader of Node refuses as the standard
 * wants it to.
 */
function mediaOf(body: Buffer, boundary: string): Upload | undefined {
  const mark = `\r\n--${boundary}`;
  const form = Buffer.concat([Buffer.from('\r\n'), body]);
  for (let at = form.indexOf(mark); at >= 0; at = form.indexOf(mark, at + mark.length)) {
    const head = form.indexOf('\r\n\r\n', at);
    const end = form.indexOf(mark, at + mark.length);
    if (head < 0 || end < head) continue;
    const disposition = form.toString('utf8', at + mark.length, head);
    const name = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1];
    if (name !== undefined && /;\s*name="media"/i.test(disposition))
      return { name, bytes: form.subarray(head + 4, end) };
  }
  return undefined;
}
