import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncomingMessage } from '../../src/chat/message.ts';
import type { Answer, HttpAnswer, Platform, RawRequest, Received } from '../../src/platforms/platform.ts';

/** A text message in words both platforms share. */
export interface SaidText {
  readonly id: string;
  readonly sender: string;
  readonly chat: { readonly kind: 'group' | 'single'; readonly id: string };
  /** Without the mention; the harness adds it in a group the way the platform does. */
  readonly text: string;
}

/** What the person sees of an HTTP answer: `''` for nothing; `final` is false while more is promised. */
export interface Shown {
  readonly text: string;
  readonly final: boolean;
}

/** What a platform's own tests lend the shared suite. Every request is made for the instant `now`. */
export interface PlatformHarness {
  readonly platform: Platform;
  readonly now: Date;
  /** An authentic callback; `now` of the request may differ from the instant it was signed for. */
  said(message: SaidText, signedAt?: Date): RawRequest;
  /** Decodes an answer the way the platform's server would; throws if that server could not. */
  shown(answer: HttpAnswer, to: RawRequest): Shown;
  /** How far the signed instant may be from now, in milliseconds, both ways. */
  readonly freshnessMs: number;
  /** By name: requests without, or with a wrong, signature. Refused with 401. */
  readonly forged: Readonly<Record<string, RawRequest>>;
  /** By name: authentic as far as can be told but unreadable, or fields missing. Refused with 400. */
  readonly unreadable: Readonly<Record<string, RawRequest>>;
  /** By name: authentic, but for another robot or corporation. Refused with 403. */
  readonly foreign: Readonly<Record<string, RawRequest>>;
  /** By name: authentic, but nothing we act on. Ignored with an empty 200. */
  readonly odd: Readonly<Record<string, RawRequest>>;
}

const HELLO: SaidText = {
  id: 'MSG-1',
  sender: 'ZhangSan',
  chat: { kind: 'group', id: 'wrGroupA==' },
  text: '查 辍学\n桐渡镇',
};

/** The promises of `Platform` that hold on every platform; call it inside a test file. */
export function platformContract(name: string, makeHarness: () => PlatformHarness): void {
  describe(`${name} keeps the platform contract`, () => {
    const harness = makeHarness();
    describe('messages', () => messagesAreRead(harness));
    describe('answers', () => answersAreShown(harness));
    describe('refusals', () => strangersAreRefused(harness));
    describe('hostile input', () => nothingThrows(harness));
    describe('sending', () => sendingIsBounded(harness));
  });
}

function messagesAreRead(harness: PlatformHarness): void {
  const { platform, now } = harness;

  it('a group text carries id, chat, sender, words and time', () => {
    expect(messageOf(platform.receive(harness.said(HELLO)))).toMatchObject({
      platform: platform.id,
      id: HELLO.id,
      kind: 'text',
      chat: HELLO.chat,
      sender: { id: 'ZhangSan', outsider: false },
      text: '查 辍学\n桐渡镇',
      attachments: [],
      receivedAt: now,
    });
  });

  it('a single chat text carries the same', () => {
    const said = { ...HELLO, chat: { kind: 'single', id: 'ZhangSan' } } as const;
    const message = messageOf(platform.receive(harness.said(said)));
    expect(message.chat.kind).toBe('single');
    expect(message.text).toBe(HELLO.text);
  });

  it('ids keep their case', () => {
    const message = messageOf(platform.receive(harness.said({ ...HELLO, id: 'aB/c+D==', sender: 'zHANG' })));
    expect([message.id, message.sender.id, message.chat.id]).toEqual(['aB/c+D==', 'zHANG', 'wrGroupA==']);
  });

  it.each([
    '报隐患 食堂 "燃气" \\ 漏气',
    '／查 二次辍学',
    '联系 li@example.cn',
    '😀 1<2 & 3>2',
    '一行\n二行\t三',
  ])('the words survive: %j', (text) => {
    expect(messageOf(platform.receive(harness.said({ ...HELLO, text }))).text).toBe(text);
  });

  it('the same request gives the same message', () => {
    const request = harness.said(HELLO);
    expect(messageOf(platform.receive(request))).toEqual(messageOf(platform.receive(request)));
  });
}

function answersAreShown(harness: PlatformHarness): void {
  const request = harness.said(HELLO);
  const answered = (answer: Answer): Shown => {
    const received = harness.platform.receive(request);
    if (received.type !== 'message') throw new Error(`not a message: ${received.type}`);
    const http = received.respond(answer);
    expect(http.status).toBe(200);
    return harness.shown(http, request);
  };

  it('a reply is shown with its lines', () => {
    const { text, final } = answered({
      kind: 'reply',
      stream: 'S1',
      text: '二次辍学 189 人\n三合镇 8\n合计 189',
    });
    expect(linesOf(text)).toEqual(['二次辍学 189 人', '三合镇 8', '合计 189']);
    expect(final).toBe(true);
  });

  it('nothing to say shows nothing', () => {
    expect(answered({ kind: 'nothing' })).toEqual({ text: '', final: true });
  });

  it('a later answer does not pass for the reply', () => {
    const { text, final } = answered({ kind: 'later', stream: 'S1' });
    expect(text === '' || !final).toBe(true);
  });

  it('the largest answer is measured at least as big as its bytes', () => {
    const { surface } = harness.platform;
    expect(surface.replyBytes).toBeGreaterThan(1_000);
    expect(surface.measure('镇'.repeat(100))).toBeGreaterThanOrEqual(300);
    expect(surface.measure('a\nb\nc')).toBeGreaterThanOrEqual(5);
  });
}

function strangersAreRefused(harness: PlatformHarness): void {
  const { platform, now, freshnessMs } = harness;
  const statusOf = (request: RawRequest): number | string => {
    const received = platform.receive(request);
    return received.type === 'refused' ? received.status : received.type;
  };
  const refused = (requests: Readonly<Record<string, RawRequest>>, status: number): void => {
    for (const [name, request] of Object.entries(requests)) {
      it(`${name}: ${status}`, () => expect(statusOf(request)).toBe(status));
    }
  };
  refused(harness.forged, 401);
  refused(harness.unreadable, 400);
  refused(harness.foreign, 403);

  for (const [name, request] of Object.entries(harness.odd)) {
    it(`${name}: ignored with an empty answer`, () => {
      const received = platform.receive(request);
      expect(received).toMatchObject({ type: 'ignored', answer: { status: 200 } });
      if (received.type === 'ignored') expect(harness.shown(received.answer, request).text).toBe('');
    });
  }

  it.each([
    ['older', -1],
    ['newer', 1],
  ])('a signature just within the window is fresh, a little %s is stale', (_word, sign) => {
    const at = (ms: number) => harness.said(HELLO, new Date(now.getTime() + sign * ms));
    expect(statusOf(at(freshnessMs - 2_000))).toBe('message');
    expect(statusOf(at(freshnessMs + 2_000))).toBe(401);
  });

  it('a refusal repeats nothing of the request', () => {
    for (const request of [...Object.values(harness.forged), ...Object.values(harness.unreadable)]) {
      const received = platform.receive(request);
      if (received.type === 'refused') expect(received.reason).toMatch(/^[a-z0-9 -]{1,60}$/);
    }
  });
}

function nothingThrows(harness: PlatformHarness): void {
  const { platform, now } = harness;
  const authentic = harness.said(HELLO);
  const OUTCOMES = ['handshake', 'message', 'poll', 'ignored', 'refused'];

  it('random requests are refused or ignored, never an accident', () => {
    const request = fc.record({
      method: fc.constantFrom('GET' as const, 'POST' as const),
      query: fc.array(fc.tuple(fc.string(), fc.string())).map((pairs) => new URLSearchParams(pairs)),
      headers: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))),
      body: fc.oneof(
        fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
        fc.json().map((text) => Buffer.from(text)),
      ),
      now: fc.constant(now),
    });
    fc.assert(
      fc.property(request, (raw) => {
        expect(['refused', 'ignored', 'handshake']).toContain(platform.receive(raw).type);
      }),
    );
  });

  it('an authentic request with any part of it spoiled is still no accident', () => {
    const spoiled = fc.record({
      at: fc.nat(authentic.body.length),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    });
    fc.assert(
      fc.property(spoiled, ({ at, bytes }) => {
        const body = Buffer.concat([authentic.body.subarray(0, at), bytes, authentic.body.subarray(at)]);
        expect(OUTCOMES).toContain(platform.receive({ ...authentic, body }).type);
      }),
    );
  });
}

function sendingIsBounded(harness: PlatformHarness): void {
  const { platform } = harness;

  it('an attachment without an address is not fetched', async () => {
    const fetched = await platform.fetchMedia({ kind: 'image' }, 1_000);
    expect(['gone', 'refused']).toContain(fetched.outcome);
  });

  it.each(['http://169.254.169.254/', 'https://evil.example.cn/x.png', 'file:///etc/passwd', 'nonsense'])(
    'an attachment at %s is not fetched',
    async (url) => {
      expect((await platform.fetchMedia({ kind: 'image', url }, 1_000)).outcome).not.toBe('ok');
    },
  );
}

function messageOf(received: Received): IncomingMessage {
  if (received.type !== 'message') throw new Error(`not a message but ${received.type}`);
  return received.message;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
