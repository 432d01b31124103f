import type { Trail } from '../audit/types.ts';
import type { Outbox } from '../delivery/types.ts';
import { readsWhole } from '../dropouts/reads.ts';
import type { DropoutCase, DropoutStore } from '../dropouts/types.ts';
import { type WholeFile, wholeFile } from '../dropouts/whole-file.ts';
import { localDate, localTime } from '../kit/local-date.ts';
import { accountOf } from '../people/accounts.ts';
import { type Actor, byOf } from '../people/actor.ts';
import type { Contacts } from '../people/reach.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import type { PrivacyRules } from '../places/privacy-rules.ts';
import type { Sealer } from '../privacy/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { ConsoleAddress } from './address.ts';
import { type FullViewDocument, type FullViewsStore, reasonPlace } from './full-views-store.ts';
import { createLinkTokens, keptToken } from './link-tokens.ts';
import { personOf } from './standing.ts';
import type { Asking, FullViews } from './types.ts';

/** What leave to read is made of. */
export interface FullViewParts {
  readonly address: ConsoleAddress | undefined;
  readonly store: FullViewsStore;
  readonly sealer: Sealer;
  readonly trail: Pick<Trail, 'record'>;
  readonly dropouts: Pick<DropoutStore, 'find' | 'child' | 'rules'>;
  readonly places: { current(): Promise<Gazetteer> };
  readonly rules: () => Promise<PrivacyRules>;
  readonly timeZone: string;
  /** The ways out: whether somebody is reached by one that takes messages back, and the outbox. */
  readonly reachable: Contacts['reachable'];
  readonly post: Outbox['post'];
}

/** What a link leads to, before it is used. */
export interface OfferedView {
  readonly id: string;
  readonly no: string;
  readonly reason: string;
}

/** The same as the pages use it: whoever is asked about must be the person who asked. */
export interface FullViewPages extends FullViews {
  /** Undefined for anything this person may not open: unknown, another's, used or over. Shows nothing and uses nothing. */
  offered(token: string, actor: Actor, at: Date): Promise<OfferedView | undefined>;
  /** The file, once: it is in the trail before it is given. Undefined where somebody was quicker, or may not any more. */
  open(token: string, actor: Actor, at: Date): Promise<WholeFile | undefined>;
}

const MINUTES = 10;

/** Leave to read whole files, over these. */
export function createFullViews(parts: FullViewParts): FullViewPages {
  const { address, store, sealer, trail, dropouts } = parts;
  const tokens = createLinkTokens(sealer, 'full view');

  const keep = (key: string, { no, actor, reason, at }: Asking, token: string, spent: object) =>
    store.put({
      ...{ _id: key, h: tokens.hashes(token)[0] ?? '', no, person: personOf(actor), account: actor.key, at },
      reason: sealer.seal(reason, reasonPlace(key)),
      until: new Date(at.getTime() + MINUTES * 60_000),
      ...spent,
    });

  const journal = async ({ _id, no, reason }: FullViewDocument, actor: Actor, at: Date, way: string) => {
    const sealed = sealer.openText(reason, reasonPlace(_id));
    const fact = {
      key: `read:${_id}`,
      at,
      what: 'read',
      by: byOf(actor),
      file: no,
      detail: { way },
      sealed,
    } as const;
    await trail.record([fact]);
  };

  const readable = async (no: string, actor: Actor): Promise<DropoutCase | undefined> => {
    const file = await dropouts.find(no);
    return file !== undefined && readsWhole(actor, file, await parts.rules()) ? file : undefined;
  };

  const found = async (token: string, actor: Actor, at: Date) => {
    const view = await store.find(tokens.hashes(token), personOf(actor), at);
    const file = view && (await readable(view.no, actor));
    return view && file ? { view, file } : undefined;
  };

  const whole = async (file: DropoutCase): Promise<WholeFile> => {
    const [child, gazetteer, rules] = await Promise.all([
      dropouts.child(file.no),
      parts.places.current(),
      dropouts.rules(),
    ]);
    const placeName = (id: string | undefined): string => {
      const school = id === undefined ? undefined : gazetteer.byId(id);
      return school ? fullName(gazetteer, school) : areaName(gazetteer, file.areaId);
    };
    const telling = { words: true, rules, placeName };
    return wholeFile(file, { telling, place: placeName(file.schoolId), ...(child ? { child } : {}) });
  };

  const words = (
    { no, state, rows, notes }: WholeFile,
    { actor, at }: Asking,
    text: FillReply<'full-view/message'>,
    kept: boolean,
  ): string => {
    const read = { who: actor.name ?? '', when: localTime(at, parts.timeZone), minutes: MINUTES };
    return text('full-view/message', { no, state, rows, notes, kept, ...read });
  };

  const inWords = async (
    key: string,
    asking: Asking,
    text: FillReply<'full-view/message'>,
    stays: boolean,
  ): Promise<string> => {
    const { actor, at } = asking;
    const kept = await keep(key, asking, key, { spentAt: at, on: localDate(at, parts.timeZone) });
    await journal(kept, actor, at, stays ? 'message' : 'recalled-message');
    const file = await dropouts.find(asking.no);
    return file === undefined ? '' : words(await whole(file), asking, text, stays);
  };

  return {
    grant: (asking) => async (key) => {
      const kept = await keep(key, asking, tokens.from(key)[0], {});
      const token = keptToken(tokens, key, kept.h);
      return { link: address?.fullView(token) ?? '' };
    },
    offered: async (token, actor, at) => {
      const { view } = (await found(token, actor, at)) ?? {};
      return (
        view && { id: view._id, no: view.no, reason: sealer.openText(view.reason, reasonPlace(view._id)) }
      );
    },
    open: async (token, actor, at) => {
      const { view, file } = (await found(token, actor, at)) ?? {};
      if (view === undefined || file === undefined || !(await store.spend(view._id, at))) return undefined;
      await journal(view, actor, at, 'page');
      return await whole(file);
    },
    say: (asking, text) => (key) => inWords(key, asking, text, true),
    send: (asking, text) => async (key) => {
      const { actor, at } = asking;
      const said = await inWords(key, asking, text, false);
      const { platform, userId } = accountOf(actor.key);
      await parts.post([
        {
          ...{
            id: `full-view:${key}`,
            kind: 'full-view',
            priority: 'high',
            unreachable: 'give-up',
            awaited: true,
          },
          ...{
            title: '校园哨兵：您有1件待办',
            text: said,
            targets: [{ platform, kind: 'person', id: userId }],
          },
          recallAt: new Date(at.getTime() + MINUTES * 60_000),
        },
      ]);
    },
    rules: parts.rules,
    minutes: MINUTES,
    shownBy: async (actor) => {
      if (address !== undefined) return 'page';
      const account = accountOf(actor.key);
      if (account.platform === 'dingtalk')
        return (await parts.reachable(account)).includes('dingtalk.person') ? 'recalled' : 'none';
      return (await parts.rules()).wecomMessage ? 'message' : 'none';
    },
    count: store.count,
  };
}
