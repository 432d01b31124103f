import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from '../chat/message.ts';
import { answerOf, FOREIGN } from '../http/answer-of.ts';
import type { Inbox, Work } from '../inbox/types.ts';
import { streamOf } from '../inbox/types.ts';
import { type Logger, withRequestId } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { ConnectionHandlers } from '../platforms/connection.ts';
import type { Answer } from '../platforms/platform.ts';
import type { OpenConnection } from './build-platforms.ts';

/** What a connection's messages are answered with. */
export interface ConnectParts {
  readonly inbox: Inbox;
  readonly work: Work;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Start a connection: what it brings goes the way of every message. */
export function startConnection(
  { platform, connection, answers }: OpenConnection,
  parts: ConnectParts,
): void {
  const { inbox, work, metrics, log } = parts;
  const answered = async (message: IncomingMessage): Promise<Answer> => {
    const given = await inbox.receive(message, work);
    if (given.kind === 'foreign') metrics.ignored(platform, FOREIGN);
    return answerOf(given, message);
  };
  const promised = async (message: IncomingMessage): Promise<Answer> => {
    await inbox.accept(message, work);
    return { kind: 'later', stream: streamOf(message) };
  };
  const take = async (message: IncomingMessage): Promise<Answer> => {
    // What answers a click can only change its card: the words follow by themselves.
    const answer = await (answers && message.kind !== 'card' ? answered(message) : promised(message));
    metrics.message(platform, answer.kind);
    return answer;
  };
  const handlers: ConnectionHandlers = {
    onMessage: (message) => withRequestId(randomUUID(), () => take(message)),
    onIgnored: (reason) => metrics.ignored(platform, reason),
    onState: (state) => {
      log.info({ platform, phase: state.phase, reason: state.reason ?? '' }, 'connection');
      metrics.connection(platform, state);
    },
  };
  connection.start(handlers);
}
