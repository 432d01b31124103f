import type { IncomingMessage } from '../../../../src/chat/message.ts';
import { systemClock } from '../../../../src/kit/clock.ts';
import type { Connection, ConnectionState } from '../../../../src/platforms/connection.ts';
import { createDingtalkStream } from '../../../../src/platforms/dingtalk/stream/stream.ts';
import type { StreamTimings } from '../../../../src/platforms/dingtalk/stream/timings.ts';
import type { Answer } from '../../../../src/platforms/platform.ts';
import {
  createDingtalkGateway,
  type DingtalkGateway,
  type GatewayOptions,
} from '../../../../src/sandbox/dingtalk/gateway.ts';
import { TEST_ROBOT, textBody } from '../../../support/dingtalk-client.ts';
import { CONFIG } from '../support.ts';

/** Everything fifty times as fast as in life. */
export const FAST: StreamTimings = {
  gapMs: 20,
  longestMs: 400,
  refusedMs: 150,
  stableMs: 60,
  pingMs: 100,
  silentMs: 300,
  quietMs: 500,
  handshakeMs: 1_000,
  drainMs: 300,
};

export const ROBOT = '/v1.0/im/bot/messages/get';
export const CARD = '/v1.0/card/instances/callback';

/** A connection at a gateway, and what came of it. */
export interface Rig {
  readonly gateway: DingtalkGateway;
  readonly connection: Connection;
  readonly messages: IncomingMessage[];
  readonly ignored: string[];
  readonly states: ConnectionState[];
  readonly pushed: string[];
  /** What the next messages are answered with; a function may throw. */
  answer: (message: IncomingMessage) => Promise<Answer> | Answer;
  close(): Promise<void>;
}

/** Starts both; resolves before the connection is up. */
export async function rig(
  options: Partial<GatewayOptions> = {},
  timings: Partial<StreamTimings> = FAST,
): Promise<Rig> {
  const { clientId, clientSecret } = CONFIG;
  const gateway = await createDingtalkGateway({
    client: { clientId, clientSecret },
    clock: systemClock,
    pingMs: 0,
    redeliverMs: 150,
    leaveMs: 200,
    oddTickets: true,
    ...options,
  });
  const pushed: string[] = [];
  const connection = createDingtalkStream(
    { ...CONFIG, apiBase: gateway.apiBase },
    {
      clock: systemClock,
      sendReply: async (_message, text) => pushed.push(text),
      timings: { ...FAST, ...timings },
    },
  );
  const made: Rig = {
    gateway,
    connection,
    messages: [],
    ignored: [],
    states: [],
    pushed,
    answer: () => ({ kind: 'later', stream: 's' }),
    async close() {
      await connection.stop();
      await gateway.close();
    },
  };
  connection.start({
    async onMessage(message) {
      made.messages.push(message);
      return made.answer(message);
    },
    onIgnored: (reason) => void made.ignored.push(reason),
    onState: (state) => void made.states.push(state),
  });
  return made;
}

/** A robot message to deliver. */
export function said(text: string, extra: Readonly<Record<string, unknown>> = {}) {
  const data = textBody(
    TEST_ROBOT,
    { text, sender: 'user123', group: 'cidGroup==' },
    systemClock.now(),
    extra,
  );
  return { type: 'CALLBACK', topic: ROBOT, data } as const;
}
