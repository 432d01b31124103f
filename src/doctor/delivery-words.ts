import type { DeliveryState, DeliveryView } from '../delivery/types.ts';

const STATES: Readonly<Record<DeliveryState, string>> = {
  due: '待发',
  sending: '发送中',
  sent: '已发',
  merged: '已并入另一条',
  unknown: '结果不明',
  dead: '失败',
  gone: '对方不在',
  expired: '过期未发',
};

const WAITS: Readonly<Record<NonNullable<DeliveryView['waiting']>, string>> = {
  merge: '等着合并',
  time: '没到时间',
  quiet: '静默时段',
  rate: '平台限速',
  quota: '额度不够',
  retry: '等着重试',
  channel: '没有能到达的通道',
};

/** By the first part of a kind: `reminder.zero-report` is a reminder. */
const KINDS: Readonly<Record<string, string>> = {
  'bind-merge': '账号合并',
  'bind-decided': '绑定结果',
  'own-report': '上报结果',
  assigned: '派办',
  'duty-due': '催报',
  overdue: '超期提醒',
  emergency: '紧急',
  digest: '日报',
  document: '打印件',
  'full-view': '调阅',
  reminder: '提醒',
  operations: '运行提醒',
};

/** A state as people read it. */
export const stateWord = (state: DeliveryState): string => STATES[state];

/** What a delivery waits for. */
export const waitWord = (waiting: NonNullable<DeliveryView['waiting']>): string => WAITS[waiting];

/** What a notice is about; kinds nobody has named stand for themselves. */
export function kindWord(kind: string): string {
  const [head = ''] = kind.split('.');
  const key = [kind, head].find((one) => Object.hasOwn(KINDS, one));
  return key === undefined ? kind : (KINDS[key] ?? kind);
}
