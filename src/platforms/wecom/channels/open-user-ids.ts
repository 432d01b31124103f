import { z } from 'zod';
import type { TokenCaller } from './token.ts';

/** Turns the ids a smart robot may see into the account names of the corp. */
export interface OpenUserIds {
  /**
   * The account name of every id. An id the vendor does not convert (it is an account name already, or its owner
   * is outside the app's visible range) comes back as it was. Undefined when the vendor could not be asked.
   */
  convert(ids: readonly string[]): Promise<ReadonlyMap<string, string> | undefined>;
}

const MOST = 1_000;

const converted = z.object({
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string().min(1) })).default([]),
});

/** With the token of the self-built app, 1000 ids at a time. */
export function openUserIds(tokens: TokenCaller): OpenUserIds {
  return {
    convert: async (ids) => {
      const names = new Map(ids.map((id) => [id, id]));
      const all = [...names.keys()];
      for (let start = 0; start < all.length; start += MOST) {
        const called = await tokens.call({
          path: '/cgi-bin/batch/openuserid_to_userid',
          query: {},
          json: { open_userid_list: all.slice(start, start + MOST) },
        });
        const isGood = called.kind === 'answered' && called.errcode === 0;
        const read = isGood ? converted.safeParse(called.json) : undefined;
        if (!read?.success) return undefined;
        for (const { open_userid, userid } of read.data.userid_list) names.set(open_userid, userid);
      }
      return names;
    },
  };
}
