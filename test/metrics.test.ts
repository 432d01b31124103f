import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '../src/metrics.ts';

describe('the metrics page', () => {
  it('has one figure per phase of a connection', async () => {
    const metrics = createMetrics({ process: false });
    metrics.connection('wecom', { phase: 'connecting' });
    metrics.connection('wecom', { phase: 'open' });
    const { text } = await metrics.page();
    expect(text).toContain('sentinel_connection{platform="wecom",phase="open"} 1');
    expect(text).toContain('sentinel_connection{platform="wecom",phase="connecting"} 0');
    expect(text).not.toContain('dingtalk');
  });

  it('tells how long ago somebody said something, polls aside', async () => {
    const metrics = createMetrics({ process: false });
    metrics.message('dingtalk', 'poll');
    expect((await metrics.page()).text).not.toMatch(/sentinel_last_message_age_seconds\{/);
    metrics.message('dingtalk', 'reply');
    expect((await metrics.page()).text).toMatch(
      /sentinel_last_message_age_seconds\{platform="dingtalk"\} 0\.\d+/,
    );
  });

  it('counts sends, and shows the outbox while it can tell', async () => {
    const metrics = createMetrics({ process: false });
    metrics.outbox.outcome('wecom.app', 'sent');
    metrics.outbox.settled('dead');
    let away = false;
    metrics.watchOutbox(async () => {
      if (away) throw new Error('away');
      return { due: 3, sending: 0, unknown: 1, dead: 2, gone: 0 };
    });
    const { text } = await metrics.page();
    expect(text).toContain('sentinel_sends_total{channel="wecom.app",outcome="sent"} 1');
    expect(text).toContain('sentinel_deliveries_settled_total{state="dead"} 1');
    expect(text).toContain('sentinel_deliveries{state="due"} 3');
    away = true;
    expect((await metrics.page()).text).not.toMatch(/sentinel_deliveries\{/);
  });
});
