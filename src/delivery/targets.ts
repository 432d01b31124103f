import type { Priority, Target } from './types.ts';

/** The key of a target; `targetOf` reads it back. */
export function targetKey({ platform, kind, id }: Target): string {
  return `${platform}:${kind}:${id}`;
}

/** The target behind a key made by `targetKey`. */
export function targetOf(key: string): Target {
  const [platform = '', kind = '', ...rest] = key.split(':');
  return {
    platform: platform === 'wecom' ? 'wecom' : 'dingtalk',
    kind: kind === 'group' ? 'group' : 'person',
    id: rest.join(':'),
  };
}

/** Lower goes first. */
export const RANKS: Readonly<Record<Priority, number>> = { emergency: 0, high: 1, normal: 2, low: 3 };
