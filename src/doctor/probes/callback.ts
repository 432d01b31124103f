import type { SelfTest } from '../../platforms/self-test.ts';
import { ask, jsonRequest, membersOf, whyNot } from '../ask.ts';
import { type Finding, fail, fine, warn } from '../finding.ts';

/** An address that a platform calls. */
export interface CallbackFacts {
  /** Whose, as people say it: 企业微信, 企业微信应用, 钉钉. */
  readonly name: string;
  /** How people reach us from outside, without trailing slash. */
  readonly publicUrl: string;
  /** Path of its callbacks. */
  readonly path: string;
  readonly self?: SelfTest;
  readonly now: Date;
  /** An authentic message came this way within a day: then the way is open, whatever we see from inside. */
  readonly heardLately: boolean;
}

interface Trouble {
  readonly text: string;
  readonly fix: string;
}

/** Nobody told us our public address. `names` are those of the platforms that were not heard lately. Pure. */
export function withoutPublicUrl(names: readonly string[]): Finding {
  const check = '回调地址';
  if (names.length === 0) return fine(check, '没有设置 PUBLIC_URL，但近一天有消息到达。');
  return warn(
    check,
    `没有设置 PUBLIC_URL，${names.join('、')}多半打不到本程序。`,
    '有公网地址的，设 PUBLIC_URL；没有的，改用长连接：WECOM_BOT_MODE=socket 或 DINGTALK_MODE=stream。',
  );
}

/** Calls our own public address as the platform would, without a message. */
export async function callbackFinding(facts: CallbackFacts): Promise<Finding> {
  const check = `${facts.name}回调地址`;
  const trouble = (await healthTrouble(facts.publicUrl)) ?? (await pathTrouble(facts));
  if (trouble === undefined) return fine(check, `${facts.publicUrl}${facts.path} 打得通。`);
  if (facts.heardLately)
    return warn(
      check,
      `本机从里面${trouble.text}，但近一天有消息到达。`,
      '多为内网不能回访公网地址，可不理会。',
    );
  return fail(check, trouble.text, trouble.fix);
}

async function healthTrouble(publicUrl: string): Promise<Trouble | undefined> {
  const fetched = await ask(`${publicUrl}/healthz`);
  if (fetched.outcome !== 'answered')
    return {
      text: `打不开 ${publicUrl}/healthz：${whyNot(fetched)}。`,
      fix: '请用手机流量打开它试试；打不开的，查域名解析、防火墙、反向代理和证书。没有公网地址就改用长连接模式。',
    };
  if (fetched.status === 200 && membersOf(fetched.body).status === 'ok') return undefined;
  return {
    text: `${publicUrl}/healthz 不是本程序在回答（HTTP ${fetched.status}）。`,
    fix: '请查反向代理有没有把这个域名整个转给本程序的端口。',
  };
}

async function pathTrouble(facts: CallbackFacts): Promise<Trouble | undefined> {
  const address = facts.publicUrl + facts.path;
  const handshake = facts.self?.handshake?.(facts.now);
  return handshake === undefined ? unsignedTrouble(address) : handshakeTrouble(address, handshake);
}

/** WeCom's own verification: exactly the words, nothing around them. */
async function handshakeTrouble(
  address: string,
  { query, expected }: { readonly query: string; readonly expected: string },
): Promise<Trouble | undefined> {
  const fetched = await ask(`${address}?${query}`);
  if (fetched.outcome !== 'answered') return unanswered(address, whyNot(fetched));
  if (fetched.status === 200 && fetched.body.toString('utf8') === expected) return undefined;
  if (fetched.status === 401 || fetched.status === 400)
    return {
      text: `${address} 的验证参数到本程序时已被改动（HTTP ${fetched.status}）。`,
      fix: '请查反向代理：不要解码或改写问号后面的参数，也不要丢掉加号。',
    };
  if (fetched.status === 200)
    return { text: `${address} 的回答被改动过。`, fix: '请查反向代理：不要改写或包装回答的内容。' };
  return wrongStatus(address, fetched.status);
}

/** Without a signature nothing may be done, and nothing said. */
async function unsignedTrouble(address: string): Promise<Trouble | undefined> {
  const fetched = await ask(address, jsonRequest({}));
  if (fetched.outcome !== 'answered') return unanswered(address, whyNot(fetched));
  return fetched.status === 401 ? undefined : wrongStatus(address, fetched.status);
}

const unanswered = (address: string, why: string): Trouble => ({
  text: `打不开 ${address}：${why}。`,
  fix: '请查反向代理有没有把这个路径转给本程序。',
});

const wrongStatus = (address: string, status: number): Trouble => ({
  text: `${address} 的回答不对（HTTP ${status}）。`,
  fix: '请查反向代理：这个路径的 GET 和 POST 都要原样转给本程序，不加登录、不跳转。',
});
