/** As the table of moves names it. */
type Step = 'issued' | 'answer-drafted' | 'answer-signed' | 'answer-rejected' | 'supervision-ended';

/** 督办 and its answers (回执). `about`: the number of the file it is about. */
export interface SupervisionTexts {
  'supervision/issued': { no: string; about: string; due: string; school: boolean };
  'supervision/not-issued': { about: string; why: 'role' | 'closed' | 'day' };
  'supervision/item': { no: string; about: string; due: string; over: boolean };
  'supervision/open-ones': {
    ones: readonly { no: string; about: string; state: string; due: string; over: boolean }[];
  };
  'supervision/refused': {
    no: string;
    why: 'sign' | 'nothing' | 'state' | 'role' | 'same' | 'words';
    state: string;
    lines: readonly string[];
  };
  /** `move`: as the table of moves names it. */
  'supervision/stepped': { no: string; move: string; finished: boolean };
  'supervision/todo': { ones: readonly { no: string; about: string; due: string; over: boolean }[] };
  'supervision/told': {
    news: 'issued' | 'to-sign' | 'answered' | 'rejected' | 'ended';
    no: string;
    about: string;
    due: string;
  };
  'supervision/view': {
    no: string;
    about: string;
    state: string;
    words: string | undefined;
    by: string | undefined;
    due: string;
    over: boolean;
    history: readonly {
      on: string;
      by: string;
      move: Step;
      words: string | undefined;
      finished: boolean;
    }[];
    lines: readonly string[];
  };
}
