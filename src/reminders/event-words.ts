import type { EventName } from '../calendar/rule-types.ts';
import { neutralise } from '../kit/neutralise.ts';

/** What everybody is told must be read at a glance. */
const LONGEST_WORDS = 60;

/** `38度` of 高温 is 高温38度; what names the event stays as it was said, cut where it is no longer a glance. */
export function eventWords(event: EventName, detail: string): string {
  const said = neutralise(detail.slice(0, LONGEST_WORDS)).trim();
  return said.includes(event) ? said : `${event}${said}`;
}

/** The same for groups, which read nothing that a person typed: the event, its colour, how hot it is. */
export function plainEventWords(event: EventName, words: string): string {
  const colour = COLOURS[rankOf(words) - 1];
  const degrees = /(?<!\d)([34]\d) ?(?:度|℃|°)/.exec(words)?.[1];
  return `${event}${degrees === undefined ? '' : `${degrees}度`}${colour === undefined ? '' : `${colour}色预警`}`;
}

const COLOURS = ['蓝', '黄', '橙', '红'] as const;

/** How grave a warning is by its colour; 0 when it has none. */
export function rankOf(words: string): number {
  return Math.max(0, ...COLOURS.map((colour, index) => (words.includes(`${colour}色`) ? index + 1 : 0)));
}
