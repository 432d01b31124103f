import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { buildGet } from '../../src/compose/weather-get.ts';
import { createQweather } from '../../src/reminders/weather/qweather.ts';
import { watchWeather } from '../../src/reminders/weather/watch.ts';

const HOST = 'https://abc123.qweatherapi.com';
const PATH = '/weatheralert/v1/current/29.56/106.55';
const provider = createQweather(
  { host: HOST, key: 'the-key', latitude: 29.563, longitude: 106.551 },
  buildGet(HOST, { timeoutMs: 300, maxBytes: 20_000 }),
);

/** An alert as the service gives it. */
const alert = (id: string, name: string, colour: string, more: object = {}) => ({
  id,
  senderName: '望溪县气象台',
  issuedTime: '2027-06-06T10:00+08:00',
  messageType: { code: 'alert', supersedes: null },
  eventType: { name, code: '1003' },
  urgency: null,
  severity: 'moderate',
  certainty: null,
  icon: '1003',
  color: { code: colour, red: 255, green: 255, blue: 0, alpha: 1 },
  effectiveTime: '2027-06-06T10:00+08:00',
  expireTime: '2027-06-07T10:00+08:00',
  headline: `望溪县气象台发布${name}${{ yellow: '黄', orange: '橙' }[colour] ?? ''}色预警信号`,
  description: '预计未来6小时降雨量将达50毫米以上。',
  ...more,
});
const body = (...alerts: readonly object[]) => ({
  metadata: { tag: 'd5', zeroResult: alerts.length === 0, attributions: ['https://example.org'] },
  alerts,
});
const service = () =>
  nock(HOST, { reqheaders: { 'X-QW-Api-Key': 'the-key' } })
    .get(PATH)
    .query({ localTime: 'true', lang: 'zh' });

beforeAll(() => nock.disableNetConnect());
beforeEach(() => nock.cleanAll());
afterAll(() => {
  nock.abortPendingRequests();
  nock.enableNetConnect('127.0.0.1');
});

describe('the weather service', () => {
  it('is asked with the account’s key for the county’s place, and its heat and storms are taken up', async () => {
    service().reply(
      200,
      body(alert('1', '暴雨', 'yellow'), alert('2', '大风', 'blue'), alert('3', '高温', 'orange')),
    );
    expect(await provider.warnings()).toEqual({
      ok: true,
      warnings: [
        { id: '1', event: '暴雨', words: '望溪县气象台发布暴雨黄色预警信号' },
        { id: '3', event: '高温', words: '望溪县气象台发布高温橙色预警信号' },
      ],
    });
  });

  it.each<readonly [string, object, object]>([
    ['without a headline', { headline: null }, { words: '望溪县气象台发布暴雨黄色预警' }],
    [
      'whose headline does not tell its colour',
      { headline: '暴雨预警' },
      { words: '望溪县气象台发布暴雨黄色预警' },
    ],
    ['without colour', { color: null, headline: null }, { words: '望溪县气象台发布暴雨预警' }],
    ['of another name for it', { eventType: { name: '强降雨' } }, { event: '暴雨' }],
  ])('is understood for an alert %s', async (_what, more, shown) => {
    service().reply(200, body(alert('1', '暴雨', 'yellow', more)));
    expect(await provider.warnings()).toMatchObject({ ok: true, warnings: [shown] });
  });

  it('passes over what is called off and what cannot be read', async () => {
    service().reply(
      200,
      body(
        alert('1', '暴雨', 'yellow', { messageType: { code: 'cancel' } }),
        { odd: true },
        alert('2', '高温', 'yellow'),
      ),
    );
    expect(await provider.warnings()).toMatchObject({ ok: true, warnings: [{ id: '2' }] });
  });

  it.each<readonly [string, (scope: nock.Interceptor) => unknown, string]>([
    ['has no warnings', (scope) => scope.reply(200, body()), 'none'],
    ['refuses the key', (scope) => scope.reply(401, { error: {} }), 'status-401'],
    ['is out of order', (scope) => scope.reply(502, 'bad gateway'), 'status-502'],
    ['answers something else', (scope) => scope.reply(200, '<html>'), 'unreadable'],
    ['answers another shape', (scope) => scope.reply(200, { alerts: 'none' }), 'unreadable'],
    ['answers without end', (scope) => scope.reply(200, 'x'.repeat(30_000)), 'too-big'],
    ['answers too late', (scope) => scope.delay(2_000).reply(200, body()), 'timeout'],
    [
      'sends us elsewhere',
      (scope) => scope.reply(302, '', { location: 'https://elsewhere.example/' }),
      'redirect-host',
    ],
  ])('may be in any state: it %s', async (_what, answer, reason) => {
    answer(service());
    const asked = await provider.warnings();
    expect(asked).toEqual(reason === 'none' ? { ok: true, warnings: [] } : { ok: false, reason });
  });
});

describe('a look at the weather', () => {
  const now = new Date('2027-06-06T10:30:00+08:00');
  const firing = () => {
    const seen = new Map<string, string>();
    const fire = (event: string, words: string) => async (key: string) => {
      const before = seen.has(event);
      if (!before) seen.set(event, `${key} ${words}`);
      const by = { key: 'system:weather', role: 'system' };
      return { told: 3, reminders: [], ...(before ? { before: { by, at: now } } : {}) };
    };
    return { fire, seen };
  };

  it('reports each warning under its own id', async () => {
    const { fire, seen } = firing();
    service().reply(200, body(alert('77', '暴雨', 'yellow'), alert('78', '暴雨', 'yellow')));
    expect(await watchWeather(provider, { fire }, now)).toEqual({ warnings: 2, fired: 1 });
    expect([...seen.values()]).toEqual(['weather:77 望溪县气象台发布暴雨黄色预警信号']);
  });

  it('fails loudly when nobody answers, without telling address or key', async () => {
    service().reply(401, {});
    const { fire } = firing();
    const failed = await watchWeather(provider, { fire }, now).catch((error: Error) => error.message);
    expect(failed).toBe('The weather provider gave no answer: status-401.');
  });
});
