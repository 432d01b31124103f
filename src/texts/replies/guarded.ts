import type { Nothing } from '../fill.ts';

interface Row {
  label: string;
  value: string;
}

/** What is read for a reason alone, and the sign-in it stands behind. */
export interface GuardedTexts {
  'sign-in/code': { code: string; minutes: number; address: string };
  'sign-in/document': { link: string };
  'sign-in/ended': { n: number };
  /** `all`: everybody's, for an administrator. */
  'sign-in/list': {
    ones: readonly { name: string | undefined; device: string; at: string; seen: string }[];
    all: boolean;
    /** Behind 退出, for the first of them. */
    first: string;
  };
  'sign-in/no-page': Nothing;
  'sign-in/not-ended': { all: boolean };
  'sign-in/shared': Nothing;
  'sign-in/too-often': { minutes: number };

  'full-view/link': { no: string; link: string; minutes: number };
  /** `kept`: it stays in the chat, because the platform takes nothing back. */
  'full-view/message': {
    no: string;
    state: string;
    rows: readonly Row[];
    notes: readonly string[];
    who: string;
    when: string;
    minutes: number;
    kept: boolean;
  };
  'full-view/not-yours': { no: string };
  'full-view/no-way': { no: string };
  'full-view/shared': { no: string };
  /** A message that should have gone by itself. */
  'full-view/not-recalled': Nothing;
  'full-view/told': { no: string; minutes: number };
  /** `said`: a reason that says nothing. */
  'full-view/why': { no: string; said: boolean };
}
