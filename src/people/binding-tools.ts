import type { PlatformId } from '../kit/platform-id.ts';
import type { Actor } from './actor.ts';
import type { Bindings } from './bindings-store.ts';
import type { PeopleVersion } from './people-version-store.ts';
import type { Roster } from './types.ts';

/** What binding needs of the people service. */
export interface BindingTools {
  readonly bindings: Bindings;
  readonly version: PeopleVersion;
  readonly roster: () => Promise<Roster>;
  readonly identify: (platform: PlatformId, userId: string) => Promise<Actor>;
}
