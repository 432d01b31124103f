import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createPatience } from '../../../../src/platforms/wecom/socket/patience.ts';
import { createRateGuard } from '../../../../src/platforms/wecom/socket/rate-guard.ts';
import { createRequests } from '../../../../src/platforms/wecom/socket/requests.ts';
import { FAST } from './setup.ts';

const good = { errcode: 0, errmsg: 'ok', body: undefined };

function requests(ackMs = 1_000) {
  const written: object[] = [];
  const state = { open: true };
  const made = createRequests((frame) => {
    if (state.open) written.push(frame);
    return state.open;
  }, ackMs);
  return { ...made, written, state };
}

describe('commands of one req_id', () => {
  it('go one after the other, those of others beside them', async () => {
    const { send, settle, written, end } = requests();
    const first = send('R1', { n: 1 });
    void send('R1', { n: 2 });
    void send('R2', { n: 3 });
    expect(written).toEqual([{ n: 1 }, { n: 3 }]);
    settle('R1', good);
    expect(await first).toEqual({ kind: 'acked', ...good });
    expect(written).toEqual([{ n: 1 }, { n: 3 }, { n: 2 }]);
    end();
  });

  it('do not take the late answer of an earlier one for their own', async () => {
    const { send, settle } = requests(30);
    expect(await send('R1', { n: 1 })).toEqual({ kind: 'unanswered' });
    const second = send('R1', { n: 2 });
    settle('R1', { ...good, errcode: 846_608 });
    settle('R1', good);
    expect(await second).toEqual({ kind: 'acked', ...good });
  });

  it('are unanswered when written and unsent when not, at the end of the connection', async () => {
    const { send, end } = requests();
    const both = Promise.all([send('R1', { n: 1 }), send('R1', { n: 2 })]);
    end();
    expect(await both).toEqual([{ kind: 'unanswered' }, { kind: 'unsent' }]);
    expect(await send('R2', {})).toEqual({ kind: 'unsent' });
  });

  it('are unsent when the socket takes nothing', async () => {
    const { send, state } = requests();
    state.open = false;
    expect(await Promise.all([send('R1', {}), send('R1', {})])).toEqual([
      { kind: 'unsent' },
      { kind: 'unsent' },
    ]);
  });

  it('nobody sent have no answers', () => {
    expect(requests().settle('R1', good)).toBe(false);
  });
});

describe('waits', () => {
  it('grow twofold to their limit and start again after a stable connection', () => {
    const patience = createPatience(FAST, () => 1);
    const waits = [0, 0, 0, 0, 0, 0, FAST.stableMs].map((openMs) => patience.after('network', openMs).ms);
    expect(waits).toEqual([30, 60, 120, 240, 480, 500, 30]);
  });

  it.each([
    ['bad-credentials', 'bad-credentials', FAST.refusedMs],
    ['kicked', 'kicked', FAST.coolDownMs],
    ['silent', 'network', FAST.backoffMs / 2],
  ] as const)('after %s are said to be for %s', (end, reason, ms) => {
    expect(createPatience(FAST, () => 0).after(end, 0)).toEqual({ reason, ms });
  });
});

describe('the guard of a chat', () => {
  it('says how long until there is room, and counts every chat apart', async () => {
    const guard = createRateGuard(3, 1_000);
    expect([guard.take('a', 2), guard.take('a'), guard.take('b', 3)]).toEqual([0, 0, 0]);
    await sleep(20);
    const wait = guard.take('a');
    expect(wait).toBeGreaterThan(59_000);
    expect(wait).toBeLessThanOrEqual(60_000);
  });

  it('keeps the hour as well as the minute', () => {
    const guard = createRateGuard(100, 2);
    expect([guard.take('a', 2), guard.take('a') > 3_590_000]).toEqual([0, true]);
  });
});
