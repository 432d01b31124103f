import { createHash, randomBytes } from 'node:crypto';
import { acceptance, commandBodies, refusal, type Verdict } from './gateway-frames.ts';

/** Files that clients send up in pieces. */
export interface GatewayUploads {
  init(body: unknown): Verdict;
  chunk(body: unknown): Verdict;
  finish(body: unknown): Verdict;
  /** The bytes behind a media id. */
  media(id: string): Buffer | undefined;
}

interface Session {
  readonly type: string;
  readonly md5: string;
  readonly size: number;
  readonly pieces: (Buffer | undefined)[];
}

/** Keeps uploads in memory; pieces may come twice and in any order, as with the vendor. */
export function createGatewayUploads(): GatewayUploads {
  const sessions = new Map<string, Session>();
  const files = new Map<string, Buffer>();

  const finishOne = (id: string, session: Session): Verdict => {
    const pieces = session.pieces.filter((piece) => piece !== undefined);
    if (pieces.length !== session.pieces.length) return refusal(40_058, 'a chunk is missing');
    const bytes = Buffer.concat(pieces);
    const md5 = createHash('md5').update(bytes).digest('hex');
    if (bytes.length !== session.size || md5 !== session.md5) return refusal(40_058, 'md5 mismatch');
    const mediaId = `media-${randomBytes(8).toString('hex')}`;
    sessions.delete(id);
    files.set(mediaId, bytes);
    return acceptance({ type: session.type, media_id: mediaId, created_at: '1700000000' });
  };

  return {
    init: (body) => {
      const read = commandBodies.uploadInit.safeParse(body);
      if (!read.success) return refusal(40_058, 'invalid upload');
      const { type, md5, total_size: size, total_chunks: chunks } = read.data;
      const id = `upload-${randomBytes(8).toString('hex')}`;
      sessions.set(id, { type, md5, size, pieces: new Array<Buffer | undefined>(chunks).fill(undefined) });
      return acceptance({ upload_id: id });
    },
    chunk: (body) => {
      const read = commandBodies.uploadChunk.safeParse(body);
      const session = read.success ? sessions.get(read.data.upload_id) : undefined;
      if (!read.success || !session || read.data.chunk_index >= session.pieces.length) {
        return refusal(40_058, 'invalid chunk');
      }
      session.pieces[read.data.chunk_index] = Buffer.from(read.data.base64_data, 'base64');
      return acceptance();
    },
    finish: (body) => {
      const read = commandBodies.uploadFinish.safeParse(body);
      const session = read.success ? sessions.get(read.data.upload_id) : undefined;
      return read.success && session
        ? finishOne(read.data.upload_id, session)
        : refusal(40_058, 'invalid upload id');
    },
    media: (id) => files.get(id),
  };
}
