import type { IncomingMessage } from '../../../src/chat/message.ts';
import type { DingtalkConfig } from '../../../src/platforms/dingtalk/config.ts';
import { createPairs } from '../../../src/platforms/dingtalk/pairs.ts';
import { receive } from '../../../src/platforms/dingtalk/receive.ts';
import type { Received } from '../../../src/platforms/platform.ts';
import { rawRequest, signed, TEST_ROBOT, type TestMessage, textBody } from '../../support/dingtalk-client.ts';

export const NOW = new Date('2026-11-22T02:00:00Z');

export const CONFIG: DingtalkConfig = {
  clientId: 'dingtestclient',
  clientSecret: TEST_ROBOT.secret,
  robotCode: TEST_ROBOT.robotCode,
  corpId: TEST_ROBOT.corpId,
  mediaHosts: ['*.aliyuncs.com', '*.dingtalk.com'],
  apiBase: 'https://api.dingtalk.com',
  oapiBase: 'https://oapi.dingtalk.com',
};

const HELLO: TestMessage = { text: '查 辍学', sender: 'user123', group: 'cidGroup==' };

/** What a signed callback is taken for, with members of the body overridden. */
export function received(
  extra: Readonly<Record<string, unknown>>,
  said: Partial<TestMessage> = {},
  config: DingtalkConfig = CONFIG,
): Received {
  const body = textBody(TEST_ROBOT, { ...HELLO, ...said }, NOW, extra);
  return receive(rawRequest(signed(TEST_ROBOT, body, NOW), NOW), config, createPairs());
}

/** The message in it; fails when it is none. */
export function messageOf(
  extra: Readonly<Record<string, unknown>>,
  said: Partial<TestMessage> = {},
): IncomingMessage {
  const result = received(extra, said);
  if (result.type !== 'message') throw new Error(`not a message: ${JSON.stringify(result)}`);
  return result.message;
}
