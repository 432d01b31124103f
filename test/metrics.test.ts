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

  it('counts runs of jobs, and knows the last success from wherever it is kept', async () => {
    const metrics = createMetrics({ process: false });
    metrics.job('sweep', 'done', 0.2, new Date(5_000));
    metrics.job('digest', 'done', 2);
    metrics.job('digest', 'failed', 0.1);
    metrics.job('digest', 'skipped');
    let away = false;
    metrics.watchJobs(async () => {
      if (away) throw new Error('away');
      return new Map([['digest', new Date(7_000)]]);
    });
    const { text } = await metrics.page();
    expect(text).toContain('sentinel_job_runs_total{job="digest",outcome="failed"} 1');
    expect(text).toContain('sentinel_job_seconds_count{job="digest"} 2');
    expect(text).toContain('sentinel_job_last_success_timestamp_seconds{job="sweep"} 5');
    expect(text).toContain('sentinel_job_last_success_timestamp_seconds{job="digest"} 7');
    away = true;
    const { text: later } = await metrics.page();
    expect(later).toContain('sentinel_job_last_success_timestamp_seconds{job="sweep"} 5');
    expect(later).not.toContain('timestamp_seconds{job="digest"}');
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
