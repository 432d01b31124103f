import { defined } from '../kit/defined.ts';
import { localDate, localTime } from '../kit/local-date.ts';
import type { SharedData } from '../texts/reply-texts.ts';
import { dialoguePlace } from './dialogue.ts';
import type { IncomingMessage } from './message.ts';
import { personalDataIn } from './personal-data.ts';
import type { DispatchDeps, Turn, TurnEntry } from './turn.ts';

/** Read everything a message is answered with: who speaks, in which group, in which county, on which day. */
export async function openTurn(
  deps: DispatchDeps,
  message: IncomingMessage,
  entry: TurnEntry,
): Promise<Turn> {
  const { services, texts } = deps;
  const inGroup = message.chat.kind === 'group';
  const [actor, group, gazetteer, calendar] = await Promise.all([
    services.people.identify(message.platform, senderId(message), message.sender.outsider),
    inGroup ? services.people.group(message.platform, message.chat.id) : undefined,
    services.places.current(),
    services.calendar.current(),
  ]);
  const now = message.receivedAt;
  const today = localDate(now, deps.timeZone);
  const shared: SharedData = { group: inGroup, at: inGroup ? '先@我，再粘贴：' : '', bound: actor.bound };
  return {
    deps,
    message,
    entry,
    actor,
    ...defined({ group }),
    gazetteer,
    calendar,
    now,
    today,
    time: localTime(now, deps.timeZone),
    place: dialoguePlace(`${message.platform}:${message.sender.id}`, message.chat),
    personalDataTyped: inGroup && personalDataIn(message.text, gazetteer),
    text: texts.knowing(shared),
  };
}

/** People whose id the platform withholds are strangers to each other: one message, one stranger. */
function senderId({ sender, id }: IncomingMessage): string {
  return sender.id === '' ? `~${id}` : sender.id;
}
