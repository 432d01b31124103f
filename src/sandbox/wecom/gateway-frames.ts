import { z } from 'zod';
import { defined } from '../../kit/defined.ts';

/** The most bytes a markdown text or a stream's content may have. */
const MAX_CONTENT = 20_480;
/** The most bytes of the text that welcomes a person. */
const MAX_TEXT = 2_048;
/** The most bytes of one piece of a file, before base64. */
const MAX_CHUNK = 512 * 1_024;

const bytesUpTo = (most: number) => z.string().refine((text) => Buffer.byteLength(text) <= most);
const said = z.object({ content: bytesUpTo(MAX_CONTENT).min(1) });
const media = z.object({ media_id: z.string().min(1) });
const card = z.looseObject({ card_type: z.string().min(1), task_id: z.string().optional() });

const stream = z.object({
  msgtype: z.literal('stream'),
  stream: z.object({ id: z.string().min(1).max(128), finish: z.boolean(), content: bytesUpTo(MAX_CONTENT) }),
});

/** What may be said in answer to a message and without one; plain text is not among it. */
const sayable = [
  z.object({ msgtype: z.literal('markdown'), markdown: said }),
  z.object({ msgtype: z.literal('template_card'), template_card: card }),
  z.object({ msgtype: z.literal('image'), image: media }),
  z.object({ msgtype: z.literal('file'), file: media }),
  z.object({ msgtype: z.literal('voice'), voice: media }),
  z.object({ msgtype: z.literal('video'), video: media }),
] as const;

const target = z.object({
  chatid: z.string().min(1),
  chat_type: z.union([z.literal(1), z.literal(2)]).optional(),
});

/** The frame of a client: one command. */
export const clientFrame = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: z.string().min(1).max(256) }),
  body: z.unknown().optional(),
});

export type ClientFrame = z.output<typeof clientFrame>;

/** The bodies of the commands, as strictly as the published description allows. */
export const commandBodies = {
  subscribe: z.object({ bot_id: z.string(), secret: z.string() }),
  respond: z.union([stream, ...sayable]),
  welcome: z.union([
    z.object({ msgtype: z.literal('text'), text: z.object({ content: bytesUpTo(MAX_TEXT).min(1) }) }),
    z.object({ msgtype: z.literal('template_card'), template_card: card }),
  ]),
  update: z.object({
    response_type: z.literal('update_template_card'),
    userids: z.array(z.string()).optional(),
    template_card: card,
  }),
  push: z.union(sayable).and(target),
  uploadInit: z.object({
    type: z.enum(['file', 'image', 'voice', 'video']),
    filename: z.string().min(1),
    total_size: z.int().min(6),
    total_chunks: z.int().min(1).max(100),
    md5: z.string().regex(/^[0-9a-f]{32}$/),
  }),
  uploadChunk: z.object({
    upload_id: z.string(),
    chunk_index: z.int().min(0).max(99),
    base64_data: z.base64().refine((text) => Buffer.byteLength(text, 'base64') <= MAX_CHUNK),
  }),
  uploadFinish: z.object({ upload_id: z.string() }),
};

/** What the gateway answers to a command. */
export interface Verdict {
  readonly errcode: number;
  readonly errmsg: string;
  readonly body?: unknown;
}

/** Accepted, with what it has to tell. */
export const acceptance = (body?: unknown): Verdict => ({
  errcode: 0,
  errmsg: 'ok',
  ...defined({ body }),
});

/** Refused, in the vendor's way: the digits of the hint are what its support asks for. */
export const refusal = (errcode: number, errmsg: string): Verdict => ({
  errcode,
  errmsg: `${errmsg}, hint: [17000000000000000000000], more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`,
});
