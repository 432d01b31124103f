import { describe, expect, it } from '@jest/globals';
import type { Dialogue, Dialogues, OpenDialogue } from '../../src/chat/dialogue.ts';
import { openDialogue } from '../../src/chat/open-dialogue.ts';
import type { TurnEntry } from '../../src/chat/turn.ts';
import { entryOf } from './entry-of.ts';

const QUESTION: Dialogue = {
  kind: 'ask',
  line: '报辍学 疑似',
  label: '学校',
  question: '在哪个学校？',
  asked: 1,
  optional: false,
};

function dialogues(): Dialogues {
  const rows = new Map<string, OpenDialogue>();
  return {
    get: async (place) => rows.get(place),
    put: async (place, dialogue, from) => void rows.set(place, { dialogue, from, paused: false }),
    pause: async (place) => {
      const row = rows.get(place);
      if (row) rows.set(place, { ...row, paused: true });
    },
    clear: async (place, from) => {
      if (rows.get(place)?.from === from) rows.delete(place);
    },
  };
}

const turnOf = (store: Dialogues, entry: TurnEntry, senderId = 'zhuo') => ({
  deps: { dialogues: store },
  message: { sender: { id: senderId, outsider: false } },
  entry,
  place: 'wecom:zhuo',
  today: '2026-11-24',
});

describe('the dialogue a message answers', () => {
  it('is the same for a re-run, though the first run has cleared it', async () => {
    const store = dialogues();
    await store.put('wecom:zhuo', QUESTION, 'wecom:m1', '2026-11-24');
    const turn = turnOf(store, entryOf('wecom:m2'));
    const first = await openDialogue(turn);
    await store.clear('wecom:zhuo', 'wecom:m1');
    expect(first?.dialogue).toEqual(QUESTION);
    expect(await openDialogue(turn)).toEqual(first);
  });

  it('is none for a re-run that finds what another message has opened since', async () => {
    const store = dialogues();
    const turn = turnOf(store, entryOf('wecom:m2'));
    expect(await openDialogue(turn)).toBeUndefined();
    await store.put('wecom:zhuo', QUESTION, 'wecom:m3', '2026-11-24');
    expect(await openDialogue(turn)).toBeUndefined();
  });

  it('is none where the message itself has opened it, or the sender is not known', async () => {
    const store = dialogues();
    await store.put('wecom:zhuo', QUESTION, 'wecom:m2', '2026-11-24');
    expect(await openDialogue(turnOf(store, entryOf('wecom:m2')))).toBeUndefined();
    expect(await openDialogue(turnOf(store, entryOf('wecom:m3'), ''))).toBeUndefined();
  });
});
