import { shownAs } from '../casefiles/appended.ts';
import { isOwn, ownNumber } from './own-duty.ts';
import type { AnswerSpec, Duty, DutyReturn, DutyStore } from './types.ts';
import { WRITTEN } from './written.ts';

/** A duty as a group may hear of it: no word that a person typed is in it. */
export interface GroupDuty extends Duty {
  readonly forGroups: true;
}

/**
 * The duty without what an officer typed: a label and its number stand for the title, and its line is answered by
 * the number. What a reminder file says stays. Reading an answer still knows the title (`asWritten`); printing
 * cannot.
 */
export function forGroups(duty: Duty): GroupDuty {
  const shown: GroupDuty = { ...duty, ...(isOwn(duty) ? numbered(duty) : {}), basis: '', forGroups: true };
  WRITTEN.set(shown, duty);
  return shown;
}

function numbered(duty: Duty): Pick<Duty, 'title' | 'period' | 'answer'> {
  const no = ownNumber(duty);
  return {
    title: `任务${no}`,
    period: { ...duty.period, label: '' },
    answer: {
      kind: duty.answer.kind,
      words: [no],
      fields: [],
      ...(duty.answer.photo === undefined ? {} : { photo: duty.answer.photo }),
      example: `${no} ${exampleOf(duty.answer)}`,
    },
  };
}

function exampleOf({ kind, fields }: AnswerSpec): string {
  const counts = fields.map((_, index) => (index + 1) * 10).join(' ');
  const said = {
    ack: '收到',
    done: `完成 ${counts}`,
    numbers: counts,
    items: '正常',
    zero: '0',
    text: '情况',
  };
  return said[kind].trim();
}

/** The store as commands have it in a group: they cannot print what they are not given. */
export function dutiesForGroups(store: DutyStore): DutyStore {
  const all = (duties: readonly Duty[]): readonly Duty[] => duties.map(forGroups);
  return {
    open: async (draft) => forGroups(await store.open(draft)),
    find: async (id) => {
      const duty = await store.find(id);
      return duty && forGroups(duty);
    },
    recent: async (now, days) => all(await store.recent(now, days)),
    lately: async (now) => all(await store.lately(now)),
    openFor: async (units) => all(await store.openFor(units)),
    openedWithin: async (from, to) => all(await store.openedWithin(from, to)),
    returns: async (id) => (await store.returns(id)).map(withoutWords),
    returnsOf: async (ids, unit) => (await store.returnsOf(ids, unit)).map(withoutWords),
    answer:
      (...given) =>
      async (key) =>
        shownAs(await store.answer(...given)(key), withoutWords),
    withdraw:
      (...given) =>
      async (key) =>
        shownAs(await store.withdraw(...given)(key), withoutWords),
    postpone:
      (...given) =>
      async (key) =>
        shownAs(await store.postpone(...given)(key), withoutWords),
    note:
      (...given) =>
      async (key) =>
        shownAs(await store.note(...given)(key), withoutWords),
    urge:
      (...given) =>
      async (key) =>
        shownAs(await store.urge(...given)(key), forGroups),
    moveUnits:
      (...given) =>
      async (key) =>
        shownAs(await store.moveUnits(...given)(key), forGroups),
    end:
      (...given) =>
      async (key) =>
        shownAs(await store.end(...given)(key), forGroups),
  };
}

/** What a unit wrote is for the bureau and the unit. */
function withoutWords({ answer, entries, ...one }: DutyReturn): DutyReturn {
  return {
    ...one,
    ...(answer === undefined ? {} : { answer: plain(answer) }),
    entries: entries.map(({ words: _words, answer: given, ...entry }) => ({
      ...entry,
      ...(given === undefined ? {} : { answer: plain(given) }),
    })),
  };
}

function plain({
  words: _words,
  declaration: _declaration,
  elsewhere: _elsewhere,
  ...answer
}: NonNullable<DutyReturn['answer']>): NonNullable<DutyReturn['answer']> {
  return answer;
}
