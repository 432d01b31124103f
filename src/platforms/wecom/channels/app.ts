import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import { utf8Bytes } from '../../../kit/bytes.ts';
import { within } from '../../../kit/within.ts';
import { unfitAttachment } from '../../attachment.ts';
import type { Address, Channel, OutgoingContent, OutgoingFile, SendOutcome } from '../../channel.ts';
import { sniffPicture } from '../picture.ts';
import { cutToFit, render } from '../render.ts';
import { type CallResult, outcomeOfCall } from './call.ts';
import { inOrder } from './in-order.ts';
import { multipart } from './multipart.ts';
import type { TokenCaller } from './token.ts';
import { hasAllowedSize, readUpload, UPLOAD_MS, type UploadedMedia } from './upload-media.ts';

/** What the channel takes from outside. */
export interface AppChannelParts {
  readonly agentId: number;
  readonly tokens: TokenCaller;
  readonly log: Logger;
}

const TEXT_BYTES = 2_048;
/** For everything: tokens, uploads and up to three messages. What is still under way then may yet arrive. */
const TIMEOUT_MS = 60_000;
const TIMED_OUT: SendOutcome = { outcome: 'unknown', code: 'timeout' };
/** Room for the reference line. */
const REFERENCE_BYTES = 48;
const MOST_PERSONS = 1_000;
const PICTURE_MIB = 10;
const FILE_MIB = 20;
/** The longest the vendor remembers a message for its duplicate check, in seconds. */
const CHECK_SECONDS = 4 * 3_600;

const partial = z.object({
  invaliduser: z.string().catch('').default(''),
  unlicenseduser: z.string().catch('').default(''),
});

/**
 * A self-built app (自建应用): messages to single persons, up to 1000 in one call.
 *
 * The vendor's duplicate check drops a message whose whole request is the same as one of the last four hours (at
 * most); it knows no id of ours. So a request is made from content, addresses and uuid alone: the persons are
 * sorted, and a line with a reference drawn from the uuid keeps two notices with equal words apart. A repeat with
 * the same uuid, content and addresses within four hours arrives once; a repeat with other addresses, or with a
 * picture or file (each upload has a new media id), may arrive twice.
 */
export function createAppChannel({ agentId, tokens, log }: AppChannelParts): Channel {
  const post = (touser: string, body: object): Promise<CallResult> =>
    tokens.call({
      path: '/cgi-bin/message/send',
      query: {},
      json: {
        touser,
        agentid: agentId,
        ...body,
        safe: 0,
        enable_duplicate_check: 1,
        duplicate_check_interval: CHECK_SECONDS,
      },
    });

  const sendAll = async (
    addresses: readonly Address[],
    content: OutgoingContent,
    uuid: string,
  ): Promise<readonly SendOutcome[]> => {
    const ids = addresses.map(({ id }) => id).filter(isPerson);
    if (ids.length === 0) return addresses.map(() => NO_PERSON);
    const bodies = await bodiesOf(tokens, content, uuid);
    if (!Array.isArray(bodies)) return addresses.map(() => bodies);
    const touser = [...new Set(ids)].sort().join('|');
    const missing = new Set<string>();
    const outcome = await inOrder(bodies, async (body) => {
      const called = await post(touser, body);
      for (const id of notReached(called)) missing.add(id);
      return outcomeOfCall(called);
    });
    if (missing.size > 0) log.warn({ platform: 'wecom', missing: missing.size }, 'some persons not reached');
    return addresses.map(({ id }) => outcomeFor(id, outcome, missing));
  };

  return {
    id: 'wecom.app',
    platform: 'wecom',
    idempotent: true,
    batch: MOST_PERSONS,
    // 30 a minute and 1000 an hour per person, what is over silently dropped; one of ours may be three of them.
    limits: [{ scope: 'address', burst: 2, perMinute: 5 }],
    textBytes: TEXT_BYTES - REFERENCE_BYTES,
    measure: (text) => utf8Bytes(render(text)),
    reaches: ({ kind, id }) => kind === 'person' && isPerson(id),
    send: (addresses, content, uuid) =>
      within(TIMEOUT_MS, sendAll(addresses, content, uuid), () => addresses.map(() => TIMED_OUT)),
    timeoutMs: TIMEOUT_MS + 1_000,
  };
}

const NO_PERSON: SendOutcome = { outcome: 'rejected', code: 'no-person' };

/** `@all` would reach the whole bureau, `|` separates persons: neither is ever a person. */
const isPerson = (id: string): boolean => id !== '' && !id.includes('|') && !id.startsWith('@');

/** Even a call that went well may have missed some; their ids come back in lower case. */
function notReached(called: CallResult): string[] {
  const read = called.kind === 'answered' ? partial.safeParse(called.json) : undefined;
  if (!read?.success) return [];
  return `${read.data.invaliduser}|${read.data.unlicenseduser}`.split('|').filter((id) => id !== '');
}

function outcomeFor(id: string, outcome: SendOutcome, missing: ReadonlySet<string>): SendOutcome {
  if (!isPerson(id)) return NO_PERSON;
  return missing.has(id.toLowerCase()) ? { outcome: 'gone', code: 'invaliduser' } : outcome;
}

/** The bodies of words, picture and file; uploads first, because nobody sees them fail: then the words go alone. */
async function bodiesOf(
  tokens: TokenCaller,
  { text, picture, file }: OutgoingContent,
  uuid: string,
): Promise<object[] | SendOutcome> {
  const bodies: object[] = [{ msgtype: 'markdown', markdown: { content: withReference(text, uuid) } }];
  for (const [type, one, most] of [
    ['image', picture, PICTURE_MIB],
    ['file', file, FILE_MIB],
  ] as const) {
    if (one === undefined) continue;
    if (!hasAllowedSize(one, most) || (type === 'image' && !sniffPicture(one.bytes))) return UNFIT;
    const uploaded = await upload(tokens, type, one);
    if (!uploaded.ok) return uploaded.outcome;
    bodies.push({ msgtype: type, [type]: { media_id: uploaded.mediaId } });
  }
  return bodies;
}

const UNFIT = unfitAttachment('file-size-or-type');

async function upload(tokens: TokenCaller, type: string, file: OutgoingFile): Promise<UploadedMedia> {
  const prepared = multipart(file);
  const call = { path: '/cgi-bin/media/upload', query: { type }, prepared, timeoutMs: UPLOAD_MS };
  return readUpload(await tokens.call(call));
}

/** Short, and the same for the same uuid. */
function withReference(text: string, uuid: string): string {
  const reference = createHash('sha256').update(uuid).digest('hex').slice(0, 10).toUpperCase();
  return `${cutToFit(render(text), TEXT_BYTES - REFERENCE_BYTES)}\n\n消息编号：${reference}`;
}
