import { z } from 'zod';
import type { CardUpdate, StreamWithCard } from './cards.ts';

/** A part that is missing or of another shape than documented reads as absent; the rest of the body still counts. */
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const word = maybe(z.string());
const words = maybe(z.object({ content: z.string() }));
/** `aeskey`: a key of this file's own, on long connections only. */
const link = maybe(z.object({ url: z.string(), aeskey: word }));

const item = maybe(z.object({ msgtype: word, text: words, image: link }));

/** What messages and quotes both consist of. */
const content = z.object({
  msgtype: word,
  text: words,
  voice: words,
  image: link,
  file: link,
  video: link,
  mixed: maybe(z.object({ msg_item: z.array(item) })),
});

/** The vendor's table and its examples spell these differently. */
const click = z.object({ event_key: word, eventkey: word, task_id: word, taskid: word });

const event = click.extend({
  eventtype: word,
  /** The older group robot's spelling. */
  event_type: word,
  template_card_event: maybe(click),
});

/** A decrypted callback body. Unknown fields are dropped. */
export const callbackPayload = content.extend({
  msgid: word,
  aibotid: word,
  chatid: word,
  chattype: word,
  from: maybe(z.object({ userid: word })),
  response_url: word,
  /** Only the older group robot (群机器人, 内测) sends it. */
  webhook_url: word,
  quote: maybe(content),
  stream: maybe(z.object({ id: z.string().min(1) })),
  event: maybe(event),
});

export type CallbackContent = z.output<typeof content>;
export type CallbackPayload = z.output<typeof callbackPayload>;

/** What may be answered in the HTTP response, before encryption. */
export type PassiveReply =
  | { readonly msgtype: 'text'; readonly text: { readonly content: string } }
  | { readonly msgtype: 'markdown'; readonly markdown: { readonly content: string } }
  | {
      readonly msgtype: 'stream';
      readonly stream: { readonly id: string; readonly finish: boolean; readonly content: string };
    }
  | StreamWithCard
  | CardUpdate;

/** The encrypted answer as it travels. */
export interface PassiveEnvelope {
  readonly encrypt: string;
  readonly msgsignature: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  /** The one of the callback's address. */
  readonly nonce: string;
}
