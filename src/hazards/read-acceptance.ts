import type { DecidedMove } from './decisions.ts';
import type { HazardState } from './states.ts';

/** What somebody who looked says: of a hazard that was handed in, or of one that was struck off. */
export type SaidOfAcceptance = Extract<
  DecidedMove,
  'accepted' | 'rejected' | 'closed' | 'rechecked' | 'reopened'
>;

const STRUCK_OFF = /销号/;
const BAD =
  /退回|返工|重做|还(?:在|是)?(?:漏|坏|破|松|堵|裂|晃|没|不|有问题)|又(?:坏|漏|裂|堵|松|没)|没有?(?:修|改|换|整改|做|弄|解决)|未(?:修|改|换|整改|做)|不(?:合格|通过|行|亮|响|灵|到位|达标|同意)|仍/;
const GOOD =
  /通过|(?<!不)合格|同意|属实|没(?:有)?问题|完好|到位|正常|可以|(?:修|换|弄|整改|做)?好了|不漏了?|已验收|验收了/;

/** What the words say; undefined where they say neither that it is good nor that it is not. Pure. */
export function readAcceptance(said: string, state: HazardState): SaidOfAcceptance | undefined {
  const again = state === 'closed';
  if (STRUCK_OFF.test(said) && !again) return 'closed';
  if (BAD.test(said)) return again ? 'reopened' : 'rejected';
  if (GOOD.test(said)) return again ? 'rechecked' : 'accepted';
  return undefined;
}
