import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { dutyChoices } from '../src/duties/choices.ts';
import { AUDIENCE_WORDS, dutyName, wordFor } from '../src/duties/names.ts';
import { dutyTotals } from '../src/duties/totals.ts';
import { dutiesKnown, dutiesToTotal } from '../src/duties/totals-meant.ts';
import { areaWords, findingWords, wholeWords } from '../src/duties/totals-words.ts';
import type { Duty } from '../src/duties/types.ts';
import { AUDIENCE_UNITS, dueWords, measureWords } from '../src/duties/words.ts';
import { ledgerFileName } from '../src/ledgers/file-name.ts';
import { handOutLedger } from '../src/ledgers/hand-out.ts';
import { TOTALS_READERS, unitsInSight } from '../src/ledgers/units-in-sight.ts';
import { elsewhere, ownChannel } from '../src/people/own-channel.ts';
import { covers } from '../src/people/scope.ts';
import { areaName } from '../src/places/naming.ts';

const args = z.object({
  // 家长信 comes first and is no misspelt place.
  place: arg.place({ labels: ['乡镇', '街道'], places: ['township'], notFirst: true }).optional(),
  duty: arg.text({ labels: ['任务'] }).optional(),
});
type Args = z.output<typeof args>;

/** Answers of the last year and a bit: last year's campaign is looked up beside this year's. */
const DAYS = 400;
/** More duties in one answer are no answer: then one is chosen. */
const MOST_SHOWN = 2;
const MOST_NOTES = 8;

/** 汇总: what units answered, added up township by township; as text, and as an Excel ledger to the asker alone. */
export default defineCommand({
  name: '汇总',
  aliases: ['汇总表', '答复汇总', 'totals'],
  order: 49,
  summary: '看各单位报上来的数：合计、各乡镇、差在哪里；要表格就出电子台账',
  usage: '汇总 任务 [乡镇]',
  examples: [
    { line: '汇总', where: 'private' },
    { line: '汇总 家长信', where: 'private' },
    { line: '汇总 家长信 {乡镇}', where: 'private' },
  ],
  roles: TOTALS_READERS,
  where: 'private',
  effect: 'none',
  args,
  async run(context, given) {
    if (isElsewhere(context, given)) return { reply: context.text('refusals/nothing-there') };
    const found = await meant(context, given, '汇总');
    return 'instead' in found ? found.instead : shown(context, found.duties, given);
  },
  verbs: {
    file: defineVerb({
      words: ['表格', '台账', '电子台账', '电子表', '导出', 'Excel', 'excel', 'xlsx'],
      stands: 'whole',
      usage: '任务 [乡镇]（Excel，发到您的私聊）',
      examples: [{ line: '汇总 表格 家长信', where: 'private' }],
      effect: 'adds',
      args,
      run: sendFile,
    }),
  },
});

/** Somebody of one township asks for another one. */
const isElsewhere = ({ actor }: CommandContext, { place }: Args): boolean =>
  place !== undefined && !covers(actor, { areaId: place.id });

type Meant = { readonly duties: readonly Duty[] } | { readonly instead: ReplyResult };

/** The duties whose answers are asked for and in sight; several or none are asked about, each with a whole line. */
async function meant(
  context: CommandContext,
  { duty: words = '', place }: Args,
  front: string,
): Promise<Meant> {
  const { services, actor, gazetteer, now, text } = context;
  const recent = (await services.duties.recent(now, DAYS)).filter(
    (duty) => unitsInSight(actor, duty, gazetteer, place?.id).length > 0,
  );
  const found = dutiesToTotal(recent, words);
  if (found.length > 0 && found.length <= (front === '汇总' ? MOST_SHOWN : 1)) return { duties: found };
  const among = found.length > 0 ? found : dutiesKnown(recent);
  if (among.length === 0) return { instead: { reply: text('totals/none') } };
  const where = place === undefined ? '' : ` ${areaName(gazetteer, place.id)}`;
  const choices = dutyChoices(among).map(({ label, word }) => ({ label, line: `${front} ${word}${where}` }));
  return { instead: { reply: text('totals/which', { said: words, fits: found.length > 0 }), choices } };
}

async function shown(
  context: CommandContext,
  duties: readonly Duty[],
  { place }: Args,
): Promise<ReplyResult> {
  const { gazetteer, services, actor, today, time } = context;
  const asks = context.commands.find('未报') !== undefined;
  const recent = await services.duties.recent(context.now, DAYS);
  const parts = duties.map(async (duty) => {
    const units = unitsInSight(actor, duty, gazetteer, place?.id);
    const totals = dutyTotals(duty, await services.duties.returns(duty.id), gazetteer, units);
    // What a leader reads may be forwarded: no school is named in it.
    const notes = actor.role === 'leader' && duty.audience !== 'township' ? [] : totals.findings;
    const heard = totals.areas.filter((area) => area.totals.answered > 0);
    const openNow = recent.filter(({ state }) => state === 'open');
    return {
      ...{ name: dutyName(duty), whom: AUDIENCE_WORDS[duty.audience], due: dueWords(duty, today) },
      measures: measureWords(totals.whole),
      whole: wholeWords(duty.answer, totals.whole),
      areas: heard.map((area) => areaWords(totals, area, gazetteer)),
      silent: totals.areas
        .filter((area) => !heard.includes(area))
        .map(({ areaId }) => areaName(gazetteer, areaId)),
      notes: notes.slice(0, MOST_NOTES).map((one) => findingWords(one, gazetteer)),
      more: Math.max(0, notes.length - MOST_NOTES),
      ...{ missing: totals.missing.length, unit: AUDIENCE_UNITS[duty.audience] },
      elsewhere: totals.whole.elsewhere,
      missingLine: asks && duty.state === 'open' ? `未报 ${wordFor(duty, openNow)}` : undefined,
    };
  });
  const [first] = duties;
  const where = place === undefined ? '' : ` ${areaName(gazetteer, place.id)}`;
  const word = first === undefined ? '' : wordFor(first, dutiesKnown(recent));
  return {
    reply: context.text('totals/shown', {
      duties: await Promise.all(parts),
      cutOff: `${today.slice(5)} ${time}`,
      line: `汇总 表格 ${word}${where}`,
    }),
  };
}

async function sendFile(context: CommandContext, given: Args): Promise<CommandResult> {
  const { gazetteer, text, now } = context;
  if (isElsewhere(context, given)) return { reply: text('refusals/nothing-there') };
  const found = await meant(context, given, '汇总 表格');
  if ('instead' in found) return found.instead;
  const [duty] = found.duties;
  if (duty === undefined) return { reply: text('totals/none') };
  const area = given.place?.id;
  const of = area === undefined ? undefined : areaName(gazetteer, area);
  const line = `汇总 ${given.duty ?? ''}${of === undefined ? '' : ` ${of}`}`;
  const to = await context.freeze('account', () => ownChannel(context));
  const noChannel = text('totals/no-channel', { line: `汇总 表格 ${given.duty ?? ''}` });
  if (to === '') return { reply: noChannel };
  const name = `${dutyName(duty)}台账`;
  const ref = { duty: duty.id, to, at: now.getTime(), ...(area === undefined ? {} : { area }) };
  const file = {
    ref,
    fileName: ledgerFileName(duty, gazetteer, area),
    text: text('totals/file', { name, of }),
  };
  return writes(handOutLedger(context, file), (how) =>
    how === 'waiting' ? noChannel : text('totals/made', { name, of, where: elsewhere(context, to), line }),
  );
}
