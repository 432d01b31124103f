import { factsOf, type Judge, type PlaceName, type Score } from './facts.ts';
import { judgeEmergency, judgeNoEmergency } from './judge-danger.ts';
import { judgeAnswer, judgeAssignment } from './judge-duties.ts';
import { judgeCorrection, judgeKept, judgeWithdrawal } from './judge-moves.ts';
import {
  judgeCount,
  judgeDecline,
  judgeFile,
  judgeHowTo,
  judgeList,
  judgeRecall,
  judgeTalk,
  judgeUnclear,
} from './judge-questions.ts';
import { judgeCase, judgeHazard, judgeSeveral } from './judge-reports.ts';
import type { Played } from './player.ts';

const JUDGES: Readonly<Record<string, Judge>> = {
  'report-dropout': judgeCase,
  'report-hazard': judgeHazard,
  several: judgeSeveral,
  emergency: judgeEmergency,
  'no-emergency': judgeNoEmergency,
  'ask-count': judgeCount,
  'ask-list': judgeList,
  'ask-case': judgeFile,
  supplement: judgeKept,
  progress: judgeKept,
  'correct-last': judgeCorrection,
  withdraw: judgeWithdrawal,
  'answer-duty': judgeAnswer,
  accept: (facts) => (facts.fields.kind === 'hazard' ? judgeHazard : judgeCase)(facts),
  decline: judgeDecline,
  'how-to': judgeHowTo,
  thanks: judgeTalk,
  'small-talk': judgeTalk,
  news: judgeTalk,
  recall: judgeRecall,
  unclear: judgeUnclear,
  'assign-duty': judgeAssignment,
};

/** Scores what was played against what was wanted. */
export function score(played: Played, placeName: PlaceName): Score {
  const judge = JUDGES[played.said.want.act];
  if (judge === undefined) throw new Error(`no judge for ${played.said.want.act}`);
  return judge(factsOf(played, placeName));
}
