import { z } from 'zod';
import { isLoopback } from './kit/loopback.ts';
import type { PlatformId } from './kit/platform-id.ts';

/** One entry of ADMINS. */
export interface AdminEntry {
  readonly platform: PlatformId;
  readonly userId: string;
}

/** How to make a data key; part of every complaint about one. */
export const MAKE_A_KEY = 'make one with: openssl rand -base64 32';

/** A port; 0 asks the system for a free one. */
export const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535, e.g. 3000（请填 0 到 65535 的数字，例如 3000）')
  .transform(Number)
  .refine(
    (value) => value <= 65_535,
    'must be a number from 0 to 65535, e.g. 3000（请填 0 到 65535 的数字，例如 3000）',
  );

/** An address without query, fragment and credentials; the trailing slash goes. */
export function address(example: string, { plainHttp }: { readonly plainHttp: boolean }) {
  return z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const secure =
      url?.protocol === 'https:' || (url?.protocol === 'http:' && (plainHttp || isLoopback(url.hostname)));
    if (!url || !secure || url.search || url.hash || url.username || url.password) {
      const scheme = plainHttp ? 'http(s)' : 'https (http on this machine only)';
      context.addIssue(`must be a plain ${scheme} address, e.g. ${example}（请填这样的网址）`);
      return z.NEVER;
    }
    return (url.origin + url.pathname).replace(/\/+$/, '');
  });
}

/** The address of a vendor interface. */
export const base = (fallback: string) => address(fallback, { plainHttp: false }).default(fallback);

/** Comma list; empty items are dropped. */
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** Host patterns. */
export const hosts = (fallback: readonly string[]) =>
  list
    .refine(
      (items) =>
        items.every((item) =>
          /^(https?:\/\/)?(\*\.)?(\[[0-9a-f:.]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)*)(:\d{1,5})?$/i.test(item),
        ),
      'must be host names separated by commas, *.example.com for every host below one（请填主机名，用逗号隔开）',
    )
    .default([...fallback]);

/** 32 bytes in base64 each, newest first. */
export const dataKeys = list.transform((items, context) => {
  const keys = items.map((item) => Buffer.from(item, 'base64'));
  const exact = keys.every((key, n) => key.length === 32 && key.toString('base64') === padded(items[n]));
  if (!exact || keys.length === 0) {
    context.addIssue(
      `must be 32 bytes in base64 (44 characters), several separated by commas; ${MAKE_A_KEY}（密钥写法不对，请用这条命令生成）`,
    );
    return z.NEVER;
  }
  return keys;
});

const padded = (text = ''): string => (text.endsWith('=') ? text : `${text}=`);

/** `platform:user` pairs. */
export const admins = list.transform((items, context) =>
  items.map((item): AdminEntry => {
    const [, platform, userId] = /^(wecom|dingtalk):(\S+)$/.exec(item) ?? [];
    if (!platform || !userId) {
      context.addIssue(
        'must be like wecom:zhangsan,dingtalk:0147 (the user ids of the platforms)（请按 wecom:账号,dingtalk:工号 的写法）',
      );
      return z.NEVER;
    }
    return { platform: platform as PlatformId, userId };
  }),
);

/** An IANA name. */
export const timeZone = z
  .string()
  .refine(isTimeZone, 'must be a time zone name, e.g. Asia/Shanghai（请填时区名，例如 Asia/Shanghai）');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Degrees, `latitude,longitude`. In China the two cannot be mistaken for each other, so that either order is taken. */
export const coordinates = z.string().transform((given, context) => {
  const [first = Number.NaN, second = Number.NaN, ...more] = given.split(/[,，]/).map(Number);
  const [latitude, longitude] = first > second ? [second, first] : [first, second];
  const inChina = latitude >= 3 && latitude <= 54 && longitude >= 73 && longitude <= 136;
  if (more.length > 0 || !inChina) {
    context.addIssue(
      'must be latitude and longitude of a place in China, e.g. 29.56,106.55（请填国内的纬度,经度）',
    );
    return z.NEVER;
  }
  return { latitude, longitude };
});

/** Anything at all. */
export const text = z.string();

/** wss, or ws on this machine. */
export function isSocketUrl(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'wss:' || (url?.protocol === 'ws:' && isLoopback(url.hostname));
}
