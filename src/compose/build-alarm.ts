import type { Outbox } from '../delivery/types.ts';
import { type Alarm, createAlarm } from '../incidents/alarm.ts';
import type { AlarmTexts } from '../incidents/alarm-words.ts';
import { accountOf } from '../people/accounts.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Base } from './base.ts';
import type { BuiltPeople } from './build-people.ts';
import type { Stores } from './build-stores.ts';

/** Tells persons on duty of emergencies. */
export function buildAlarm(
  { config }: Pick<Base, 'config'>,
  parts: {
    readonly stores: Pick<Stores, 'services' | 'county'>;
    readonly people: BuiltPeople;
    readonly outbox: Pick<Outbox, 'states'>;
    readonly text: FillReply<AlarmTexts>;
  },
): Alarm {
  const { stores, people, outbox, text } = parts;
  return createAlarm({
    incidents: stores.services.incidents,
    county: stores.county.county,
    everyone: people.people.everyone,
    contacts: people.contacts,
    failed: async (pushes) => {
      const asked = pushes.map(({ notice, to }) => {
        const { platform, userId: id } = accountOf(to);
        return { notice, target: { platform, kind: 'person' as const, id } };
      });
      // One that may have arrived is waited for.
      return (await outbox.states(asked)).map((state) => state === 'dead' || state === 'gone');
    },
    text,
    tz: config.timeZone,
  });
}
