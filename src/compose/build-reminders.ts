import { readRule } from '../calendar/rules/read-rule.ts';
import { personalDataIn } from '../chat/personal-data.ts';
import type { Config } from '../config.ts';
import { isQuietTime } from '../delivery/quiet-hours.ts';
import type { Notice } from '../delivery/types.ts';
import type { Coming } from '../digests/coming.ts';
import { createAgedItems } from '../dropouts/aged-items.ts';
import { createCareItems } from '../dropouts/care-items.ts';
import { COUNTY_UNIT } from '../duties/types.ts';
import { createProgressItems } from '../hazards/listing-items.ts';
import { createCheckItems } from '../inspections/check-items.ts';
import { createPermitItems } from '../inspections/permit-items.ts';
import { checkCalendar } from '../jobs/check-calendar.ts';
import type { SlotJob } from '../jobs/job.ts';
import type { Purge } from '../jobs/purge.ts';
import { hintNotice, reminderRound, remindLaterJob, watchWeatherJob } from '../jobs/reminders.ts';
import type { Clock } from '../kit/clock.ts';
import { type LocalDate, localDate } from '../kit/local-date.ts';
import { createChanges } from '../reminders/changes-store.ts';
import { countyNow } from '../reminders/county-now.ts';
import { createEvents } from '../reminders/events-store.ts';
import { createGroupDays } from '../reminders/group-days-store.ts';
import type { Text } from '../reminders/item.ts';
import { remindLater } from '../reminders/later.ts';
import { createReconcile } from '../reminders/reconcile.ts';
import { createReminders } from '../reminders/reminders.ts';
import { runRound } from '../reminders/round.ts';
import { createRounds } from '../reminders/rounds-store.ts';
import type { Reminders } from '../reminders/types.ts';
import { createQweather } from '../reminders/weather/qweather.ts';
import { watchWeather } from '../reminders/weather/watch.ts';
import { createSupervisionItems } from '../supervision/items.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Built } from './built.ts';
import { calendarNotice } from './calendar-notice.ts';
import type { Database } from './open-database.ts';
import { shippedReminders } from './shipped.ts';
import { buildGet } from './weather-get.ts';

/** Reminders for commands, and what happens with them by itself. */
export interface BuiltReminders {
  readonly service: Reminders;
  readonly jobs: readonly SlotJob[];
  readonly purges: Readonly<Record<string, Purge>>;
  /** What units will hear of in `from..to`, in time order, with its day. */
  upcoming(from: LocalDate, to: LocalDate): Promise<readonly Coming[]>;
}

/** What the reminders are built on. */
export interface ReminderSetup {
  readonly config: Config;
  readonly database: Database;
  readonly built: Built;
  readonly clock: Clock;
  /** Fills a text of the templates. */
  readonly text: Text &
    FillReply<
      | 'admin/calendar'
      | 'permits/item'
      | 'dropouts/aged-item'
      | 'dropouts/care-item'
      | 'hazards/progress-item'
      | 'inspections/check-item'
      | 'supervision/item'
    >;
  readonly post: (notices: readonly Notice[]) => Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;
/** Longer than any duty is spoken of. */
const KEEP_DAYS = 400;
const WEATHER_LIMITS = { timeoutMs: 10_000, maxBytes: 512 * 1024 } as const;

/** The reminders of `templates/reminders`; a broken file stops the start with every mistake it has. */
export function buildReminders(setup: ReminderSetup): BuiltReminders {
  const { config, database, built, clock, text } = setup;
  const { mongo, sealer } = database;
  const { timeZone } = config;
  const { people, contacts, tell, calendar, duties, places } = built.services;
  const rounds = createRounds(mongo);
  const groupDays = createGroupDays(mongo);
  const events = createEvents(mongo, sealer);
  const sources = { people, calendar, timeZone, county: () => built.county.county() };
  const shared = {
    ...{ rounds, contacts, tell, text, timeZone, duties, calendar },
    county: (now: Date) => countyNow(sources, now),
    openHazards: built.services.figures.openHazardsBySchool,
  };
  const reminders = createReminders({
    ...shared,
    shipped: shippedReminders(),
    ...{ events, changes: createChanges(built.shared), readRule, isQuiet: isQuietTime },
    personalDataIn: async (words) => personalDataIn(words, await places.current()),
    post: (hints) => setup.post(hints.map(hintNotice)),
  });
  const schools = async () => (await places.current()).schools;
  const reconcile = createReconcile({
    ...{ duties, text, timeZone, now: () => clock.now() },
    places: () => places.current(),
    register: built.services.figures.register,
  });
  const { checks, dropouts, hazards, permits, supervisions } = built.services;
  const items = [
    createPermitItems({ permits, schools, text }),
    createAgedItems({ dropouts, text, bureau: COUNTY_UNIT }),
    createCareItems({ dropouts, people, calendar, text, now: () => clock.now(), bureau: COUNTY_UNIT }),
    createProgressItems({ hazards, text }),
    createSupervisionItems({ supervisions, text, bureau: COUNTY_UNIT }),
    createCheckItems({ checks, people, text, bureau: COUNTY_UNIT }),
    reconcile,
  ];
  const weather =
    config.weather && createQweather(config.weather, buildGet(config.weather.host, WEATHER_LIMITS));
  const before = (now: Date): string => localDate(new Date(now.getTime() - KEEP_DAYS * DAY_MS), timeZone);
  return {
    service: reminders,
    jobs: [
      reminderRound((slot, now) => runRound({ ...shared, groupDays, reminders, items }, slot, now)),
      checkCalendar(
        async (slot, year) => {
          const id = `calendar:${year}:${localDate(slot, timeZone)}`;
          return calendarNotice(config, text, { calendar: await calendar.current(), year, id });
        },
        (slot) => localDate(slot, timeZone),
      ),
      remindLaterJob((now) => remindLater({ duties, tell, text }, now)),
      ...(weather === undefined ? [] : [watchWeatherJob((now) => watchWeather(weather, reminders, now))]),
    ],
    upcoming: async (from, to) => {
      const coming = await reminders.occasions(from, to);
      const heard = coming.filter(({ reminder }) =>
        reminder.parts.some(({ audience }) => audience !== 'group'),
      );
      return heard.map(({ reminder, day }) => ({
        ...{ name: reminder.name, day },
        bureauOnly: reminder.parts.every(({ audience }) => audience === 'bureau' || audience === 'group'),
      }));
    },
    purges: {
      rounds: (now) => rounds.purge(before(now)),
      groups: (now) => groupDays.purge(before(now)),
      events: (now) => events.purge(before(now)),
    },
  };
}
