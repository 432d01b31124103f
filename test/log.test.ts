import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { SentinelError } from '../src/errors.ts';
import { createLog, type Logger, safeError, scrubText, withRequestId } from '../src/log.ts';

/** What a logger writes, line by line. */
function collect(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { log: createLog('debug', sink), lines };
}

function one(write: (log: Logger) => void): Record<string, unknown> {
  const { log, lines } = collect();
  write(log);
  const { time, ...line } = lines[0] ?? {};
  expect(typeof time).toBe('string');
  return line;
}

describe('createLog', () => {
  it('keeps the words it knows, numbers and truth values', () => {
    expect(one((log) => log.info({ platform: 'wecom', count: 3, late: true }, 'done'))).toEqual({
      level: 'info',
      platform: 'wecom',
      count: 3,
      late: true,
      msg: 'done',
    });
  });

  it('tells only the length of words it does not know', () => {
    const line = one((log) => log.info({ text: '王小明 13800138000', nested: { token: 'abc' } }, 'x'));
    expect(line).toMatchObject({ text: '[15 characters]', nested: { token: '[3 characters]' } });
  });

  it('hides numbers that could be a telephone', () => {
    expect(one((log) => log.info({ phone: 13800138000 }, 'x'))).toMatchObject({ phone: '[number]' });
  });

  it('does the same for the fields of children and grandchildren', () => {
    const line = one((log) => log.child({ job: 'daily', secret: 'abc' }).child({ key: 'abcd' }).warn('x'));
    expect(line).toMatchObject({ job: 'daily', secret: '[3 characters]', key: '[4 characters]' });
  });

  it('tells type, code and place of an error, but not its message', () => {
    const error = Object.assign(new TypeError('bad name 王小明'), { code: 'E_NAME' });
    for (const write of [
      (log: Logger) => log.error(error),
      (log: Logger) => log.error({ err: error }),
      (log: Logger) => log.error({ err: error }, 'failed'),
    ]) {
      const line = one(write);
      expect(JSON.stringify(line)).not.toContain('王小明');
      expect(line).toMatchObject({
        err: { type: 'TypeError', code: 'E_NAME', stack: expect.stringMatching(/at /) },
      });
    }
  });

  it('tells why, under whatever name an error is logged and however often it was made safe', () => {
    const refused = Object.assign(new Error('connect 10.1.1.1'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    const error = new SentinelError('engine', 'the engine is gone', { cause: refused });
    for (const fields of [{ failure: safeError(error) }, { err: error }, { attempts: [safeError(error)] }]) {
      const line = JSON.stringify(one((log) => log.error(fields, 'failed')));
      expect(line).toContain('"why":"SentinelError engine < Error ECONNREFUSED connect"');
      expect(line).toContain('the engine is gone');
      expect(line).not.toMatch(/characters|10\.1\.1\.1/);
    }
  });

  it('tells in words why a long connection ended', () => {
    expect(one((log) => log.warn({ end: 'network', cmd: 'aibot_subscribe', hint: 'a1' }, 'x'))).toMatchObject(
      {
        end: 'network',
        cmd: 'aibot_subscribe',
        hint: 'a1',
      },
    );
  });

  it('keeps the messages of our own errors and names their causes', () => {
    const error = new SentinelError('engine', 'the engine is gone', { cause: new RangeError('secret') });
    const line = one((log) => log.error({ err: error }, 'failed'));
    expect(line).toMatchObject({ err: { message: 'the engine is gone', cause: { type: 'RangeError' } } });
    expect(JSON.stringify(line)).not.toContain('secret');
  });
});

describe('withRequestId', () => {
  it('names the request in each line on its behalf, and in no other', async () => {
    const { log, lines } = collect();
    const work = async (child: Logger): Promise<void> => {
      child.info('at once');
      await new Promise((resolve) => setImmediate(resolve));
      child.warn({ reason: 'later' }, 'later');
    };
    await Promise.all([
      withRequestId('first', () => work(log)),
      withRequestId('second', () => work(log.child({ job: 'x' }))),
      work(log),
    ]);
    const byLine = lines.map(({ msg, requestId }) => `${String(msg)} ${String(requestId)}`);
    expect(byLine.sort()).toEqual([
      'at once first',
      'at once second',
      'at once undefined',
      'later first',
      'later second',
      'later undefined',
    ]);
  });
});

describe('scrub', () => {
  it.each([
    [
      'POST https://oapi.dingtalk.com/robot/sendBySession?session=abc failed',
      'POST https://oapi.dingtalk.com/robot/sendBySession failed',
    ],
    ['mongodb://root:pw@db:27017/x', 'mongodb://db:27017/x'],
    ['tel 13800138000, id 11010519491231002X', 'tel [digits], id [digits]'],
    ['K26-0417-F at 1577262236757', 'K26-0417-F at 1577262236757'],
  ])('turns %j into %j', (text, expected) => {
    expect(scrubText(text)).toBe(expected);
  });
});
