import { playDemo } from '../../src/compose/sandbox/demo.ts';
import { createRosterCodes } from '../../src/people/roster-codes-store.ts';
import type { County } from '../../src/places/county.ts';
import { chatInWangxi } from '../journeys/wangxi.ts';
import { fixedClock } from '../support/fixed-clock.ts';

/** The day that the documents speak of. */
const TODAY = new Date('2026-11-24T15:00:00+08:00');

/** Of who was not understood, may not, or named what is not there. */
export const UNANSWERED =
  /没看懂|没有查到|没有找到|没有认出|不在您的工作范围|您要找的是不是|还差|系统繁忙|还没有派出|没有登记任何|还没有登记。|由领导下达|请先绑定/;

/** 望溪县 after what the sandbox's people have said, with somebody to talk to it. */
export interface Reader {
  /** What this person of the county is told; a stranger where the county file has no account of theirs. */
  say(person: string, line: string, group?: string): Promise<string>;
  stop(): Promise<void>;
}

/** A reader who follows one document from its top: codes and numbers in it stand for those that they were given. */
export async function readerOf(): Promise<Reader> {
  const chat = await chatInWangxi({ clock: fixedClock(TODAY) });
  await playDemo(chat.base, chat.parts);
  const county = await chat.parts.county.county();
  const codes = await issueCodes(chat.base, county);
  let told = '';
  const cry = () => chat.hear('桐渡镇中心小学 食堂着火了', { platform: 'wecom', sender: 'fangshuangbai' });
  const fitting = (person: string, line: string): string =>
    line
      .replace('482913', codes.get(person) ?? '482913')
      .replace('A7K3', /申请码 (\w{4})/.exec(told)?.[1] ?? 'A7K3')
      .replace(/T26-\d{4}-[A-Z]/, (number) => /T26-\d{4}-[A-Z]/.exec(told)?.[0] ?? number)
      .replace(/P26-\d{4}-[A-Z]/, (number) => /P26-\d{4}-[A-Z]/.exec(told)?.[0] ?? number);
  return {
    async say(person, line, group) {
      if (/T26-/.test(line) && !/T26-/.test(told)) told += await cry();
      const sender = county.members.find(({ name }) => name === person)?.wecom ?? `stranger-${person}`;
      const where = groupId(county, group);
      const hear = (text: string) => chat.hear(text, { platform: 'wecom', sender, ...where });
      const reply = await hear(fitting(person, line));
      told += `\n${reply}`;
      return reply.endsWith('确认') ? hear('确认') : reply;
    },
    stop: chat.stop,
  };
}

function groupId(county: County, group: string | undefined): { readonly group?: string } {
  if (group === undefined) return {};
  const id = county.groups.find(({ name }) => name === group)?.wecom;
  if (id === undefined) throw new Error(`There is no group ${group}`);
  return { group: id };
}

/** A code for everybody who has no account, as `npm run county -- codes` gives them. */
async function issueCodes(
  { database, clock }: Awaited<ReturnType<typeof chatInWangxi>>['base'],
  county: County,
): Promise<ReadonlyMap<string, string>> {
  const free = county.members.filter(({ wecom, dingtalk }) => wecom === undefined && dingtalk === undefined);
  let next = 482_913;
  const issued = await createRosterCodes(database.mongo, database.sealer).issue(
    free.map(({ id }) => id),
    () => String(next++),
    clock.now(),
  );
  return new Map(free.map(({ id, name }) => [name, issued.get(id) ?? '']));
}
