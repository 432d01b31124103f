import type { Nothing } from '../fill.ts';

interface Who {
  name: string | undefined;
  place: string | undefined;
  role: string;
}

/** Accounts and groups: binding, merging, what a group is for. */
export interface PeopleTexts {
  /** `left`: accounts that are no binding of the chat. */
  'people/about-unbind': { who: string; accounts: readonly string[]; left: number };
  /** Who asks to be what. `now`: whom the account belongs to today; `more`: namesakes that are not named. */
  'people/about-request': {
    name: string | undefined;
    unit: string;
    role: string;
    post: string | undefined;
    where: string;
    asked: string;
    listed: boolean;
    now: string | undefined;
    namesakes: readonly string[];
    more: number;
    refusing: boolean;
  };
  'people/approved': Who;
  'people/bound': Who;
  'people/bound-already': Who;
  'people/forbidden': Nothing;
  /** Who has rights; `who`: somebody bound in chat, as a line names them. */
  'people/holders': {
    area: string | undefined;
    ones: readonly {
      name: string;
      unit: string;
      role: string;
      post: string | undefined;
      accounts: readonly string[];
      seen: string | undefined;
    }[];
    unbound: number;
    who: string | undefined;
  };
  'people/holders-elsewhere': Nothing;
  'people/incomplete': { code: string; place: string };
  'people/locked': Nothing;
  /** `own`: the reader has both accounts; else they are the officer who agreed. */
  'people/merge-ask': { code: string; name: string | undefined; where: string; own: boolean };
  'people/merge-told': { code: string; name: string | undefined; where: string };
  'people/merge-told-asker': { code: string; where: string };
  'people/merged': Who & { where: string };
  'people/merged-told': Who;
  'people/not-unbound': { why: 'several' | 'own' | 'forbidden' | 'file' | 'none' };
  'people/outsider': Nothing;
  'people/refused': Nothing;
  'people/refused-told': Nothing;
  'people/request-closed': {
    why: 'own' | 'listed' | 'same' | 'decided' | 'refused' | 'withdrawn' | 'expired';
    code: string;
  };
  'people/requested': { code: string; merging: boolean };
  'people/requests-withdrawn': { n: number };
  'people/unbound': { who: string };
  'people/unbound-told': { by: string };
  'people/wrong-code': Nothing;

  /** `said`: it was said whether parents read along. */
  'groups/bound': { audience: string; area: string | undefined; outsiders: boolean; said: boolean };
  'groups/forbidden': Nothing;
  /** What was said would open a group that is declared strict. */
  'groups/not-looser': Nothing;
  'groups/not-yours': Nothing;
  'groups/which': { lines: readonly string[] };
}
