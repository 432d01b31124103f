import { type Alarm, createAlarm } from '../incidents/alarm.ts';
import type { AlarmTexts } from '../incidents/alarm-words.ts';
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
    readonly text: FillReply<AlarmTexts>;
  },
): Alarm {
  const { stores, people, text } = parts;
  return createAlarm({
    incidents: stores.services.incidents,
    county: stores.county.county,
    everyone: people.people.everyone,
    contacts: people.contacts,
    text,
    tz: config.timeZone,
  });
}
