import type { Nothing } from '../fill.ts';

interface Who {
  name: string | undefined;
  place: string | undefined;
  role: string;
}

/** Accounts and groups: binding, merging, what a group is for. */
export interface PeopleTexts {
  'people/approved': Who;
  'people/bound': Who;
  'people/bound-already': Who;
  'people/forbidden': Nothing;
  'people/incomplete': { code: string; place: string };
  'people/locked': Nothing;
  /** `own`: the reader has both accounts; else they are the officer who agreed. */
  'people/merge-ask': { code: string; name: string | undefined; where: string; own: boolean };
  'people/merge-told': { code: string; name: string | undefined; where: string };
  'people/merge-told-asker': { code: string; where: string };
  'people/merged': Who & { where: string };
  'people/merged-told': Who;
  'people/outsider': Nothing;
  'people/requested': { code: string; merging: boolean };
  'people/wrong-code': Nothing;

  /** `said`: it was said whether parents read along. */
  'groups/bound': { audience: string; area: string | undefined; outsiders: boolean; said: boolean };
  'groups/forbidden': Nothing;
  /** What was said would open a group that is declared strict. */
  'groups/not-looser': Nothing;
  'groups/not-yours': Nothing;
  'groups/which': { lines: readonly string[] };
}
