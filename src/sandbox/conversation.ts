import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { findScene, type Place, type SandboxCounty, type Scene } from './county.ts';
import type { DingtalkServer } from './dingtalk/server.ts';
import type { ChatLine, History, LinePatch } from './history.ts';
import type { Picture, Pictures } from './pictures.ts';
import { mentionsBot, type Quoted, type Utterance } from './utterance.ts';
import type { WecomServer } from './wecom/server.ts';

/** What became of a thing said: the person's own line and the bot's first answer. */
export interface SayResult {
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
  readonly pictures: Pictures;
  readonly clock: Clock;
}

/** What a person says: words, perhaps a picture, perhaps quoting a line of the same room by its id. */
export interface Message {
  readonly text: string;
  readonly picture?: Picture | undefined;
  readonly quote?: string | undefined;
}

/** People talking to the bot. Both return undefined for a person or chat that is not on that platform. */
export interface Conversation {
  /** Says something, waits for the first answer, and records both. Never throws on the bot's account. */
  say(place: Place, message: Message): Promise<SayResult | undefined>;
  /** A person opens the bot's chat: WeCom tells the bot once a day, DingTalk does not. */
  enter(place: Place): Promise<{ readonly answer?: ChatLine } | undefined>;
}

const DAY_MS = 86_400_000;
/** Chinese days begin 8 hours before UTC ones. */
const OFFSET_MS = 8 * 3_600_000;

/** The conversations of one sandbox. */
export function createConversation(parts: ConversationParts): Conversation {
  const { county, botName, clock } = parts;
  const entered = new Map<string, number>();
  return {
    async say(place, message) {
      const scene = findScene(county, place);
      if (!scene) return undefined;
      const quote = findQuoted(parts, scene.room, message.quote);
      const own = addOwnLine(parts, scene, message, quote);
      if (scene.kind === 'group' && !mentionsBot(message.text, botName)) {
        return { line: settle(parts, own, { state: 'sent' }), answer: unheard(parts, scene) };
      }
      return deliver(parts, own, {
        scene,
        text: message.text,
        ...defined({ picture: message.picture, quote }),
      });
    },

    async enter(place) {
      const scene = findScene(county, place);
      if (!scene) return undefined;
      const today = Math.floor((clock.now().getTime() + OFFSET_MS) / DAY_MS);
      const first = entered.get(scene.room) !== today;
      if (scene.platform !== 'wecom' || scene.kind !== 'single' || !first) return {};
      entered.set(scene.room, today);
      const outcome = await parts.wecom.enter(scene);
      return outcome.kind === 'answered' ? { answer: addBotLine(parts, scene, outcome) } : {};
    },
  };
}

/** Hands the message to the platform and records what came of it. */
async function deliver(parts: ConversationParts, own: ChatLine, utterance: Utterance): Promise<SayResult> {
  const { scene } = utterance;
  let answer: ChatLine | undefined;
  const outcome = await parts[scene.platform].say(utterance, (soFar) => {
    answer = addBotLine(parts, scene, { text: soFar, state: 'waiting' });
    return answer.id;
  });
  if (outcome.kind === 'failed') {
    return { line: settle(parts, own, { state: 'failed', error: outcome.error }) };
  }
  const line = settle(parts, own, { state: 'sent' });
  if (outcome.kind === 'answered') {
    const { kind, ...shown } = outcome;
    answer = addBotLine(parts, scene, shown);
  }
  return { line, ...defined({ answer }) };
}

function addOwnLine(
  { history }: ConversationParts,
  { room, person }: Scene,
  { text, picture }: Message,
  quote: Quoted | undefined,
): ChatLine {
  return history.add({
    room,
    author: 'person',
    name: person.name,
    text,
    format: 'plain',
    state: 'sending',
    ...defined({ picture: picture?.id, quote: quote && (quote.text || '[图片]') }),
  });
}

function addBotLine({ history, botName }: ConversationParts, { room }: Scene, patch: LinePatch): ChatLine {
  const usual = { text: '', format: 'markdown', state: 'sent' } as const;
  return history.add({ room, author: 'bot', name: botName, ...usual, ...patch });
}

function unheard({ history, botName }: ConversationParts, { room }: Scene): ChatLine {
  const text = `没有 @${botName}，机器人收不到这条消息。`;
  return history.add({ room, author: 'note', name: '', text, format: 'plain', state: 'sent' });
}

function settle({ history }: ConversationParts, line: ChatLine, patch: LinePatch): ChatLine {
  return history.change(line.room, line.id, patch) ?? line;
}

function findQuoted(
  { history, pictures }: ConversationParts,
  room: string,
  id: string | undefined,
): Quoted | undefined {
  const line = history.lines(room).find((one) => one.id === id && one.author !== 'note');
  if (!line) return undefined;
  const picture = line.picture === undefined ? undefined : pictures.find(line.picture);
  return { text: line.text, ...defined({ picture }) };
}
