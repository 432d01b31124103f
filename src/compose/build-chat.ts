import { join } from 'node:path';
import { createDialogues } from '../chat/dialogue-store.ts';
import { createDispatcher } from '../chat/dispatch.ts';
import type { loadCommands } from '../chat/registry.ts';
import { loadActReader } from '../chat/understand/load-reader.ts';
import { createInbox } from '../inbox/inbox.ts';
import type { Inbox, Work } from '../inbox/types.ts';
import { safeError } from '../log.ts';
import type { Services } from '../services.ts';
import type { Texts } from '../texts/load-texts.ts';
import type { ReplyTexts } from '../texts/reply-texts.ts';
import type { Base } from './base.ts';
import type { MayQuote } from './build-platforms.ts';
import type { Parts } from './parts.ts';
import { LEARNED_DIR, TEMPLATES_DIR } from './paths.ts';
import { createSendLate } from './send-late.ts';

/** What messages are understood with. */
export interface ChatParts extends Pick<Parts, 'platforms' | 'refusals'> {
  readonly registry: Awaited<ReturnType<typeof loadCommands>>;
  readonly services: Services;
  readonly texts: Texts<ReplyTexts>;
}

/** What is done with a message that the inbox has claimed; that it was heard at all is counted for the doctor. */
export function buildWork(
  { config, database, log }: Base,
  { registry, services, texts, platforms, refusals }: ChatParts,
): Work {
  const dispatch = createDispatcher({
    registry,
    services,
    dialogues: createDialogues(database.mongo, database.sealer),
    texts,
    readAct: loadActReader(join(TEMPLATES_DIR, 'understanding'), LEARNED_DIR),
    cards: config.cards,
    timeZone: config.timeZone,
    surface: (message) => platforms.of(message).surface,
    onError: (code, error) => log.error({ code, err: safeError(error) }, 'a command failed'),
  });
  return (message, entry) => {
    refusals.heard(message.platform, message.sender.id !== '');
    return dispatch(message, entry);
  };
}

/** What the inbox gives answers with. */
export interface InboxSetup extends Pick<Parts, 'platforms' | 'metrics' | 'outbox'> {
  readonly texts: Texts<ReplyTexts>;
  readonly mayQuote: MayQuote;
}

/** Where each message is claimed once, and its answer kept and sent, late where it has to be. */
export function buildInbox(
  { database, log }: Base,
  { platforms, metrics, outbox, texts, mayQuote }: InboxSetup,
): Inbox {
  const { mongo, sealer, owner } = database;
  return createInbox({
    ...{ mongo, sealer, log, owner, metrics },
    // DingTalk bills a message it brings, once: neither its repetitions nor what others send to our address.
    onNew: ({ platform }) => {
      if (platform === 'dingtalk') outbox.countInbound(1);
    },
    sendLate: createSendLate(platforms, mayQuote),
    giveUpText: texts.fill('refusals/trouble'),
    lateMode: (platform, key) =>
      platforms.find({ platform, id: key.slice(platform.length + 1) })?.lateMode ?? 'push',
  });
}
