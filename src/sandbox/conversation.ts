import type { Clock } from '../kit/clock.ts';
import { findScene, type Place, type SandboxCounty, type Scene } from './county.ts';
import type { DingtalkServer } from './dingtalk-server.ts';
import type { ChatLine, History, LinePatch } from './history.ts';
import type { Picture } from './pictures.ts';
import { mentions, type Outcome } from './utterance.ts';
import type { WecomServer } from './wecom-server.ts';

/** What became of a thing said: the person's own line and the bot's first answer. */
export interface Said {
  readonly line: ChatLine;
  readonly answer?: ChatLine;
}

/** What the conversation runs on. */
export interface ConversationParts {
  readonly county: SandboxCounty;
  readonly botName: string;
  readonly wecom: WecomServer;
  readonly dingtalk: DingtalkServer;
  readonly history: History;
  readonly clock: Clock;
}

/** People talking to the bot. Both return undefined for a person or chat that is not on that platform. */
export interface Conversation {
  /** Says something, waits for the first answer, and records both. Never throws on the bot's account. */
  say(place: Place, text: string, picture?: Picture): Promise<Said | undefined>;
  /** A person opens the bot's chat: WeCom tells the bot once a day, DingTalk does not. */
  enter(place: Place): Promise<{ readonly answer?: ChatLine } | undefined>;
}

const DAY_MS = 86_400_000;
/** Chinese days begin 8 hours before UTC ones. */
const OFFSET_MS = 8 * 3_600_000;

/** The conversations of one sandbox. */
export function createConversation(parts: ConversationParts): Conversation {
  const { county, botName, history, clock } = parts;
  const entered = new Map<string, number>();

  const botLine = (room: string, patch: LinePatch): ChatLine =>
    history.add({
      room,
      author: 'bot',
      name: botName,
      text: '',
      format: 'markdown',
      state: 'sent',
      ...patch,
    });

  const note = (room: string, text: string): ChatLine =>
    history.add({ room, author: 'note', name: '', text, format: 'plain', state: 'sent' });

  /** The answer's line: the one already shown as waiting, or a new one. */
  const record = (scene: Scene, outcome: Outcome, waiting: ChatLine | undefined): ChatLine | undefined => {
    if (outcome.kind === 'answered')
      return botLine(scene.room, { text: outcome.text, format: outcome.format });
    return waiting;
  };

  return {
    async say(place, text, picture) {
      const scene = findScene(county, place);
      if (!scene) return undefined;
      const own = history.add({
        room: scene.room,
        author: 'person',
        name: scene.person.name,
        text,
        format: 'plain',
        state: 'sending',
        ...(picture ? { picture: picture.id } : {}),
      });
      const settle = (patch: LinePatch): ChatLine => history.change(scene.room, own.id, patch) ?? own;
      if (scene.kind === 'group' && !mentions(text, botName)) {
        return {
          line: settle({ state: 'sent' }),
          answer: note(scene.room, `没有 @${botName}，机器人收不到这条消息。`),
        };
      }
      let waiting: ChatLine | undefined;
      const utterance = { scene, text, ...(picture ? { picture } : {}) };
      const outcome = await parts[scene.platform].say(utterance, (soFar) => {
        waiting = botLine(scene.room, { text: soFar, state: 'waiting' });
        return waiting.id;
      });
      if (outcome.kind === 'failed') return { line: settle({ state: 'failed', error: outcome.error }) };
      const line = settle({ state: 'sent' });
      const answer = record(scene, outcome, waiting);
      return { line, ...(answer ? { answer } : {}) };
    },

    async enter(place) {
      const scene = findScene(county, place);
      if (!scene) return undefined;
      const today = Math.floor((clock.now().getTime() + OFFSET_MS) / DAY_MS);
      const first = entered.get(scene.room) !== today;
      if (scene.platform !== 'wecom' || scene.kind !== 'single' || !first) return {};
      entered.set(scene.room, today);
      const outcome = await parts.wecom.enter(scene);
      const answer = record(scene, outcome, undefined);
      return answer ? { answer } : {};
    },
  };
}
