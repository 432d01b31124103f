import { DROPOUT_MOVE_WORDS } from '../dropouts/timeline.ts';
import { MOVE_WORDS } from '../hazards/timeline.ts';

type Words = Readonly<Record<string, string | undefined>>;

const WORDS: Readonly<Record<string, Words>> = {
  dropouts: DROPOUT_MOVE_WORDS,
  hazards: MOVE_WORDS,
  incidents: { acknowledged: '知悉', final: '终报', 'false-alarm': '误报' },
  duties: { opened: '派出任务', closed: '任务截止', cancelled: '取消任务' },
  duty_returns: { confirmed: '复核属实', 'sent-back': '复核退回' },
  permits: { set: '证照登记', ended: '证照停用' },
  directives: { directed: '批示', done: '批示办结' },
  reminder_changes: { changed: '改提醒' },
};

/** What a move of any type of file is called; its own name where it has no word. */
export function moveWord(collection: string, kind: string): string {
  return WORDS[collection]?.[kind] ?? kind;
}
