import type { Clock } from '../kit/clock.ts';
import type { ConsoleAddress } from './address.ts';
import type { Cookies } from './cookies.ts';
import type { FetchDocument } from './document-links.ts';
import type { FormTokens } from './form-token.ts';
import type { FullViewPages } from './full-views.ts';
import type { ConsoleLimits } from './limits.ts';
import type { Pages } from './pages.ts';
import type { Sessions } from './sessions.ts';
import type { SignIns } from './types.ts';

/** What the pages work with. */
export interface ConsoleParts {
  readonly address: ConsoleAddress;
  readonly pages: Pages;
  readonly cookies: Cookies;
  readonly tokens: FormTokens;
  readonly limits: ConsoleLimits;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly views: FullViewPages;
  readonly fetchDocument: FetchDocument;
  readonly clock: Clock;
  readonly timeZone: string;
  /** A proxy of ours says who asks. */
  readonly trustProxy: boolean;
}
