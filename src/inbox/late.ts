import type { Logger } from 'pino';
import type { IncomingMessage } from '../chat/message.ts';
import { toError } from '../errors.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import { safeError } from '../log.ts';
import type { EntryDocument } from './entry-document.ts';
import type { LateStore } from './late-store.ts';
import type { EntrySeals } from './message-codec.ts';
import type { LateSendOutcome } from './types.ts';

const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** Sends late answers, each at most once unless the platform said for sure that nothing was sent. */
export interface LateSender {
  /** Sends the answer of this entry if it is due; undefined when there was nothing to send. */
  send(key: string): Promise<LateSendOutcome | undefined>;
}

/** What a sender needs. `newToken` names one sending. */
export interface LateSenderParts {
  readonly store: LateStore;
  readonly seals: EntrySeals;
  readonly log: Logger;
  readonly newToken: () => string;
  readonly tell: (platform: PlatformId, outcome: LateSendOutcome) => void;
  readonly sendLate: (message: IncomingMessage, text: string) => Promise<LateSendOutcome>;
}

/** A sender that journals `sending` before each call and the outcome after it. */
export function createLateSender(parts: LateSenderParts): LateSender {
  const { store, seals, log, newToken, tell, sendLate } = parts;
  const deliver = async (entry: EntryDocument): Promise<LateSendOutcome> => {
    const parcel = opened(seals, entry);
    if (parcel === undefined) return 'gone';
    try {
      return await sendLate(parcel.message, parcel.text);
    } catch (thrown) {
      log.error({ failure: safeError(toError(thrown)) }, 'sending a late answer threw');
      return 'unknown';
    }
  };

  return {
    send: async (key) => {
      const token = newToken();
      const entry = await store.take(key, token);
      if (entry === undefined) return undefined;
      const outcome = await deliver(entry);
      tell(platformOf(key), outcome);
      const attempts = (entry.late?.attempts ?? 0) + 1;
      if (outcome !== 'retry') await store.end(key, token, outcome);
      else if (attempts >= MAX_ATTEMPTS) await store.end(key, token, 'gone');
      else await store.putOff(key, token, pauseAfter(attempts));
      return outcome;
    },
  };
}

function opened(
  seals: EntrySeals,
  entry: EntryDocument,
): { message: IncomingMessage; text: string } | undefined {
  if (entry.message === undefined || entry.reply === undefined) return undefined;
  try {
    return {
      message: seals.openMessage(entry._id, entry.message),
      text: seals.openText(entry._id, 'reply', entry.reply),
    };
  } catch {
    return undefined;
  }
}

/** The platform a key belongs to. */
export function platformOf(key: string): PlatformId {
  return key.startsWith('wecom:') ? 'wecom' : 'dingtalk';
}

/** 2, 4, 8 … seconds, at most a minute. */
function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
}
