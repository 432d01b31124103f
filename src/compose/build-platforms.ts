import type { Config } from '../config.ts';
import type { Clock } from '../kit/clock.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Logger } from '../log.ts';
import { createDingtalkPlatform } from '../platforms/dingtalk/platform.ts';
import type { Platform } from '../platforms/platform.ts';
import { createWecomPlatform } from '../platforms/wecom/platform.ts';

/** The configured platforms. */
export interface Platforms {
  readonly all: readonly Platform[];
  /** Throws for a platform that is not configured: none of its messages can have come in. */
  of(id: PlatformId): Platform;
  find(id: PlatformId): Platform | undefined;
}

/** Build the adapters that the configuration has credentials for. */
export function buildPlatforms(config: Config['platforms'], clock: Clock, log: Logger): Platforms {
  const all: Platform[] = [];
  if (config.wecom) all.push(createWecomPlatform(config.wecom, { log }));
  if (config.dingtalk) all.push(createDingtalkPlatform(config.dingtalk, { clock }));
  const find = (id: PlatformId): Platform | undefined => all.find((platform) => platform.id === id);
  return {
    all,
    find,
    of: (id) => {
      const platform = find(id);
      if (!platform) throw new Error(`${id} is not configured`);
      return platform;
    },
  };
}
