import { randomBytes } from 'node:crypto';
import type { TestChat } from '../support/chat.ts';
import { agree, carryOn, type Turn } from './carry-on.ts';
import { accountOf, groupOf } from './county.ts';
import { type DutyDocument, dutyDocuments } from './duties.ts';
import { createRegister, type Look, NOTHING, type Stored } from './register.ts';
import { ofBot, type Said } from './said.ts';

/** What came of one message. */
export interface Played {
  readonly said: Said;
  readonly text: string;
  readonly before: Stored;
  /** What was answered to the words themselves. */
  readonly reply: string;
  /** And to what was said after it. */
  readonly then: readonly Turn[];
  readonly after: Stored;
  /** Numbers of the files that the earlier words made, in order. */
  readonly files: readonly string[];
  /** What a command line gives that asks for the same figure. */
  readonly countSame?: string;
  readonly countAlso?: string;
}

type Say = (text: string, more?: object) => Promise<string>;

const picture = (yes: boolean) =>
  yes ? { attachments: [{ kind: 'image' as const, downloadCode: randomBytes(4).toString('hex') }] } : {};

/** `{1}` is the number of the first file, `{1n}` its digits, `{1x}` the number with a wrong last letter. */
function withNumbers(text: string, files: readonly string[]): string {
  return text.replace(/\{(\d)([nx]?)\}/gu, (_, index: string, as: string) => {
    const no = files[Number(index) - 1] ?? 'K26-0000-X';
    if (as === 'n') return no.split('-')[1] ?? no;
    return as === 'x' ? no.slice(0, -1) + (no.endsWith('A') ? 'C' : 'A') : no;
  });
}

const withoutMark = (text: string) => (text === '[图]' ? '' : text);

/** What was said before, in order: what the bot last answered to it, and the speaker's first own line. */
async function sayBefore({ before }: Said, say: Say, look: () => Promise<unknown>) {
  const leftOpen = before.some((one) => ['offer', 'ask'].includes(ofBot(one)?.bot ?? ''));
  let last = '';
  let first: string | undefined;
  for (const one of before) {
    if (typeof one === 'object' && 'bot' in one) continue;
    const text = typeof one === 'string' ? one : one.text;
    first ??= text;
    last = await say(withoutMark(text), picture(text === '[图]' || typeof one === 'object'));
    if (!leftOpen) last = await agree(last, say);
    await look();
  }
  return { last, first: first ?? '' };
}

/** Plays messages one after another, each in an empty register; `keep` leaves the files of before in it. */
export async function createPlayer(chat: TestChat, tick: () => void, now: Date) {
  const register = createRegister(chat);
  const duties = await dutyDocuments(chat, now);
  const places = await chat.app.built.services.places.current();
  const units = new Map([...places.schools, ...places.townships].map(({ id, name }) => [name, id]));

  const dutiesOf = (said: Said): readonly DutyDocument[] =>
    said.before
      .flatMap((one) => ofBot(one)?.duties ?? [])
      .flatMap((title) => {
        const documents = duties.get(title);
        if (documents === undefined) throw new Error(`no duty ${title}`);
        return documents;
      });

  function sayAs(said: Said): Say {
    const group = said.place === 'private' ? {} : { group: groupOf(said) };
    const from = { platform: said.platform, sender: accountOf(said), ...group };
    return (text, more = {}) => {
      tick();
      return chat.hear(text, { ...from, ...more });
    };
  }

  return async function play(said: Said, keep = false): Promise<Played> {
    const { act, fields } = said.want;
    const open = dutiesOf(said);
    await register.clear(accountOf(said), open, keep);
    if (act === 'assign-duty') register.mayHaveDuties();
    const look: Look = {
      unit: units.get(said.of ?? ''),
      duties: open.length > 0 || act === 'assign-duty',
      photos: JSON.stringify(said).includes('"pic":true') || JSON.stringify(said).includes('[图]'),
    };
    const say = sayAs(said);
    let before = keep || open.length > 0 ? await register.look(look) : NOTHING;
    const numbers = ({ cases, hazards, incidents }: Stored) => [
      ...[...cases, ...hazards].map(({ no }) => no),
      ...incidents,
    ];
    const known = new Set(numbers(before));
    const files: string[] = [];
    const { last, first } = await sayBefore(said, say, async () => {
      before = await register.look(look);
      for (const no of numbers(before)) if (!known.has(no) && !files.includes(no)) files.push(no);
    });
    const text = withNumbers(withoutMark(said.text), files);
    const quotes = { receipt: last, own1: first, photo: '' };
    const quote = said.quote === undefined ? {} : { quote: quotes[said.quote] };
    const reply = await say(text, { ...quote, ...picture(said.pic) });
    const then = await carryOn(reply, { want: said.want, text, files }, say);
    const after = await register.look(look);
    const { same, also } = fields as { same?: string; also?: string };
    return {
      said,
      text,
      before,
      reply,
      then,
      after,
      files,
      ...(same === undefined ? {} : { countSame: await say(same) }),
      ...(also === undefined ? {} : { countAlso: await say(also) }),
    };
  };
}
