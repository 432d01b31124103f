import type { Nothing } from '../fill.ts';

/** Emergencies: what is answered first, who is told, and how it ends. */
export interface IncidentTexts {
  'incidents/todo': { ones: readonly { no: string; kind: string; on: string; line: string }[] };
  'incidents/about-false-alarm': { no: string; kind: string };
  /** `who`: somebody else had answered before. */
  'incidents/acknowledged': { no: string; who: string | undefined; closed: boolean };
  /** What is for one person alone: harm to a child, self-harm. */
  'incidents/alone': {
    no: string;
    selfHarm: boolean;
    told: number;
    phone: string | undefined;
    recall: boolean;
  };
  /** What is added by word of mouth: to a file that takes no supplements. */
  'incidents/by-phone': { no: string; closed: boolean };
  'incidents/emergency': {
    no: string;
    duty: string | undefined;
    told: number;
    /** The persons on duty were told of this stranger often enough. */
    held: boolean;
    phone: string | undefined;
    recall: boolean;
  };
  /** It cannot be done any more: this is how it stands. */
  'incidents/ended': { no: string; state: string };
  'incidents/false-alarm': { no: string };
  'incidents/false-alarm-told': { no: string; by: string };
  'incidents/about-final': { no: string; kind: string };
  /** What of the four is not told yet; `line`: the words so far, and the names of what lacks. */
  'incidents/final-lacks': { no: string; lacks: readonly string[]; line: string };
  /** Emergencies of the last days and those that have not ended. */
  'incidents/list': {
    n: number;
    open: number;
    days: number;
    rows: readonly { no: string; kind: string; area: string | undefined; on: string; state: string }[];
    first: string;
  };
  'incidents/list-none': { days: number };
  'incidents/final-ask': { no: string };
  'incidents/news': { no: string; final: boolean; told: number };
  'incidents/news-ask': { no: string };
  'incidents/news-told': { no: string; by: string; final: boolean };
  'incidents/no-photos': Nothing;
  'incidents/told': {
    no: string;
    kind: string;
    time: string;
    area: string | undefined;
    words: string;
    by: string;
    /** Others were told before and did not answer. */
    again: boolean;
  };
  'incidents/told-alone': { no: string; kind: string; time: string };
  /** Without `words` the reader is told only that it is registered. */
  'incidents/view': {
    no: string;
    kind: string;
    state: string;
    on: string;
    area: string | undefined;
    words: string | undefined;
    by: string | undefined;
    /** 续报 and 终报, oldest first. */
    news: readonly { word: string; on: string; by: string; words: string }[];
    /** Who answered. */
    who: string | undefined;
    duty: boolean;
    /** It takes news. */
    open: boolean;
  };
}
