import { type AskedPeriod, type Asking, cutOffOf } from './asking.ts';
import { type CountView, lineName, ruleIn } from './count-view.ts';
import { totalRecognition } from './recognition.ts';
import { listed, recognitionWords } from './recognition-words.ts';
import { RECOGNITION_RULE_WORDS } from './rules.ts';
import { betweenDays } from './stretch.ts';

/** Who may read why it came to this: two of the causes name who was at fault. */
const READS_CAUSES = ['bureau', 'leader'];

/** What became of those who began to count in the period: 上报14＝认定10＋不计入4. For private chats. */
export async function recognitionReply(
  asking: Asking,
  view: CountView,
  period: AskedPeriod,
): Promise<string> {
  const areas = await asking.services.figures.recognition(betweenDays(period, asking), view);
  const inOrder = view.areaIds.flatMap((id) => areas.filter(({ areaId }) => areaId === id));
  const total = totalRecognition(inOrder);
  return asking.text('counts/recognition', {
    total: recognitionWords(total),
    period: period.label,
    cutOff: cutOffOf(asking),
    rule: ruleIn(view, RECOGNITION_RULE_WORDS).words,
    rows: inOrder.map((row) => ({
      name: lineName(asking.gazetteer, view, row.areaId),
      words: recognitionWords(row),
      excluded: row.excluded,
      missed: row.missed,
    })),
    zeros: view.areaIds.length - inOrder.length,
    ...{ excluded: total.excluded, missed: total.missed },
    finders: listed(total.finders, '，'),
    explained: READS_CAUSES.includes(asking.actor.role) ? listed(total.explained, '＋') : '',
  });
}
