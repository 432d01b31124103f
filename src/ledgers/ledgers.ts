import type { Reader } from '../casefiles/rights.ts';
import { dutyTotals } from '../duties/totals.ts';
import type { DutyStore } from '../duties/types.ts';
import { localDate, localTime, printedDate } from '../kit/local-date.ts';
import { accountOf } from '../people/accounts.ts';
import type { Actor } from '../people/actor.ts';
import type { People } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { columnsOf, dutyRows } from './duty-rows.ts';
import { ledgerFileName, rosterFileName } from './file-name.ts';
import { formOf, type LedgerForm } from './forms.ts';
import { type LedgerRef, readLedgerRef } from './ref.ts';
import { ROSTER_COLUMNS, type RosterSources, rosterRows, rosterSchools } from './roster-rows.ts';
import { unitsInSight } from './units-in-sight.ts';
import { workbook } from './workbook.ts';

/** An Excel file that is made at this moment. */
export interface MadeLedger {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Ledgers (台账) as Excel files. */
export interface Ledgers {
  /** The file of a reference for somebody who may have it now; undefined for anybody else. */
  render(ref: string, who: Reader): Promise<MadeLedger | undefined>;
  /** The same for the account that the reference names: for the outbox. */
  load(ref: string): Promise<MadeLedger | undefined>;
}

/** What ledgers are made of. */
export interface LedgersOptions {
  readonly forms: readonly LedgerForm[];
  readonly duties: Pick<DutyStore, 'find' | 'returns'>;
  readonly places: { current(): Promise<Gazetteer> };
  readonly people: Pick<People, 'identify' | 'accountsOf'>;
  /** Who fetched a copy, as it stands in it. */
  readonly fetchedBy: (actor: Actor, gazetteer: Gazetteer) => string;
  readonly roster: RosterSources;
  readonly timeZone: string;
}

const HEADING_LINES = 2;

/** Ledgers over these. */
export function createLedgers(options: LedgersOptions): Ledgers {
  const { people } = options;
  const render: Ledgers['render'] = async (text, { actor }) => {
    const ref = readLedgerRef(text);
    if (ref === undefined) return undefined;
    return 'duty' in ref ? made(options, ref, actor) : roster(options, ref, actor);
  };
  return {
    render,
    load: async (text) => {
      const ref = readLedgerRef(text);
      if (ref === undefined) return undefined;
      const { platform, userId } = accountOf(ref.to);
      const actor = await people.identify(platform, userId, false);
      return render(text, { actor, accounts: await people.accountsOf(actor) });
    },
  };
}

async function made(
  options: LedgersOptions,
  ref: Extract<LedgerRef, { duty: string }>,
  actor: Actor,
): Promise<MadeLedger | undefined> {
  const { duties, places, forms } = options;
  const [duty, gazetteer] = await Promise.all([duties.find(ref.duty), places.current()]);
  const form = duty && formOf(forms, duty);
  if (duty === undefined || form === undefined) return undefined;
  const units = unitsInSight(actor, duty, gazetteer, ref.area);
  if (units.length === 0) return undefined;
  const returns = await duties.returns(duty.id);
  const rows = dutyRows({
    ...{ form, returns, units, gazetteer, words: actor.role === 'bureau' },
    totals: dutyTotals(duty, returns, gazetteer, units),
    heading: [
      `${gazetteer.county.name}${form.name}（${duty.title} ${duty.period.label}）`,
      fetchedLine(options, ref, actor, gazetteer),
    ],
  });
  const columns = columnsOf(form, duty);
  return {
    name: ledgerFileName(duty, gazetteer, ref.area),
    bytes: await workbook({
      name: form.name,
      widths: columns.map(({ width }) => width),
      head: HEADING_LINES + 1,
      rows,
    }),
  };
}

async function roster(
  options: LedgersOptions,
  ref: LedgerRef,
  actor: Actor,
): Promise<MadeLedger | undefined> {
  const gazetteer = await options.places.current();
  const schools = rosterSchools(actor, gazetteer, ref.area);
  if (schools.length === 0) return undefined;
  const rows = await rosterRows(options.roster, schools, gazetteer);
  const bytes = await workbook({
    name: '六员花名册',
    widths: ROSTER_COLUMNS.map(({ width }) => width),
    head: HEADING_LINES + 1,
    rows: [
      [`${gazetteer.county.name}六员进校园花名册`],
      [fetchedLine(options, ref, actor, gazetteer)],
      ROSTER_COLUMNS.map(({ title }) => title),
      ...rows,
    ],
  });
  return { name: rosterFileName(gazetteer, ref.area), bytes };
}

function fetchedLine(
  { fetchedBy, timeZone }: LedgersOptions,
  ref: LedgerRef,
  actor: Actor,
  gazetteer: Gazetteer,
): string {
  const at = new Date(ref.at);
  const when = `${printedDate(localDate(at, timeZone))} ${localTime(at, timeZone)}`;
  return `${when} ${fetchedBy(actor, gazetteer)}取用；没有的数留空，空栏手填`;
}
