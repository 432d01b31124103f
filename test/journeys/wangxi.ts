import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../src/app.ts';
import { type ChatOptions, startChat, type TestChat } from '../support/chat.ts';
import { fromRoot } from '../support/from-root.ts';
import { type ProgramOptions, startProgram, type TestProgram } from '../support/program.ts';
import { type PlatformName, type Sent, send } from './talk.ts';

/** The fictional county that ships with the program. */
export const WANGXI = readFileSync(fromRoot('templates/county/wangxi.yaml'), 'utf8');

/** People of 望溪县 by what they are there, with their accounts. */
export const PEOPLE = {
  leader: { wecom: 'cenlixia', dingtalk: '0101' },
  bureau: { wecom: 'bianzhiqiu', dingtalk: '0102' },
  admin: { wecom: 'wenjingzhe', dingtalk: '0105' },
  auditor: { wecom: 'yingrushi', dingtalk: '0106' },
  /** Township officers of 桐渡镇, 柳汊镇. */
  tongduHead: { wecom: 'ruidongqing', dingtalk: '0201' },
  tongdu: { wecom: 'sangxiaoman', dingtalk: '0202' },
  liucha: { wecom: 'pumangzhong', dingtalk: '0205' },
  /** 枫树村, 桐渡镇. */
  village: { wecom: 'qiubanxia', dingtalk: '0203' },
  /** 桐渡镇初级中学. */
  principal: { wecom: 'ningkexing', dingtalk: '0301' },
  teacher: { wecom: 'zhuoguyu', dingtalk: '0302' },
  /** 桐渡镇中心小学. */
  vicePrincipal: { wecom: 'fangshuangbai', dingtalk: '0303' },
  generalAffairs: { wecom: 'baimuqing', dingtalk: '0304' },
  /** 柳汊镇初级中学. */
  liuchaPrincipal: { wecom: 'ruanxiaoxue', dingtalk: '0305' },
  officer6: { wecom: 'chunanxing', dingtalk: '0401' },
  department: { wecom: 'muhanlu', dingtalk: '0404' },
  /** Nobody the county file knows. */
  stranger: { wecom: 'stranger', dingtalk: '9901' },
} as const satisfies Record<string, Record<PlatformName, string>>;
export type PersonName = keyof typeof PEOPLE;

/** Groups of 望溪县. `unknown` is one that nobody registered, `parents` has parents inside. */
export const GROUPS = {
  bureau: { wecom: 'wrWangxi-bureau', dingtalk: 'cidWangxi-bureau==' },
  tongdu: { wecom: 'wrWangxi-tongdu', dingtalk: 'cidWangxi-tongdu==' },
  liucha: { wecom: 'wrWangxi-liucha', dingtalk: 'cidWangxi-liucha==' },
  school: { wecom: 'wrWangxi-tdcz', dingtalk: 'cidWangxi-tdcz==' },
  parents: { wecom: 'wrWangxi-tdzxx', dingtalk: 'cidWangxi-tdzxx==' },
  unknown: { wecom: 'wrNobodyKnows', dingtalk: 'cidNobodyKnows==' },
} as const satisfies Record<string, Record<PlatformName, string>>;
export type GroupName = keyof typeof GROUPS;

/** One platform's people and groups talking to one program. */
export interface Talk {
  /** What a person gets for a line said in private, or in `group`. */
  (who: PersonName | { readonly id: string }, text: string, group?: GroupName): Promise<string>;
  /** The same with anything else about the callback. */
  raw(
    who: PersonName | { readonly id: string },
    text: string,
    more: Partial<Omit<Sent, 'group'>> & { readonly group?: GroupName },
  ): Promise<string>;
}

const ASK_AGAIN_MS = 250;

/** On a busy machine an answer may be promised instead of given: then the same message comes again, until it is there. */
async function untilAnswered({ url, database }: App, text: string, said: Sent): Promise<string> {
  const known = { ...said, id: said.id ?? randomBytes(8).toString('hex') };
  const entries = database.mongo.collection<{ readonly _id: string; readonly mode: string }>('inbox');
  for (;;) {
    const reply = await send(url, text, known);
    const promised = { _id: `${said.platform}:${known.id}`, mode: 'later' };
    if (reply !== '' || (await entries.findOne(promised)) === null) return reply;
    await sleep(ASK_AGAIN_MS);
  }
}

/** Talk to a program, by callbacks, or to its chat alone, as people on one platform do. */
export function talkTo(to: Pick<TestProgram, 'app'> | Pick<TestChat, 'hear'>, platform: PlatformName): Talk {
  const raw: Talk['raw'] = (who, text, { group, ...more }) => {
    const said: Sent = {
      platform,
      sender: typeof who === 'string' ? PEOPLE[who][platform] : who.id,
      ...(group === undefined ? {} : { group: GROUPS[group][platform] }),
      ...more,
    };
    if (!('hear' in to)) return untilAnswered(to.app, text, said);
    if (said.extra !== undefined) throw new Error('A chat takes no callback body: start a program.');
    return to.hear(text, said);
  };
  const talk = (who: Parameters<Talk>[0], text: string, group?: GroupName) =>
    raw(who, text, group === undefined ? {} : { group });
  return Object.assign(talk, { raw });
}

/** A program with 望溪县 loaded. */
export const startWangxi = (options: ProgramOptions = {}): Promise<TestProgram> =>
  startProgram({ county: WANGXI, ...options });

/** The chat of such a program: for what is said, not for how it travels. */
export const chatInWangxi = (options: ChatOptions = {}): Promise<TestChat> =>
  startChat({ county: WANGXI, ...options });
