import { z } from 'zod';
import type { EventName } from '../../calendar/rule-types.ts';
import type { AskedWeather, WeatherProvider, WeatherWarning } from './types.ts';

/** One GET, bounded in time, size and destination; undefined when nothing usable came back, with a short reason. */
export type HttpGet = (
  url: string,
  headers: Readonly<Record<string, string>>,
) => Promise<{ readonly status: number; readonly body: string } | { readonly failed: string }>;

/** Whose warnings are asked for, and with which account. */
export interface QweatherConfig {
  /** The account's own API host: `https://abc123.qweatherapi.com`. */
  readonly host: string;
  readonly key: string;
  readonly latitude: number;
  readonly longitude: number;
}

const ALERT = z.object({
  id: z.string().min(1),
  messageType: z.object({ code: z.string() }).nullish(),
  eventType: z.object({ name: z.string().nullish(), code: z.string().nullish() }).nullish(),
  color: z.object({ code: z.string().nullish() }).nullish(),
  headline: z.string().nullish(),
  senderName: z.string().nullish(),
});
const BODY = z.object({ alerts: z.array(z.unknown()).nullish() });

/** The provider's names for colours, in the words of the official signals. */
const COLOURS: Readonly<Record<string, string>> = { blue: '蓝', yellow: '黄', orange: '橙', red: '红' };
const OK = 200;

/**
 * Warnings of 和风天气 (QWeather), interface `weatheralert/v1/current`; what was `v7/warning/now` is no longer served.
 * Names are compared, not codes: the provider may change its lists at any time, so that an alert that cannot be read
 * is passed over and the others still count.
 */
export function createQweather(config: QweatherConfig, get: HttpGet): WeatherProvider {
  const { host, key, latitude, longitude } = config;
  const place = `${latitude.toFixed(2)}/${longitude.toFixed(2)}`;
  const url = `${host}/weatheralert/v1/current/${place}?localTime=true&lang=zh`;
  return {
    warnings: async () => {
      const answer = await get(url, { 'X-QW-Api-Key': key, accept: 'application/json' });
      if ('failed' in answer) return { ok: false, reason: answer.failed };
      if (answer.status !== OK) return { ok: false, reason: `status-${answer.status}` };
      return readBody(answer.body);
    },
  };
}

function readBody(body: string): AskedWeather {
  const parsed = BODY.safeParse(jsonOf(body));
  if (!parsed.success) return { ok: false, reason: 'unreadable' };
  const warnings = (parsed.data.alerts ?? []).flatMap((one) => {
    const alert = ALERT.safeParse(one);
    return alert.success ? warningOf(alert.data) : [];
  });
  return { ok: true, warnings };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function warningOf(alert: z.output<typeof ALERT>): readonly WeatherWarning[] {
  const { id, messageType, eventType, color, headline, senderName } = alert;
  if (messageType?.code === 'cancel') return [];
  const name = eventType?.name ?? headline ?? '';
  const event = eventOf(name);
  if (event === undefined) return [];
  const colour = COLOURS[(color?.code ?? '').toLowerCase()];
  const signal = colour === undefined ? `${event}预警` : `${event}${colour}色预警`;
  const said = headline?.includes(event) && (colour === undefined || headline.includes(colour));
  return [{ id, event, words: said ? (headline ?? '') : `${senderName ?? '气象台'}发布${signal}` }];
}

/** 强降雨 and 暴雨 are storms to a school; 高温 is what it is called. */
function eventOf(name: string): EventName | undefined {
  if (name.includes('高温')) return '高温';
  return /暴雨|强降雨|强降水/.test(name) ? '暴雨' : undefined;
}
