import { createRefusals } from '../doctor/refusals-store.ts';
import type { Base } from './base.ts';
import { buildAlarm } from './build-alarm.ts';
import { buildInbox, buildWork } from './build-chat.ts';
import { buildConsole, buildOfferDocument } from './build-console.ts';
import { buildDigests } from './build-digests.ts';
import { buildDocuments } from './build-documents.ts';
import { buildMetrics } from './build-metrics.ts';
import { buildOutbox } from './build-outbox.ts';
import { buildPeople } from './build-people.ts';
import { buildPlatforms } from './build-platforms.ts';
import { buildRecurring } from './build-recurring.ts';
import { connectRelay } from './build-relay.ts';
import { buildReminders } from './build-reminders.ts';
import { buildServices } from './build-services.ts';
import { buildStores } from './build-stores.ts';
import { buildTell } from './build-tell.ts';
import type { Built } from './built.ts';
import { buildMerge } from './county/build-merge.ts';
import { loadGivenCounty } from './county/load.ts';
import { tellCountyTrouble } from './county/tell-trouble.ts';
import type { Parts } from './parts.ts';
import { recordCounty, recordKeys } from './record-changes.ts';
import { createMayQuote } from './send-late.ts';
import { shippedCommands, shippedReplies } from './shipped.ts';

/**
 * Build all parts on an open database, and load the county file. Each part gets what is built before it: nothing
 * can speak before the outbox is there.
 */
export async function assemble(base: Base, say: (line: string) => void): Promise<Parts> {
  const { config, database, clock, log } = base;
  const texts = shippedReplies();
  const text = texts.fill;
  const mayQuote = createMayQuote(text('groups/recall'));
  const platforms = buildPlatforms(config.platforms, { ...base, mayQuote });
  const stores = buildStores(base);
  const people = buildPeople(base, stores, platforms.convert);
  await loadGivenCounty(base, stores.county, say);
  await recordKeys(database.keys, stores.services.trail);
  await recordCounty(stores.county, stores.services.trail);
  await buildMerge(database, stores)(clock.now());
  const printed = buildDocuments(base, stores, people);
  const outbox = await buildOutbox(base, { stores, people, platforms, printed, text });
  const built: Built = {
    ...stores,
    ledgers: printed.ledgers,
    services: {
      ...{ ...stores.services, ...people },
      tell: buildTell(people, { outbox, offer: buildOfferDocument(base), text }),
      documents: printed.documents,
      alarm: buildAlarm(base, { stores, people, outbox, text }),
    },
  };
  await tellCountyTrouble(base, { tell: built.services.tell, versions: stores.county.versions, text });
  connectRelay(stores.relay, built.services, { clock, text });
  const refusals = createRefusals({ mongo: database.mongo, clock, timeZone: config.timeZone });
  const metrics = buildMetrics(base.metrics, { outbox, refusals, relay: stores.relay });
  const registry = await shippedCommands();
  const reminders = buildReminders({ ...{ config, database, built, clock, text }, post: outbox.post });
  const console = buildConsole(base, { built, outbox });
  const digests = buildDigests(built, {
    ...{ log, upcoming: reminders.upcoming, reminders: reminders.service },
    fullViews: console.services.fullViews.count,
  });
  const services = buildServices(base, { built, reminders, digests, console, outbox, refusals, platforms });
  const work = buildWork(base, { registry, services, texts, platforms, refusals });
  const inbox = buildInbox(base, { platforms, metrics, outbox, texts, mayQuote });
  const recurring = buildRecurring({
    ...base,
    ...{ built, inbox, work, platforms, outbox, reminders, digests, text },
  });
  const { county, relay } = stores;
  const commands = registry.all.length;
  return {
    services,
    county,
    platforms,
    inbox,
    outbox,
    refusals,
    work,
    metrics,
    relay,
    commands,
    mount: console.mount,
    ...recurring,
  };
}
