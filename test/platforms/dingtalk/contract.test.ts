import { createDingtalkPlatform } from '../../../src/platforms/dingtalk/platform.ts';
import { ACCEPTED_MS } from '../../../src/platforms/dingtalk/verify.ts';
import { platformContract } from '../../contracts/platform-contract.ts';
import { rawRequest, shownText, signed, TEST_ROBOT, textBody } from '../../support/dingtalk-client.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { CONFIG, NOW } from './support.ts';

const HELLO = { text: '查', sender: 'u', group: 'g' };

platformContract('DingTalk', () => {
  const ask = (extra: object = {}) =>
    rawRequest(signed(TEST_ROBOT, { ...textBody(TEST_ROBOT, HELLO, NOW), ...extra }, NOW), NOW);
  const good = ask();
  return {
    platform: createDingtalkPlatform(CONFIG, { clock: fixedClock(NOW) }),
    now: NOW,
    freshnessMs: ACCEPTED_MS,
    said({ id, sender, chat, text }, signedAt = NOW) {
      const message = { id, sender, text, ...(chat.kind === 'group' ? { group: chat.id } : {}) };
      return rawRequest(signed(TEST_ROBOT, textBody(TEST_ROBOT, message, NOW), signedAt), NOW);
    },
    shown: ({ body }) => ({ text: shownText(body), final: true }),
    forged: {
      'no signature': { ...good, headers: {} },
      'no sign': { ...good, headers: { timestamp: good.headers.timestamp } },
      'no timestamp': { ...good, headers: { sign: good.headers.sign } },
      'a sign for another time': {
        ...good,
        headers: { ...good.headers, timestamp: String(NOW.getTime() + 1) },
      },
      'the secret of another robot': rawRequest(signed({ ...TEST_ROBOT, secret: 'other' }, {}, NOW), NOW),
    },
    unreadable: {
      'no JSON': { ...good, body: Buffer.from('x') },
      'no message id': ask({ msgId: undefined }),
    },
    foreign: {
      'another robot': ask({ robotCode: 'dingother' }),
      'another corporation': ask({ chatbotCorpId: 'dingother' }),
    },
    odd: { 'quota used up': ask({ text: undefined, errorCode: 20001 }) },
  };
});
