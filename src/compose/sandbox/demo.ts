import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage } from '../../chat/message.ts';
import { unpackReply } from '../../chat/reply.ts';
import { instantOf } from '../../kit/instant-of.ts';
import { addDays, type LocalDate, localDate, spokenDate } from '../../kit/local-date.ts';
import type { County } from '../../places/county.ts';
import type { Base } from '../base.ts';
import type { Parts } from '../parts.ts';
import { type DemoLine, readDemoScript } from './demo-script.ts';
import { createDemoMark } from './demo-store.ts';

/** What the demonstration is said to. */
type Heard = Pick<Parts, 'inbox' | 'work' | 'services' | 'county'>;

const ASK_AGAIN_MS = 100;
const NUMBER = /[KYTPJB]\d\d-\d{4,}-[A-Z]/;

/**
 * On a fresh sandbox its people report what happened in the last weeks, so that a newcomer's first question has an
 * answer. Everything is said as anybody would say it: claimed by the inbox, judged and stored by the commands. The
 * messages have ids of their own, so that what a crash broke off is finished and nothing is said twice.
 */
export async function playDemo(base: Base, heard: Heard): Promise<void> {
  const { config, database, clock } = base;
  const mark = createDemoMark(database.mongo);
  const from = await mark.begin(clock.now());
  if (from === undefined) return;
  const county = await heard.county.county();
  const calendar = await heard.services.calendar.current();
  const today = localDate(from, config.timeZone);
  const numbers = new Map<string, string>();
  const reported: string[] = [];
  for (const [index, line] of readDemoScript().entries()) {
    const day = calendar.workdayUntil(addDays(today, -line.days));
    const at = instantOf(day, line.time, config.timeZone);
    const say = (id: string, text: string) => answerTo(heard, messageOf(county, line, { id, text, at }));
    const id = `sandbox-demo-${index}`;
    const reply = await say(id, filled(line.say, today, numbers));
    const receipt = /确认$/.test(reply) ? await say(`${id}-yes`, '确认') : reply;
    const number = NUMBER.exec(receipt)?.[0];
    if (number === undefined) continue;
    reported.push(number);
    if (line.as !== undefined) numbers.set(line.as, number);
  }
  await mark.end([...new Set(reported)]);
}

/** `{+6}`: the date in six days; `{案一}`: the number that an earlier receipt gave. */
function filled(say: string, today: LocalDate, numbers: ReadonlyMap<string, string>): string {
  return say.replace(/\{([^}]+)\}/g, (_, name: string) =>
    /^\+\d+$/.test(name) ? spokenDate(addDays(today, Number(name))) : (numbers.get(name) ?? name),
  );
}

function messageOf(
  county: County,
  { who, group }: DemoLine,
  { id, text, at }: { readonly id: string; readonly text: string; readonly at: Date },
): IncomingMessage {
  const sender = county.members.find(({ name }) => name === who)?.wecom;
  if (sender === undefined) throw new Error(`Nobody in the county file is called ${who}`);
  const chat = county.groups.find(({ name }) => name === group)?.wecom;
  return {
    platform: 'wecom',
    id,
    kind: 'text',
    chat: chat === undefined ? { kind: 'single', id: sender } : { kind: 'group', id: chat },
    sender: { id: sender, outsider: false },
    text,
    attachments: [],
    reply: {},
    receivedAt: at,
  };
}

/** On a busy machine an answer is promised first: then the same message comes again, as the platforms do it. */
async function answerTo({ inbox, work }: Heard, message: IncomingMessage): Promise<string> {
  for (;;) {
    const answer = await inbox.receive(message, work);
    if (answer.kind === 'reply') return unpackReply(answer.text).text.trim();
    await sleep(ASK_AGAIN_MS);
  }
}
