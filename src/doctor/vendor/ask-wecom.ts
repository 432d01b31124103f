import type { Fetched } from '../../platforms/fetch-limited.ts';
import { ask, jsonRequest, membersOf } from '../ask.ts';
import { oddStep, refusedStep, type Step, silentStep, type VendorAnswers } from './step.ts';

/** What asking WeCom for its self-built app takes. */
export interface WecomAppAccess {
  readonly apiBase: string;
  readonly corpId: string;
  readonly secret: string;
  readonly agentId: number;
}

/** A token, and one message to nobody with it: errcode 82001 (no receivers) means that everything else was right. */
export async function askWecomApp(access: WecomAppAccess): Promise<VendorAnswers> {
  const { apiBase, corpId: corpid, secret: corpsecret, agentId: agentid } = access;
  const query = new URLSearchParams({ corpid, corpsecret });
  const given = await ask(`${apiBase}/cgi-bin/gettoken?${query}`);
  const step = stepOf(given);
  const token = given.outcome === 'answered' ? membersOf(given.body).access_token : undefined;
  if (step.kind !== 'ok') return { token: step };
  if (typeof token !== 'string') return { token: oddStep(200) };
  const nobody = { touser: '', msgtype: 'text', agentid, text: { content: '自检' } };
  const address = `${apiBase}/cgi-bin/message/send?${new URLSearchParams({ access_token: token })}`;
  const called = stepOf(await ask(address, jsonRequest(nobody)));
  return { token: step, call: called.kind === 'refused' && called.code === '82001' ? step : called };
}

/** Errors come with HTTP 200. */
function stepOf(fetched: Fetched): Step {
  if (fetched.outcome !== 'answered') return silentStep(fetched);
  const { errcode = 0, errmsg } = membersOf(fetched.body);
  if (fetched.status !== 200 || typeof errcode !== 'number' || fetched.body[0] !== 0x7b)
    return oddStep(fetched.status);
  return errcode === 0 ? { kind: 'ok' } : refusedStep(String(errcode), errmsg);
}
