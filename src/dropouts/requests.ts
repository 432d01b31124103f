import type { CaseEntry } from './types.ts';

type Asked = Pick<CaseEntry, 'id' | 'kind' | 'by' | 'said'> & {
  readonly data?: { readonly request?: string };
};

/** The oldest request to see a file that nobody has answered yet. */
export function openRequest<E extends Asked>(entries: readonly E[]): E | undefined {
  const answered = new Set(entries.flatMap(({ data }) => data?.request ?? []));
  return entries.find(({ kind, id }) => kind === 'requested' && !answered.has(id));
}

/** Whether somebody's own request still waits: a second one would ask nothing new. */
export function asksAlready(entries: readonly Asked[], person: string): boolean {
  const answered = new Set(entries.flatMap(({ data }) => data?.request ?? []));
  return entries.some(
    ({ kind, id, by }) => kind === 'requested' && !answered.has(id) && by.person === person,
  );
}
