import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { startConnection } from '../../src/compose/connect.ts';
import type { InboxAnswer } from '../../src/inbox/types.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Connection, ConnectionHandlers } from '../../src/platforms/connection.ts';
import { fakeInbox } from '../http/support.ts';
import { testMessage } from '../inbox/inboxes.ts';

/** What a message of a connection that answers itself is answered and counted as. */
async function answered(given: InboxAnswer): Promise<{ readonly kind: string; readonly counted: string }> {
  const metrics = createMetrics({ process: false });
  let handlers: ConnectionHandlers | undefined;
  const connection: Connection = {
    start: (given) => {
      handlers = given;
    },
    stop: async () => undefined,
    state: () => ({ phase: 'open', since: 0, attempts: 1 }),
  };
  const inbox = fakeInbox({ receive: async () => given });
  const parts = { inbox, work: async () => '', metrics, log: pino({ level: 'silent' }) };
  startConnection({ platform: 'wecom', connection, answers: true }, parts);
  const answer = await handlers?.onMessage(testMessage());
  return { kind: answer?.kind ?? '', counted: (await metrics.page()).text };
}

describe('a message of a long connection', () => {
  it.each<[InboxAnswer, string]>([
    [{ kind: 'reply', text: '好' }, 'reply'],
    [{ kind: 'reply', text: '' }, 'nothing'],
    [{ kind: 'later' }, 'later'],
    [{ kind: 'foreign' }, 'nothing'],
  ])('answered with %j counts as %s', async (given, outcome) => {
    const { kind, counted } = await answered(given);
    expect(kind).toBe(outcome);
    expect(counted).toContain(`sentinel_messages_total{platform="wecom",outcome="${outcome}"} 1`);
  });
});
