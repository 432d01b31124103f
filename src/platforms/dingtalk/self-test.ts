import { createHmac, randomUUID } from 'node:crypto';
import { defined } from '../../kit/defined.ts';
import type { Platform } from '../platform.ts';
import type { SelfTest } from '../self-test.ts';
import type { DingtalkConfig } from './config.ts';

/** A message from nobody, signed as DingTalk signs; read, never answered. */
export function dingtalkSelfTest(config: DingtalkConfig, receive: Platform['receive']): SelfTest {
  return {
    verify: (now) => {
      const received = receive({
        method: 'POST',
        query: new URLSearchParams(),
        headers: headersOf(config.clientSecret, now),
        body: Buffer.from(JSON.stringify(bodyOf(config, now))),
        now,
      });
      if (received.type === 'refused') return received.reason;
      return received.type === 'message' ? 'ok' : received.type;
    },
  };
}

function headersOf(secret: string, now: Date): { readonly timestamp: string; readonly sign: string } {
  const timestamp = String(now.getTime());
  return { timestamp, sign: createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64') };
}

function bodyOf({ robotCode, corpId }: DingtalkConfig, now: Date): object {
  return {
    msgId: `self-test-${randomUUID()}`,
    msgtype: 'text',
    text: { content: '自检' },
    conversationType: '1',
    conversationId: 'self-test',
    createAt: now.getTime(),
    robotCode,
    ...defined({ chatbotCorpId: corpId }),
  };
}
