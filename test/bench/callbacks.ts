import { randomBytes } from 'node:crypto';
import { ownMillisecond, signedText } from '../support/dingtalk-client.ts';
import { DINGTALK, WECOM } from '../support/program.ts';
import { WecomClient } from '../support/wecom-client.ts';

/** A request as it goes over the wire, made and signed before anything is measured. */
export interface Callback {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Who says what where. */
export interface Line {
  readonly text: string;
  readonly sender: string;
  readonly group?: string;
  readonly id?: string;
}

const wecom = new WecomClient(WECOM);

/** What WeCom sends for a line. */
export function byWecom({ text, sender, group, id = randomBytes(8).toString('hex') }: Line): Callback {
  const message = {
    msgid: id,
    aibotid: WECOM.botId,
    ...(group === undefined ? { chattype: 'single' } : { chatid: group, chattype: 'group' }),
    from: { userid: sender },
    msgtype: 'text',
    text: { content: group === undefined ? text : `@校园哨兵 ${text}` },
  };
  const { query, body } = wecom.callback(message, { at: new Date() });
  return { path: `/webhooks/wecom?${query}`, headers: {}, body: body.toString() };
}

/** What DingTalk sends for a line. */
export function byDingtalk({ id = randomBytes(8).toString('hex'), ...line }: Line): Callback {
  const { headers, body } = signedText(DINGTALK, { ...line, id }, ownMillisecond(new Date()));
  return { path: '/webhooks/dingtalk', headers: { ...headers }, body };
}
