import { createDeliveryLog } from '../doctor/delivery-log.ts';
import type { Services } from '../services.ts';
import { alarmFacts } from './alarm-facts.ts';
import type { Base } from './base.ts';
import type { BuiltConsole } from './build-console.ts';
import type { BuiltDigests } from './build-digests.ts';
import { buildDoctor } from './build-doctor.ts';
import type { BuiltReminders } from './build-reminders.ts';
import type { Built } from './built.ts';
import type { Parts } from './parts.ts';

/** What else commands reach. */
export interface ServiceParts extends Pick<Parts, 'outbox' | 'refusals' | 'platforms'> {
  readonly built: Built;
  readonly reminders: Pick<BuiltReminders, 'service'>;
  readonly digests: Pick<BuiltDigests, 'service'>;
  readonly console: Pick<BuiltConsole, 'services'>;
}

/** Everything a command can reach. */
export function buildServices(
  { config, database, clock }: Pick<Base, 'config' | 'database' | 'clock'>,
  { built, reminders, digests, console, outbox, refusals, platforms }: ServiceParts,
): Services {
  const { county, relay, services } = built;
  const alarms = () => alarmFacts({ ...services, county, clock });
  const context = { clock, county, relay, alarms, outbox, refusals, platforms, running: true };
  return {
    ...built.services,
    ...console.services,
    reminders: reminders.service,
    digests: digests.service,
    deliveries: createDeliveryLog({ outbox, people: built.services.people, timeZone: config.timeZone }),
    doctor: buildDoctor(config, database, context),
  };
}
