import type { LinkFile } from '../casefiles/follow-up.ts';
import type { Decision } from './decisions.ts';
import { type HeadedHazard, hazardHeads, joinedTo } from './heads.ts';

/** What other hazards have to note of this decision: the one that it goes on in, or those that went on in it. */
export function linksOf(
  file: HeadedHazard & { readonly no: string },
  decision: Pick<Decision, 'move'> & { readonly into?: string },
): readonly LinkFile[] {
  switch (decision.move) {
    case 'seconded':
    case 'merged':
      return decision.into === undefined ? [] : [link(decision.into, 'joined', file.no)];
    case 'unseconded':
    case 'unmerged': {
      const { into } = hazardHeads(file);
      return into === undefined ? [] : [link(into, 'parted', file.no)];
    }
    case 'closed':
      return endingsOf(file);
    default:
      return [];
  }
}

/** What one thing that is gone means for all that are the same thing. */
export function endingsOf(file: HeadedHazard & { readonly no: string }): readonly LinkFile[] {
  return joinedTo(file).map((no) => link(no, 'ended', file.no));
}

const link = (file: string, move: LinkFile['move'], other: string): LinkFile => ({
  kind: 'link',
  ...{ file, move, other },
});
