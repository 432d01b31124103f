import type { Fetched } from '../../platforms/fetch-limited.ts';
import { ask, jsonRequest, membersOf } from '../ask.ts';
import { oddStep, refusedStep, type Step, silentStep, type VendorAnswers } from './step.ts';

/** What asking DingTalk takes. */
export interface DingtalkAccess {
  readonly apiBase: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
}

/**
 * A token, and one message to nobody with it: DingTalk looks at addresses and rights before it looks for persons.
 * Counts as one call of the month.
 */
export async function askDingtalk(access: DingtalkAccess): Promise<VendorAnswers> {
  const { apiBase, clientId: appKey, clientSecret: appSecret, robotCode } = access;
  const given = await ask(`${apiBase}/v1.0/oauth2/accessToken`, jsonRequest({ appKey, appSecret }));
  const step = stepOf(given);
  const token = given.outcome === 'answered' ? membersOf(given.body).accessToken : undefined;
  if (step.kind !== 'ok') return { token: step };
  if (typeof token !== 'string') return { token: oddStep(200) };
  const nobody = {
    robotCode,
    userIds: [],
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content: '自检' }),
  };
  const headers = { 'x-acs-dingtalk-access-token': token };
  const called = await ask(`${apiBase}/v1.0/robot/oToMessages/batchSend`, jsonRequest(nobody, headers));
  return { token: step, call: stepOf(called) };
}

function stepOf(fetched: Fetched): Step {
  if (fetched.outcome !== 'answered') return silentStep(fetched);
  const { status, body } = fetched;
  const members = membersOf(body);
  // An address that is shut out gets status 200 and `{"status":1111,"punish":"deny"}`.
  if (status === 200 && body[0] === 0x7b && members.punish === undefined) return { kind: 'ok' };
  const { code, Code, message, Message, accessdenieddetail, AccessDeniedDetail } = members;
  const word = code ?? Code;
  if (typeof word !== 'string') return oddStep(status);
  const detail = (accessdenieddetail ?? AccessDeniedDetail) as { requiredScopes?: unknown } | undefined;
  return refusedStep(word, message ?? Message, detail?.requiredScopes);
}
