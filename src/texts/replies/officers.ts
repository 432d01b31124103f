/** The six officers of other offices (六员). */
export interface OfficerTexts {
  'officers/noted': {
    kind: 'came' | 'called';
    officer: string;
    school: string;
    about: string | undefined;
    who: readonly string[];
  };
  /** Words behind 六员 that are neither a school nor what happened; perhaps how often they came. */
  'officers/not-understood': { words: string };
  'officers/of-school': {
    school: string;
    rows: readonly { officer: string; who: readonly string[]; came: number; called: number }[];
    line: string;
  };
  'officers/told': { officer: string; school: string; about: string | undefined };
  'officers/vacancies': {
    all: number;
    rows: readonly { officer: string; n: number }[];
    named: readonly { officer: string; n: number; schools: readonly string[] }[];
    line: string;
  };
  'officers/vacant': { officer: string; school: string };
  /** `school`: it is known which. */
  'officers/which': { names: readonly string[]; school: boolean; line: string };
}
