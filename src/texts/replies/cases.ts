import type { Nothing } from '../fill.ts';
import type { HistoryLine } from './finding.ts';

interface OnBehalfNote {
  unit: string;
  words: string;
  by: string;
}

/** One of two files that may be of one child; the name masked. */
interface OneOfTwo {
  no: string;
  place: string;
  className: string;
  sex: string | undefined;
  name: string | undefined;
  state: string;
}

/** One of two hazards that may be the same thing. */
interface OneHazard {
  no: string;
  place: string;
  description: string;
  level: string;
  state: string;
}

/** A situation that does not count, what proves it, and whether it ends on a day. */
interface Situation {
  name: string;
  evidence: string;
  ends: boolean;
}

interface Recognised {
  no: string;
  /** The move, as the table of moves names it. */
  move: string;
  exclusion: string | undefined;
  until: string | undefined;
  cause: string | undefined;
  foundBy: string | undefined;
}

/** Files of children and hazards: receipts, views, what is added to them and taken back. */
export interface CaseTexts {
  /** What is decided, for who is asked to confirm it. `steps`: who asked for it and who checked it. */
  'dropouts/about-recognition': Recognised & {
    place: string;
    className: string;
    state: string;
    steps: readonly string[];
    evidence: string | undefined;
  };
  'dropouts/about-merged': { first: OneOfTwo; second: OneOfTwo };
  'dropouts/about-overruled': {
    no: string;
    state: string;
    decision: string;
    by: string;
    on: string;
    /** The state it goes back to. */
    back: string;
    reason: string;
  };
  'dropouts/about-parted': { no: string; into: string | undefined };
  'dropouts/about-transferred': {
    no: string;
    from: string;
    className: string;
    state: string;
    place: string | undefined;
    evidence: string;
  };
  /** `ended`: an exclusion did, of this situation; else a lead stayed without a whereabouts. */
  'dropouts/aged-item': { no: string; ended: boolean; situation: string | undefined };
  'dropouts/ask-enrolled': { no: string };
  'dropouts/ask-evidence': { no: string; name: string; evidence: string };
  'dropouts/ask-until': { no: string; name: string };
  'dropouts/overruled': { no: string; state: string };
  'dropouts/parted': { no: string; state: string };
  /** `unknown`: what was asked for is none of the county's situations. */
  'dropouts/policy': {
    unknown: true | undefined;
    steps: readonly string[];
    leadDays: number;
    schoolDays: number;
    ones: readonly Situation[];
    example: string;
  };
  'dropouts/policy-of': { ones: readonly Situation[] };
  /** Of one step of recognition. */
  'dropouts/recognised': Recognised;
  'dropouts/which-exclusion': { no: string };
  /** `same`: they took the step before; else whose it is. */
  'dropouts/not-theirs': { no: string; same: boolean; roles: readonly string[]; lines: readonly string[] };
  /** `line` adds what was said to the file meant; none where it is not clear which. */
  'dropouts/ask-other': { no: string };
  'dropouts/ask-place': { no: string };
  'dropouts/ask-reason': { no: string };
  /** Where the state allows no such move; `lines` are those that do. */
  'dropouts/declined': { no: string; state: string; lines: readonly string[] };
  /** `lacks`: what is missing for a decision. */
  /** Files of a child who was back: gone again, or another child. */
  'dropouts/same-child': { nos: readonly string[] };
  'dropouts/lacks': { no: string; lacks: readonly string[]; lines: readonly string[] };
  'dropouts/leaving': { no: string };
  'dropouts/merged': { no: string; into: string };
  'dropouts/more': { line: string | undefined };
  'dropouts/one-child-one-line': { place: string };
  'dropouts/receipt-group': { no: string; area: string | undefined };
  'dropouts/receipt-private': {
    no: string;
    /** It is a lead, or signs before any absence: counted nowhere. */
    begins: 'lead' | 'watched-signs' | undefined;
    place: string;
    className: string;
    reportedAs: string;
    since: string | undefined;
    days: number;
    alike: { seen: readonly string[]; elsewhere: boolean };
  };
  'dropouts/supplement-ask': { no: string };
  'dropouts/supplemented': { no: string; area: string | undefined };
  /** A stranger's word about a child. */
  'dropouts/tip-in-private': Nothing;
  'dropouts/tip-taken': Nothing;
  /** To who made the decision; `by`: who put it right. */
  'dropouts/told-overruled': { no: string; decision: string; on: string; by?: string };
  /** A merger that came to nothing: the file it was to go on in had ended. */
  'dropouts/told-put-back': { no: string; into: string };
  'dropouts/told-tip': { no: string; area: string };
  'dropouts/transferred': { no: string };
  'dropouts/view': {
    no: string;
    state: string;
    lost: boolean;
    reportedAs: string;
    place: string;
    className: string;
    /** Masked. */
    child: { name: string | undefined; guardian: string | undefined; phone: string | undefined };
    /** The reader may have address and phone. */
    contacts: boolean;
    sex: string | undefined;
    since: string | undefined;
    days: number;
    reason: string | undefined;
    /** Read back to those who work on the file; for others how many there are. */
    notes: readonly string[];
    hidden: number;
    on: string;
    by: string | undefined;
    photos: number;
    onBehalf: readonly OnBehalfNote[];
    earlier: number;
    history: readonly HistoryLine[];
    due: { on: string; over: boolean } | undefined;
    lines: readonly string[];
  };

  'files/full': { no: string };
  'files/in-group': { no: string; area: string | undefined; state: string | undefined };
  /** A file of another kind: `line` does it there. */
  'files/elsewhere': { no: string; kind: string; line: string };
  'files/not-there': Nothing;
  /** The number cannot be right. `line` shows numbers, or what can be done. */
  'files/wrong-number': { line: string };
  /** The same, before a choice. */
  'files/wrong-number-which': Nothing;
  /** Before a file that was asked about. */
  'files/asked': Nothing;
  'files/supplement-by-photo': { no: string };
  'hazards/supplemented': { no: string };
  'hazards/supplement-ended': { no: string; state: string };
  'files/which': Nothing;
  /** 那个孩子, and none was spoken of today. */
  'files/which-child': Nothing;
  /** `line` reports it anew. */
  'files/withdrawn': { no: string; line: string };

  'hazards/about-joined': { first: OneHazard; second: OneHazard };
  /** What would be taken back, whose it is, and where the hazard stands without it. */
  'hazards/about-overruled': {
    no: string;
    state: string;
    decision: string;
    by: string;
    on: string;
    back: string;
    reason: string;
  };
  'hazards/ask-other': { no: string };
  /** `own`: who reported it says so. */
  'hazards/joined': { no: string; into: string; own: boolean };
  'hazards/none-to-join': Nothing;
  'hazards/parted': { no: string; state: string };
  'hazards/stays-new': { no: string | undefined };
  'hazards/about-closed': {
    no: string;
    place: string;
    state: string;
    rectifier: string | undefined;
    supervisor: string | undefined;
  };
  'hazards/ask-rectification': { no: string };
  'hazards/one-each': { no: string };
  'hazards/assigned': {
    no: string;
    rectifier: string;
    supervisor: string;
    due: string | undefined;
    /** The county's document that the day follows from. */
    basis: string | undefined;
    major: boolean;
  };
  'hazards/declined': { no: string; state: string; lines: readonly string[] };
  /** `move`: as the table of moves names it; `told`: who rectifies hears of it. */
  'hazards/judged': { no: string; move: string; told: boolean };
  'hazards/lacks': { no: string; lacks: readonly string[]; lines: readonly string[] };
  'hazards/not-theirs': {
    no: string;
    same: boolean;
    roles: readonly (string | undefined)[];
    lines: readonly string[];
  };
  'hazards/rectified': {
    no: string;
    move: string;
    reason: string | undefined;
    unit: string | undefined;
    money: string | undefined;
    due: string | undefined;
    basis: string | undefined;
    /** A picture of how it is now is asked for. */
    photo: boolean;
  };
  'hazards/told-reporter': { no: string; place: string; news: string };
  /** To who reported the same thing as somebody else. */
  'hazards/told-ended': { no: string };
  'hazards/told-joined': { no: string };
  'hazards/told-turn': { no: string; place: string; turn: string };
  'hazards/which-judgement': { no: string };
  /** `state`: what it is instead. */
  'hazards/not-waiting': { no: string; state: string };
  /** A stranger's, which waits to be taken over. */
  'hazards/offered': { no: string; sensitive: boolean; major: boolean };
  'hazards/receipt-group': { no: string; area: string | undefined; sensitive: boolean; major: boolean };
  'hazards/receipt-private': {
    no: string;
    place: string;
    description: string;
    sensitive: boolean;
    major: boolean;
    /** What is asked of who reported it: the edition, and the criterion. */
    criterion: string | undefined;
    /** Whose the place is, where it is no school's. */
    unit: string | undefined;
    alike: { seen: readonly string[]; elsewhere: boolean };
  };
  'hazards/taken': { no: string };
  'hazards/told-waiting': { area: string; n: number };
  'hazards/view': {
    no: string;
    foundAt: string | undefined;
    state: string;
    place: string;
    description: string;
    level: string;
    category: string | undefined;
    /** Whose the place is, where it is no school's. */
    unit: string | undefined;
    /** What a major one was judged by. */
    levelBasis: string | undefined;
    on: string;
    photos: number;
    rectifier: string | undefined;
    supervisor: string | undefined;
    due: string | undefined;
    basis: string | undefined;
    overdue: number;
    /** Days since the report, and those of them that were not stopped. */
    stopped: { gross: number; net: number } | undefined;
    /** The one that it goes on in, with its state. */
    into: { no: string; state: string } | undefined;
    /** How many others reported the same thing. */
    joined: number;
    timeline: readonly string[];
    onBehalf: readonly OnBehalfNote[];
    lines: readonly string[];
  };

  'hazards/waiting': {
    n: number;
    ones: readonly { no: string; place: string; description: string; on: string }[];
  };

  'on-behalf/lacks-unit': { no: string };
  'on-behalf/lacks-words': { no: string };
  'on-behalf/noted': OnBehalfNote & { no: string };
  'on-behalf/noted-group': { no: string; area: string | undefined };

  'withdrawal/answer': { duty: string; due: string | undefined; line: string };
  /** The last of all was an emergency, which nobody takes back; the other one, if any, is taken back by its number. */
  /** `closed`: only one person whom nobody names knows of it. */
  'withdrawal/incident': { no: string; closed: boolean; other: string | undefined };
  /** The file last spoken of is no longer to be taken back; an older one only by its number. */
  'withdrawal/added': { no: string };
  'withdrawal/older': { no: string; other: string };
  'withdrawal/done': { no: string; again: string };
  /** A group hears that it is too late, not in which state the file is. */
  'withdrawal/ended': { no: string; state: string };
  'withdrawal/nothing': Nothing;
  'withdrawal/one': Nothing;
  'withdrawal/refused': { no: string };
  /** Words point at one of these: nothing was taken back yet. */
  'withdrawal/pointed': Nothing;
  'withdrawal/which': Nothing;
}
