import { randomBytes } from 'node:crypto';
import type { DropoutCase } from '../../src/dropouts/types.ts';
import type { Hazard } from '../../src/hazards/types.ts';
import type { TestChat } from '../support/chat.ts';
import { accountOf, groupOf } from './county.ts';
import type { Said } from './said.ts';

/** What lies in the database of the things people report and answer. */
export interface Stored {
  readonly cases: readonly DropoutCase[];
  readonly hazards: readonly Hazard[];
  readonly incidents: number;
  readonly duties: readonly { readonly title: string; readonly due: Date }[];
  /** By the title of the duty: the values in the order of its fields, of the unit that spoke. */
  readonly answers: Readonly<
    Record<string, { readonly values: readonly number[]; readonly kinds: readonly string[] }>
  >;
}

/** What came of one message. */
export interface Played {
  readonly said: Said;
  readonly text: string;
  readonly before: Stored;
  /** What was answered to the words themselves. */
  readonly reply: string;
  /** And to what was said after it: 是, 确认 or a number. */
  readonly then: readonly { readonly said: string; readonly reply: string }[];
  readonly after: Stored;
  /** Numbers of the files that the earlier words made, in order. */
  readonly files: readonly string[];
  readonly countSame?: string;
  readonly countAlso?: string;
}

const COLLECTIONS = [
  'dropouts',
  'hazards',
  'incidents',
  'dialogues',
  'last_files',
  'duty_returns',
  'photos',
  'checks',
  'inspections',
  'first_of_day',
  'directives',
];

const DUTIES: Readonly<Record<string, string>> = {
  取暖设备排查: '派任务 幼儿园 取暖设备排查 12月8日前 依据 县教〔2026〕41号 10分钟 回0',
  住校生取暖器摸底: '派任务 小学、教学点 住校生取暖器摸底 12月8日前 依据 县教〔2026〕42号 10分钟 回 台数(台)',
  消防通道自查: '派任务 初中 消防通道自查 12月8日前 依据 县教〔2026〕43号 10分钟 回完成',
  在校人数核对: '派任务 乡镇 在校人数核对 12月8日前 依据 县教〔2026〕45号 10分钟 回 应到(人) 实到(人)',
};

/** Plays messages one after another, each in an empty register. */
export async function createPlayer(chat: TestChat, tick: () => void, openDrill: () => Promise<unknown>) {
  const { services } = chat.app.built;
  const mongo = chat.base.database.mongo;
  const all = (name: string) => mongo.collection<Record<string, unknown>>(name);

  async function stored(said: Said): Promise<Stored> {
    const numbers = async (name: string) =>
      (await all(name).find({}).sort({ reportedAt: 1, serial: 1 }).toArray()).map((one) => String(one.no));
    const cases = await Promise.all((await numbers('dropouts')).map((no) => services.dropouts.find(no)));
    const hazards = await Promise.all((await numbers('hazards')).map((no) => services.hazards.find(no)));
    const duties = await services.duties.recent(new Date(0), 0);
    const places = await services.places.current();
    const unit = [...places.schools, ...places.townships].find(({ name }) => name === said.of)?.id;
    const answers: Record<string, { values: number[]; kinds: string[] }> = {};
    for (const duty of duties) {
      const mine = (await services.duties.returns(duty.id)).find(({ unitId }) => unitId === unit);
      if (mine === undefined) continue;
      const { answer } = mine;
      answers[duty.title] = {
        values:
          answer === undefined
            ? []
            : answer.zero
              ? [0]
              : duty.answer.fields.map(({ name }) => answer.values[name] ?? -1),
        kinds: [...mine.entries.map(({ kind }) => kind), ...(answer === undefined ? [] : ['answer'])],
      };
    }
    return {
      cases: cases.filter((one) => one !== undefined),
      hazards: hazards.filter((one) => one !== undefined),
      incidents: await all('incidents').countDocuments({}),
      duties: duties.map(({ title, due }) => ({ title, due })),
      answers,
    };
  }

  const bureau = { platform: 'wecom', sender: 'bianzhiqiu' } as const;
  await chat.hear('在吗', bureau);
  const assigned = new Map<string, Record<string, unknown>[]>();
  for (const [title, line] of Object.entries(DUTIES)) {
    await all('duties').deleteMany({});
    let reply = await chat.hear(line, bureau);
    if (/确认$/u.test(reply.trim())) reply = await chat.hear('确认', bureau);
    const found = await all('duties').find({}).toArray();
    if (found.length !== 1) throw new Error(`${title}: ${reply}`);
    assigned.set(title, found);
  }
  await all('duties').deleteMany({});
  await openDrill();
  assigned.set('每月演练', await all('duties').find({}).toArray());
  await all('duties').deleteMany({});

  return async function play(said: Said): Promise<Played> {
    for (const name of COLLECTIONS) await all(name).deleteMany({});
    await all('duties').deleteMany({});
    const open = said.before.flatMap((one) =>
      typeof one === 'object' && 'bot' in one ? (one.duties ?? []) : [],
    );
    for (const title of open) {
      const documents = assigned.get(title);
      if (documents === undefined) throw new Error(`no duty ${title}`);
      await all('duties').insertMany(documents as never);
    }
    const from = {
      platform: said.platform,
      sender: accountOf(said),
      ...(said.place === 'private' ? {} : { group: groupOf(said) }),
    } as const;
    const picture = (yes: boolean) =>
      yes ? { attachments: [{ kind: 'image' as const, downloadCode: randomBytes(4).toString('hex') }] } : {};
    const say = async (text: string, more: object = {}) => {
      tick();
      return chat.hear(text, { ...from, ...more });
    };
    let last = '';
    let lastOwn = '';
    const files: string[] = [];
    const look = async () => {
      const now = await stored(said);
      for (const { no } of [...now.cases, ...now.hazards]) if (!files.includes(no)) files.push(no);
      return now;
    };
    for (const one of said.before) {
      if (typeof one === 'object' && 'bot' in one) continue;
      const text = typeof one === 'string' ? one : one.text;
      const photo = text === '[图]' || typeof one === 'object';
      last = await say(text === '[图]' ? '' : text, picture(photo));
      lastOwn ||= text;
      if (
        !said.before.some(
          (b) => typeof b === 'object' && 'bot' in b && (b.bot === 'offer' || b.bot === 'ask'),
        )
      )
        last = (await carriedOn(last, say)).at(-1)?.reply ?? last;
      await look();
    }
    const before = await look();
    const text = said.text.replace(/\{(\d)([nx]?)\}/gu, (_, index: string, as: string) => {
      const no = files[Number(index) - 1] ?? 'K26-0000-X';
      if (as === 'n') return no.split('-')[1] ?? no;
      if (as === 'x') return no.slice(0, -1) + (no.endsWith('A') ? 'C' : 'A');
      return no;
    });
    const quote =
      said.quote === undefined
        ? {}
        : { quote: said.quote === 'receipt' ? last : said.quote === 'own1' ? lastOwn : '' };
    const reply = await say(text, { ...quote, ...picture(said.pic) });
    const then = said.want.act === 'decline' ? [] : await carriedOn(reply, say);
    const after = await stored(said);
    const { same, also } = said.want.fields as { same?: string; also?: string };
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

/** Says what the last line offers, as somebody would who means yes. */
async function carriedOn(reply: string, say: (text: string) => Promise<string>) {
  const then: { said: string; reply: string }[] = [];
  let last = reply;
  for (let turns = 0; turns < 4; turns += 1) {
    const line = last.split('\n').at(-1)?.trim() ?? '';
    const word = /^(是|确认)$/u.exec(line)?.[1] ?? (/^1$/u.test(line) ? '1' : undefined);
    if (word === undefined) break;
    last = await say(word);
    then.push({ said: word, reply: last });
  }
  return then;
}
