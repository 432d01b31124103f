import type { DeliveryState, DeliveryView, Outbox, Target } from '../delivery/types.ts';
import { defined } from '../kit/defined.ts';
import type { People } from '../people/types.ts';
import { codeWords } from './codes.ts';
import type { DeliveryLog, LogEntry, LogFilter, ResendAnswer } from './delivery-log-types.ts';
import { kindWord, stateWord, waitWord } from './delivery-words.ts';
import { handleOf, readHandle } from './handle.ts';
import { instantWords } from './when.ts';

/** What 发送记录 is made from. */
export interface DeliveryLogParts {
  readonly outbox: Pick<Outbox, 'list' | 'resend' | 'stats'>;
  readonly people: Pick<People, 'identify' | 'group'>;
  readonly timeZone: string;
}

const RESENDABLE: readonly DeliveryState[] = ['unknown', 'dead', 'gone'];

const STATES: Readonly<Record<Exclude<LogFilter, 'all'>, readonly DeliveryState[]>> = {
  unknown: ['unknown'],
  failed: ['dead', 'gone'],
  waiting: ['sending', 'due'],
  sent: ['sent', 'merged'],
};

const MOST = 200;

/** 发送记录 over this outbox. */
export function createDeliveryLog({ outbox, people, timeZone }: DeliveryLogParts): DeliveryLog {
  const inStates = async (
    states: readonly DeliveryState[],
    limit: number,
  ): Promise<readonly DeliveryView[]> => {
    const lists = await Promise.all(states.map((state) => outbox.list({ state, limit })));
    return newestFirst(lists.flat()).slice(0, limit);
  };

  /** What wants a person comes first, then the rest as it went. */
  const everything = async (limit: number): Promise<readonly DeliveryView[]> => {
    const open = (await inStates(RESENDABLE, limit)).filter(({ resentAs }) => resentAs === undefined);
    const rest = (await outbox.list({ limit })).filter(({ id }) => !open.some((one) => one.id === id));
    return [...open, ...rest].slice(0, limit);
  };

  const views = (filter: LogFilter, limit: number): Promise<readonly DeliveryView[]> =>
    filter === 'all' ? everything(limit) : inStates(STATES[filter], limit);

  const nameOf = async ({ platform, kind, id }: Target): Promise<string> => {
    if (kind === 'group') return (await people.group(platform, id)).name ?? '未登记的群';
    return (await people.identify(platform, id, false)).name ?? '未绑定的人';
  };

  const entriesOf = async (found: readonly DeliveryView[]): Promise<readonly LogEntry[]> => {
    const names = new Map<string, Promise<string>>();
    const named = (target: Target): Promise<string> => {
      const key = `${target.platform}:${target.kind}:${target.id}`;
      const name = names.get(key) ?? nameOf(target);
      names.set(key, name);
      return name;
    };
    return await Promise.all(found.map(async (view) => entryOf(view, await named(view.target), timeZone)));
  };

  const resend: DeliveryLog['resend'] = async (id, by): Promise<ResendAnswer> => {
    const resent = await outbox.resend(id, by);
    if (resent.outcome === 'merged') return resend(resent.into, by);
    if (resent.outcome !== 'queued' && resent.outcome !== 'already-resent')
      return { outcome: resent.outcome };
    const view = await viewOf(resent.id);
    if (view === undefined) return { outcome: 'not-found' };
    const [entry] = await entriesOf([view]);
    if (entry === undefined) return { outcome: 'not-found' };
    return { outcome: resent.outcome === 'queued' ? 'queued' : 'again', entry };
  };

  /** A resend is among the newest. */
  const viewOf = async (id: string): Promise<DeliveryView | undefined> =>
    (await outbox.list({ limit: MOST })).find((view) => view.id === id);

  return {
    page: async (filter, limit) => {
      const [found, stats] = await Promise.all([views(filter, limit), outbox.stats()]);
      const { due, sending, unknown, dead, gone } = stats;
      return {
        entries: await entriesOf(found),
        counts: { waiting: due + sending, unknown, failed: dead + gone },
      };
    },
    find: async (typed) => {
      const handle = readHandle(typed);
      if (handle === undefined) return undefined;
      const views = await inStates(RESENDABLE, RESENDABLE.length * MOST);
      const view = views.find(({ id }) => handleOf(id) === handle);
      if (view === undefined) return undefined;
      const again = view.resentAs === undefined ? undefined : await viewOf(view.resentAs);
      const [entry, resent] = await entriesOf(again === undefined ? [view] : [view, again]);
      return entry && { id: view.id, entry, ...defined({ resent }) };
    },
    resend,
  };
}

const newestFirst = (views: readonly DeliveryView[]): readonly DeliveryView[] =>
  [...views].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());

function entryOf(view: DeliveryView, target: string, timeZone: string): LogEntry {
  const { id, state, kind, endedAt, createdAt, resentAs } = view;
  return {
    handle: handleOf(id),
    state: stateWord(state),
    target,
    kind: kindWord(kind),
    time: instantWords(endedAt ?? createdAt, timeZone),
    why: whyOf(view),
    resendable: RESENDABLE.includes(state) && resentAs === undefined,
  };
}

function whyOf({ state, waiting, code, resentAs, resendOf }: DeliveryView): string {
  if (resentAs !== undefined) return '已重发';
  if (state === 'due' && waiting !== undefined) return waitWord(waiting);
  if (code !== undefined)
    return state === 'sent' ? `图片或文件没有发出：${codeWords(code)}` : codeWords(code);
  return resendOf === undefined ? '' : '重发的';
}
