import { describe, expect, it } from '@jest/globals';
import type { DeliveryState, DeliveryView, OutboxStats } from '../../../src/delivery/types.ts';
import type { GroupFacts } from '../../../src/doctor/group-facts.ts';
import { clockFinding } from '../../../src/doctor/probes/clock.ts';
import { type ConnectionFacts, connectionFinding } from '../../../src/doctor/probes/connection.ts';
import { groupFindings } from '../../../src/doctor/probes/groups.ts';
import { type KeyFacts, keyFindings } from '../../../src/doctor/probes/keys.ts';
import { trafficFindings } from '../../../src/doctor/probes/last-traffic.ts';
import { outboxFindings } from '../../../src/doctor/probes/outbox.ts';
import { quotaFindings } from '../../../src/doctor/probes/quota.ts';
import { refusalsFinding } from '../../../src/doctor/probes/refusals.ts';
import { robotPublished } from '../../../src/doctor/probes/robot-published.ts';
import {
  adminsFinding,
  auditorsFinding,
  countyFinding,
  databaseKind,
  migrationsFinding,
} from '../../../src/doctor/probes/setup.ts';
import type { CallbackFate, InboundCount } from '../../../src/doctor/refusals-store.ts';
import type { PlatformId } from '../../../src/kit/platform-id.ts';
import type { ConnectionState } from '../../../src/platforms/connection.ts';

const NOW = new Date('2026-11-24T10:00:00+08:00');
const TZ = 'Asia/Shanghai';

const counted = (platform: PlatformId, what: CallbackFate, count: number, reason = ''): InboundCount => ({
  day: '2026-11-24',
  platform,
  what,
  reason,
  count,
  lastAt: NOW,
});

describe('requests turned away', () => {
  it.each<readonly [PlatformId, string, string, RegExp]>([
    ['wecom', 'missing signature', 'ok', /没有签名 2 次.*网络扫描/],
    ['dingtalk', 'timestamp-missing', 'ok', /网络扫描/],
    ['wecom', 'wrong signature', 'warn', /签名不对 2 次.*WECOM_BOT_TOKEN/],
    ['dingtalk', 'sign-wrong', 'warn', /DINGTALK_CLIENT_SECRET/],
    ['wecom', 'stale signature', 'warn', /校准时间/],
    ['dingtalk', 'stale', 'warn', /校准时间/],
    ['wecom', 'bad padding', 'warn', /解不开.*WECOM_BOT_AES_KEY/],
    ['wecom', 'another robot', 'warn', /WECOM_BOT_ID/],
    ['dingtalk', 'other-corporation', 'warn', /DINGTALK_CORP_ID/],
    ['wecom', 'adapter-threw', 'warn', /日志/],
    ['wecom', 'something new', 'warn', /内容缺项/],
  ])('%s %s: %s', (platform, reason, state, words) => {
    const finding = refusalsFinding(platform, [counted(platform, 'refused', 2, reason)], 2);
    expect(finding.state).toBe(state);
    expect(finding.text + finding.fix).toMatch(words);
  });

  it('of another platform do not count, nor do messages', () => {
    const counts = [counted('dingtalk', 'refused', 9, 'stale'), counted('wecom', 'heard', 5)];
    expect(refusalsFinding('wecom', counts, 2)).toMatchObject({
      state: 'ok',
      text: '近 2 天没有被拒的请求。',
    });
  });

  it('are told with every reason, and the worst says what to do', () => {
    const counts = [
      counted('wecom', 'refused', 40, 'missing signature'),
      counted('wecom', 'refused', 1, 'wrong signature'),
    ];
    const { text, fix } = refusalsFinding('wecom', counts, 2);
    expect(text).toBe('近 2 天：没有签名 40 次，签名不对 1 次。');
    expect(fix).toContain('Token');
  });
});

describe('whether the robot is published', () => {
  it.each<readonly [number, number, string]>([
    [0, 0, 'skip'],
    [5, 2, 'ok'],
    [5, 5, 'warn'],
  ])('%i messages, %i without a sender: %s', (heard, nameless, state) => {
    const counts = [counted('dingtalk', 'heard', heard), counted('dingtalk', 'no-sender', nameless)];
    expect(robotPublished(counts, 2).state).toBe(state);
  });
});

describe('a long connection', () => {
  const state = (given: Partial<ConnectionState>): ConnectionState => ({
    phase: 'open',
    since: NOW.getTime() - 3_600_000,
    attempts: 0,
    ...given,
  });
  const facts = (given: Partial<ConnectionFacts>): ConnectionFacts => ({
    platform: 'wecom',
    owner: 'me',
    now: NOW,
    timeZone: TZ,
    ...given,
  });
  const other = { holder: { owner: 'other-instance', until: new Date(NOW.getTime() + 5_000) } };

  it.each<readonly [string, Partial<ConnectionFacts>, string, RegExp]>([
    ['open', { state: state({ lastFrameAt: NOW.getTime() - 4_000 }) }, 'ok', /自 11-24 09:00，4 秒前/],
    [
      'another instance has it',
      { state: state({ phase: 'standing-by', reason: 'another-instance' }), lease: other },
      'ok',
      /由实例 other-in 持有/,
    ],
    [
      'nobody has it',
      { state: state({ phase: 'standing-by', reason: 'network' }), lease: { holder: undefined } },
      'warn',
      /没有实例在线/,
    ],
    ['kicked', { state: state({ phase: 'standing-by', reason: 'kicked' }), lease: other }, 'fail', /Bot ID/],
    [
      'no database',
      { state: state({ phase: 'standing-by', reason: 'lease-unreachable' }) },
      'fail',
      /MONGODB_URI/,
    ],
    [
      'refused',
      { state: state({ phase: 'refused', reason: 'bad-credentials' }) },
      'fail',
      /WECOM_BOT_SECRET/,
    ],
    [
      'refused by DingTalk',
      { platform: 'dingtalk', state: state({ phase: 'refused', reason: 'bad-credentials' }) },
      'fail',
      /Stream.*发布/,
    ],
    [
      'refused for its address',
      { platform: 'dingtalk', state: state({ phase: 'refused', reason: 'ip-not-listed' }) },
      'fail',
      /出口 IP/,
    ],
    [
      'just lost',
      { state: state({ phase: 'connecting', since: NOW.getTime() - 2_000, attempts: 1 }) },
      'warn',
      /程序会自己连上/,
    ],
    [
      'lost for long',
      { state: state({ phase: 'connecting', reason: 'network', attempts: 9 }) },
      'fail',
      /openws\.work\.weixin\.qq\.com/,
    ],
    ['stopped', { state: state({ phase: 'stopped' }) }, 'warn', /没有启动/],
    ['asked from the command line', { lease: other }, 'ok', /持有/],
    ['asked from the command line, nobody has it', { lease: { holder: undefined } }, 'warn', /启动程序/],
    ['asked from the command line, without a lease', { platform: 'dingtalk' }, 'skip', /聊天里自检/],
  ])('%s', (_title, given, expected, words) => {
    const finding = connectionFinding(facts(given));
    expect(finding.state).toBe(expected);
    expect(finding.text + finding.fix).toMatch(words);
  });
});

function delivery(state: DeliveryState, code?: string): DeliveryView {
  return {
    id: 'n:dingtalk:group:cid',
    noticeId: 'n',
    kind: 'digest',
    priority: 'normal',
    target: { platform: 'dingtalk', kind: 'group', id: 'cid' },
    state,
    attempts: 1,
    createdAt: NOW,
    ...(code === undefined ? {} : { code }),
  };
}

const group = (name: string, given: Partial<GroupFacts> = {}): GroupFacts => ({
  platform: 'dingtalk',
  name,
  ...given,
});

describe('what deliveries say about groups', () => {
  it.each<readonly ['group' | 'webhook', DeliveryState, string | undefined, string, RegExp]>([
    ['group', 'sent', undefined, 'ok', /没有这类问题/],
    ['group', 'dead', '93008', 'fail', /拉进群/],
    ['group', 'gone', '93006', 'fail', /大小写/],
    ['group', 'gone', 'group.disbanded', 'fail', /解散/],
    ['group', 'gone', 'bot.stopped', 'fail', /停用/],
    ['group', 'dead', '310000', 'ok', /没有这类问题/],
    ['webhook', 'gone', '93000', 'fail', /消息推送 → 重新添加/],
    ['webhook', 'gone', '300005', 'fail', /重新添加自定义机器人/],
    ['webhook', 'dead', '310000', 'fail', /加签/],
    ['webhook', 'dead', 'constructor', 'ok', /没有这类问题/],
  ])('%s %s %s: %s', (about, state, code, expected, words) => {
    const [finding] = groupFindings(about, [group('桐渡镇工作群', { last: delivery(state, code) })]);
    expect(finding?.state).toBe(expected);
    expect(`${finding?.text}${finding?.fix}`).toMatch(words);
  });

  it('names at most three groups of one trouble', () => {
    const groups = ['甲群', '乙群', '丙群', '丁群'].map((name) =>
      group(name, { last: delivery('gone', '93000') }),
    );
    const findings = groupFindings('webhook', groups);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.text).toMatch(/^甲群（钉钉）、乙群（钉钉）、丙群（钉钉） 等 4 个群：/);
  });

  it('is nothing before anything was sent', () => {
    expect(groupFindings('group', [group('甲群')])[0]?.state).toBe('skip');
  });
});

describe('when groups were heard last', () => {
  it('tells the silent ones together and the others one by one', () => {
    const findings = trafficFindings(
      [group('甲群', { lastIn: NOW, lastOut: NOW }), group('乙群'), group('丙群', { lastIn: NOW })],
      TZ,
    );
    expect(findings.map(({ state }) => state)).toEqual(['warn', 'ok', 'ok']);
    expect(findings[0]?.text).toBe('从没收到过消息：乙群（钉钉）。');
    expect(findings[1]?.text).toBe('甲群（钉钉）：最近收 11-24 10:00，最近发 11-24 10:00。');
    expect(findings[2]?.text).toContain('最近发 没有');
  });

  it('is nothing without groups', () => {
    expect(trafficFindings([], TZ)[0]?.state).toBe('skip');
  });
});

describe('quotas', () => {
  it.each([
    [100, 'ok'],
    [4_000, 'warn'],
    [5_000, 'fail'],
    [6_000, 'fail'],
  ])('%i of 5000 used: %s', (used, state) => {
    const [finding] = quotaFindings([{ quota: 'api', month: '2026-11', used, limit: 5_000 }]);
    expect(finding?.state).toBe(state);
    expect(finding?.text).toContain(`还剩 ${Math.max(0, 5_000 - used)}`);
  });
});

describe('the outbox', () => {
  const EMPTY: OutboxStats = { due: 0, sending: 0, unknown: 0, dead: 0, gone: 0 };
  it.each<readonly [Partial<OutboxStats>, readonly string[], RegExp]>([
    [{}, ['ok'], /待发 0/],
    [{ unknown: 1, dead: 3 }, ['warn'], /发送记录 未知/],
    [{ dead: 2, gone: 1 }, ['warn'], /发送记录 失败/],
    [{ due: 1, oldestDue: new Date(NOW.getTime() - 60_000) }, ['ok'], /待发 1/],
    [{ due: 1, oldestDue: new Date(NOW.getTime() - 20 * 3_600_000) }, ['warn'], /等了 20 小时/],
  ])('%j', (given, states, words) => {
    const findings = outboxFindings({ ...EMPTY, ...given }, NOW);
    expect(findings.map(({ state }) => state)).toEqual(states);
    expect(findings.map(({ text, fix }) => text + fix).join()).toMatch(words);
  });
});

describe('clocks', () => {
  it.each([
    [0, 'ok'],
    [-59_000, 'ok'],
    [90_000, 'warn'],
    [-90_000, 'warn'],
    [600_000, 'fail'],
  ])('%i ms ahead: %s', (ahead, state) => {
    expect(clockFinding('钉钉时钟', ahead).state).toBe(state);
  });

  it('says in which direction', () => {
    expect(clockFinding('钉钉时钟', 600_000).text).toContain('快了约 10 分钟');
    expect(clockFinding('钉钉时钟', -7_200_000).text).toContain('慢了约 2 小时');
  });
});

describe('what the program stands on', () => {
  const keys = (facts: Partial<KeyFacts>, fromFile = false) => {
    const [finding, ...more] = keyFindings({ missing: [], damaged: [], mute: false, ...facts }, { fromFile });
    if (finding === undefined || more.length > 0) throw new Error('not one finding');
    return finding;
  };
  const county = { loaded: true, name: '望溪县', schools: 12, groups: 4 };
  it.each([
    ['embedded engine', databaseKind(true), 'warn'],
    ['server', databaseKind(false), 'ok'],
    ['key in a file', keys({}, true), 'warn'],
    ['key set', keys({}), 'ok'],
    ['key missing', keys({ missing: ['3f2a91bc'] }), 'fail'],
    ['key retired', keys({ mute: true }), 'fail'],
    ['something damaged', keys({ damaged: ['dropouts'] }), 'fail'],
    ['pending migrations', migrationsFinding(2), 'fail'],
    ['no migrations', migrationsFinding(0), 'ok'],
    ['no county', countyFinding({ ...county, loaded: false }), 'fail'],
    ['no groups', countyFinding({ ...county, groups: 0 }), 'warn'],
    ['a county', countyFinding(county), 'ok'],
    ['no admins', adminsFinding(0), 'warn'],
    ['admins', adminsFinding(2), 'ok'],
    ['no auditors', auditorsFinding(0), 'warn'],
    ['auditors', auditorsFinding(1), 'ok'],
  ])('%s', (_title, finding, state) => {
    expect(finding.state).toBe(state);
    expect(finding.fix === '').toBe(state === 'ok');
  });
});
