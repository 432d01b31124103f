import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Breakage } from '../../../../src/sandbox/dingtalk/gateway-clients.ts';
import type { OpeningTrouble } from '../../../../src/sandbox/dingtalk/gateway-tickets.ts';
import { until } from '../../../support/until.ts';
import { FAST, rig, said } from './harness.ts';

const BREAKAGES: readonly Breakage[] = ['disconnect', 'drop', 'close', 'zombie', 'freeze'];
const TROUBLES: readonly OpeningTrouble[] = [
  ...(['too-fast', 'down', 'page', 'cut'] as const),
  ...(['ticket', 'handshake', 'flap', 'refused'] as const),
];
const DISCONNECTS = 300;

/** The same storm each time. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('a storm, fifty times as fast as life', () => {
  it(`${DISCONNECTS} disconnects of every kind lose no message, and no gap between attempts is too short`, async () => {
    const dice = createDice(7);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(dice() * from.length)] as T;
    const at = await rig(
      { redeliverMs: 200, pingMs: 50, random: dice },
      { ...FAST, stableMs: 20, longestMs: 40, refusedMs: 40, pingMs: 40, silentMs: 120 },
    );
    // The inbox: what is stored is stored once, whatever comes again; now and then the database is down.
    const stored = new Map<string, number>();
    const handled: string[] = [];
    at.answer = async (message) => {
      await sleep(dice() * 30);
      if (dice() < 0.05) throw new Error('database down');
      if (!stored.has(message.id)) handled.push(message.text);
      stored.set(message.id, (stored.get(message.id) ?? 0) + 1);
      return { kind: 'later', stream: 's' };
    };

    let disconnects = 0;
    const sent: string[] = [];
    const settled: Promise<unknown>[] = [];
    while (disconnects < DISCONNECTS) {
      await until(() => at.connection.state().phase === 'open');
      for (let n = 0; n < 2; n += 1) {
        const text = `第 ${sent.length} 条`;
        sent.push(text);
        settled.push(at.gateway.deliver(said(text)).settled);
      }
      await sleep(dice() * 25);
      if (dice() < 0.4) at.gateway.spoil(pick(TROUBLES));
      disconnects += at.gateway.break(pick(BREAKAGES), dice() < 0.5 ? 'all' : 'oldest');
    }
    await Promise.all(settled);
    await until(() => at.connection.state().phase === 'open' && at.gateway.connections() === 1);
    await at.close();

    expect(handled.toSorted()).toEqual(sent.toSorted());
    expect(at.gateway.complaints).toEqual([]);
    const gaps = at.gateway.openings.slice(1).map((time, n) => time - (at.gateway.openings[n] ?? 0));
    // An attempt is timed here when its call arrives: a call may be on its way a little longer than the next.
    expect(gaps.filter((gap) => gap < FAST.gapMs - 8)).toEqual([]);
  }, 120_000);
});
