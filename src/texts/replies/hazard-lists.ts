/** How many wait, for how much, and how long the oldest has waited. */
interface Waiting {
  n: number;
  money: string | undefined;
  longest: number;
}

/** Lists of hazards. */
export interface HazardListTexts {
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
  'hazards/blocked': Waiting & {
    funds: Waiting;
    offices: Waiting;
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
