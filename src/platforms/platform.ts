import type { Attachment, IncomingMessage, PlatformId } from '../chat/message.ts';
import type { Button, Surface } from '../chat/reply.ts';

/** An HTTP request as the adapters see it: no web server in sight. */
export interface RawRequest {
  readonly method: 'GET' | 'POST';
  /** Percent-decoded once. */
  readonly query: URLSearchParams;
  /** Lower-case names; a header that came several times is an array. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly now: Date;
}

/** An HTTP answer as the adapters give it. */
export interface HttpAnswer {
  readonly status: number;
  /** Content type of `body`. */
  readonly type: string;
  readonly body: string;
}

/** What we have to say to a message right now. `later` promises an answer: `stream` is the id a poll will ask for. */
export type Answer =
  | {
      readonly kind: 'reply';
      readonly text: string;
      readonly stream: string;
      /** Shown as a card where the platform and the occasion allow one; the text says the same. */
      readonly buttons?: readonly Button[];
    }
  | { readonly kind: 'later'; readonly stream: string }
  | { readonly kind: 'nothing' };

/** What a request turned out to be. Refusals carry no text of the request. */
export type Received =
  | { readonly type: 'handshake'; readonly answer: HttpAnswer }
  | { readonly type: 'message'; readonly message: IncomingMessage; respond(answer: Answer): HttpAnswer }
  | {
      readonly type: 'poll';
      readonly stream: string;
      /** Who asks: only who was promised the answer gets it. */
      readonly speaker: Pick<IncomingMessage, 'chat' | 'sender'>;
      respond(answer: Answer): HttpAnswer;
    }
  | { readonly type: 'ignored'; readonly reason: string; readonly answer: HttpAnswer }
  | { readonly type: 'refused'; readonly status: 400 | 401 | 403; readonly reason: string };

/** How a late answer went. `unknown`: it may or may not have arrived (time-out after sending), so it is not repeated. */
export type LateOutcome = 'sent' | 'retry' | 'gone' | 'unknown';

/** What fetching an attachment gave. `gone` and `refused` are final, `retry` is worth another try. */
export type FetchedMedia =
  | { readonly outcome: 'ok'; readonly bytes: Buffer }
  | { readonly outcome: 'retry' | 'gone' | 'refused'; readonly reason: string };

/** One chat platform. Its folder is the only place that knows its field names. */
export interface Platform {
  readonly id: PlatformId;
  /** Its callback address when it is not the platform's usual one. */
  readonly path?: string;
  /** Largest answer of one passive reply and how it is measured. */
  readonly surface: Surface;
  /** Verify, decrypt, parse. Pure but for its secrets; never throws on bad input. */
  receive(request: RawRequest): Received;
  /**
   * How a late answer reaches the sender: `poll` the platform asks again by stream id (WeCom),
   * `push` we call it (DingTalk). With `poll`, `late` is the last resort for answers nobody fetched.
   */
  readonly lateMode: 'poll' | 'push';
  /** Send one late answer. Bounded in time, never throws. */
  late(message: IncomingMessage, text: string): Promise<LateOutcome>;
  /** Fetch one attachment, at most `maxBytes`, host allow-listed, decrypted where the platform encrypts. Never throws. */
  fetchMedia(attachment: Attachment, maxBytes: number): Promise<FetchedMedia>;
}
