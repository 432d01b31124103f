import { consoleAddress } from '../console/address.ts';
import { createCodes } from '../console/codes-store.ts';
import { mountConsole } from '../console/console.ts';
import { createCookies } from '../console/cookies.ts';
import { createFetchDocument, createOfferDocument, type OfferDocument } from '../console/document-links.ts';
import { createDocumentLinksStore } from '../console/document-links-store.ts';
import { createFormTokens } from '../console/form-token.ts';
import { createFullViews } from '../console/full-views.ts';
import { createFullViewsStore } from '../console/full-views-store.ts';
import { createConsoleLimits } from '../console/limits.ts';
import { loadPages } from '../console/pages.ts';
import { createWebSessions } from '../console/sessions.ts';
import { createSessions } from '../console/sessions-store.ts';
import { createSignIns } from '../console/sign-ins.ts';
import type { Outbox } from '../delivery/types.ts';
import type { Services } from '../services.ts';
import type { Base } from './base.ts';
import type { Built } from './built.ts';
import { TEMPLATES_DIR } from './paths.ts';

/** What commands reach of the pages, and the pages themselves. */
export interface BuiltConsole {
  readonly services: Pick<Services, 'signIns' | 'fullViews'>;
  /** Adds the pages to the web server; nothing where they have no address. */
  mount(app: Parameters<typeof mountConsole>[0]): void;
}

type ConsoleBase = Pick<Base, 'config' | 'database' | 'clock'>;

/** Signing in and reading whole files. The pages are read at once: one that is broken stops the start. */
export function buildConsole(
  { config, database, clock }: ConsoleBase,
  { built, outbox }: { readonly built: Built; readonly outbox: Pick<Outbox, 'post'> },
): BuiltConsole {
  const { mongo, sealer } = database;
  const { people, dropouts, places, trail, documents } = built.services;
  const { timeZone, trustProxy } = config;
  const address = consoleAddress(config.publicUrl);
  const codes = createCodes(mongo);
  const store = createSessions(mongo);
  const limits = createConsoleLimits(mongo, sealer);
  const signIns = createSignIns({ address: address?.signIn, codes, sessions: store, limits, sealer });
  const views = createFullViews({
    ...{ address, sealer, trail, dropouts, places, timeZone },
    store: createFullViewsStore(mongo, timeZone),
    reachable: built.services.contacts.reachable,
    post: outbox.post,
    rules: async () => (await built.county.county()).privacyRules,
  });
  const links = { address, sealer, store: createDocumentLinksStore(mongo) };
  const { ledgers } = built;
  const fetchDocument = createFetchDocument({
    ...{ ...links, people, trail },
    documents: {
      render: async (ref, who) => (await documents.render(ref, who)) ?? (await ledgers.render(ref, who)),
    },
  });
  const sessions = createWebSessions({ codes, sessions: store, limits, sealer, clock, people, trail });
  return {
    services: { signIns, fullViews: views },
    mount: (app) => {
      if (address === undefined) return;
      const cookies = createCookies(address.secure);
      const shown = {
        pages: loadPages(TEMPLATES_DIR, address.base),
        tokens: createFormTokens(sealer),
        cookies,
      };
      mountConsole(app, {
        ...shown,
        address,
        limits,
        sessions,
        signIns,
        views,
        fetchDocument,
        clock,
        timeZone,
        trustProxy,
      });
    },
  };
}

/** Links to documents, for whatever hands them out. */
export function buildOfferDocument({ config, database }: Omit<ConsoleBase, 'clock'>): OfferDocument {
  const { mongo, sealer } = database;
  const address = consoleAddress(config.publicUrl);
  return createOfferDocument({ address, sealer, store: createDocumentLinksStore(mongo) });
}
