import { describe, expect, it } from '@jest/globals';
import { createEntrySeals } from '../../src/inbox/message-codec.ts';
import { sealer, testMessage } from './inboxes.ts';

const seals = createEntrySeals(sealer);

describe('createEntrySeals', () => {
  it('gives a message back as it was, dates and handles included', () => {
    const message = testMessage({
      quote: { text: '如图', attachments: [{ kind: 'image', downloadCode: 'mIof' }] },
      attachments: [
        { kind: 'image', url: 'https://example.org/p' },
        { kind: 'file', fileName: 'a.zip' },
      ],
      cardKey: 'ok',
      reply: {
        sessionWebhook: 'https://example.org/w',
        sessionExpires: 1_794_000_000_000,
        responseUrl: 'https://x',
      },
    });
    expect(seals.openMessage(`wecom:${message.id}`, seals.sealMessage(message))).toEqual(message);
  });

  it('opens a box at its own entry and field only', () => {
    const message = testMessage();
    expect(() => seals.openMessage('wecom:other', seals.sealMessage(message))).toThrow();
    const box = seals.sealText('wecom:1', 'reply', '好');
    expect(seals.openText('wecom:1', 'reply', box)).toBe('好');
    expect(() => seals.openText('wecom:1', 'frozen.a', box)).toThrow();
  });

  it('refuses a box that holds something else', () => {
    const box = seals.sealText('wecom:1', 'message', '{"platform":"wecom"}');
    expect(() => seals.openMessage('wecom:1', box)).toThrow();
  });
});
