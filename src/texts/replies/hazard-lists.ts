import type { Nothing } from '../fill.ts';

/** How many wait, for how much, and how long the oldest has waited. */
interface Waiting {
  n: number;
  money: string | undefined;
  longest: number;
}

/** Lists of hazards, and how one is judged to be a major one. */
export interface HazardListTexts {
  'hazards/ask-level': { no: string; criterion: string | undefined };
  /** `noted`: it is for an officer to say; `basis`: edition and criterion. */
  'hazards/level': {
    no: string;
    major: boolean;
    noted: boolean;
    basis: string | undefined;
    due: string | undefined;
    stopped: boolean;
  };
  'hazards/told-judge': Nothing;
  'hazards/which-criterion': {
    no: string;
    edition: string;
    criteria: readonly { area: string; text: string }[];
  };
  'hazards/list': {
    n: number;
    parts: readonly string[];
    /** Where all of them are, if that is one place. */
    place: string | undefined;
    rows: readonly {
      no: string;
      place: string | undefined;
      words: string;
      state: string;
      major: boolean;
      due: string | undefined;
      over: boolean;
    }[];
    first: string;
  };
  'hazards/list-many': {
    n: number;
    byArea: boolean;
    places: readonly { name: string; n: number }[];
    line: string;
  };
  /** `all`: those that are over were asked for as well. */
  'hazards/list-none': { all: boolean };
  /** 需协调清单. */
  'hazards/blocked': {
    n: number;
    longest: number;
    funds: { n: number; money: string | undefined };
    offices: { n: number };
    areas: readonly (Waiting & { name: string })[];
    rows: readonly {
      no: string;
      place: string;
      words: string;
      /** 资金 or 部门. */
      waits: string;
      unit: string | undefined;
      days: number;
      money: string | undefined;
      since: string;
      major: boolean;
    }[];
  };
}
