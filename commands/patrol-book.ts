import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, type CommandResult, defineCommand, writes } from '../src/chat/command.ts';
import { patrolRef, readMonth } from '../src/documents/patrol/patrol-ref.ts';
import { monthWords, patrolFileName } from '../src/documents/patrol/patrol-words.ts';
import { accountKey, accountOf } from '../src/people/accounts.ts';
import { elsewhere, ownChannel } from '../src/people/own-channel.ts';
import type { Account } from '../src/people/reach.ts';
import { covers } from '../src/people/scope.ts';
import { fullName } from '../src/places/naming.ts';
import type { School } from '../src/places/place.ts';

const args = z.object({
  place: arg.place({
    labels: ['学校', '单位'],
    places: ['school'],
    question: '要哪所学校的巡查册？',
    notFirst: true,
  }),
  month: arg.text({ labels: ['月份', '时间'] }).optional(),
});

/** 巡查册: a page for one month to print; the daily patrol reports what is wrong and nothing else. */
export default defineCommand({
  name: '巡查册',
  aliases: ['巡查表', '每日巡查册', 'patrol'],
  order: 27,
  summary: '要一个月的每日巡查册，打印后一天一行，平时只报异常',
  usage: '巡查册 [学校] [本月|下月|2026年12月]',
  examples: [
    { line: '巡查册 {学校}', where: 'private' },
    { line: '巡查册 {学校} 下月', where: 'private' },
  ],
  roles: ['teacher', 'school', 'township', 'bureau'],
  where: 'private',
  effect: 'adds',
  args,
  async run(context, given) {
    const school = given.place as School;
    const name = fullName(context.gazetteer, school);
    if (!covers(context.actor, { areaId: school.townshipId, schoolId: school.id }))
      return { reply: context.text('refusals/nothing-there') };
    const month = readMonth(given.month ?? '', context.today);
    if (month === undefined) return { reply: context.text('patrol-book/which-month', { school: name }) };
    const to = await context.freeze('account', () => ownChannel(context));
    if (to === '') return { reply: context.text('patrol-book/no-channel', { school: name }) };
    return send(context, accountOf(to), { school, month });
  },
});

/** A week later it is of no use: they have asked again, or printed another. */
const USEFUL_MS = 7 * 86_400_000;

function send(
  context: CommandContext,
  to: Account,
  { school, month }: { readonly school: School; readonly month: string },
): CommandResult {
  const { services, now: at } = context;
  const name = fullName(context.gazetteer, school);
  const where = elsewhere(context, accountKey(to));
  const text = context.text('patrol-book/made', { school: name, month: monthWords(month), where });
  const effect = (key: string) =>
    services.tell({
      key: `${key}:book`,
      kind: 'document',
      to,
      title: '校园哨兵：您要的巡查册',
      text: context.text('patrol-book/file', { school: name, month: monthWords(month) }),
      file: { name: patrolFileName(name, month), ref: patrolRef({ schoolId: school.id, month }) },
      at,
      until: new Date(at.getTime() + USEFUL_MS),
    });
  return writes(effect, (how) =>
    how === 'pushed' ? text : context.text('patrol-book/no-channel', { school: name }),
  );
}
