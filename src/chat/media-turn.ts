import { fillExample } from './examples.ts';
import type { Outcome } from './outcome.ts';
import { notePhotos } from './run-line.ts';
import type { Turn } from './turn.ts';

const JOIN_WITHIN_MS = 10 * 60_000;

/** Pictures without words: they join the sender's report of the last ten minutes, else wait for one. */
export async function answerPictures(turn: Turn): Promise<Outcome> {
  const pictures = turn.message.attachments.filter((attachment) => attachment.kind === 'image');
  if (pictures.length === 0) return { text: turn.text('unreadable') };
  const place = fillExample('{乡镇}', turn);
  if (turn.message.chat.kind === 'group') return { text: turn.text('photo-in-group', { place }) };
  const ids = await notePhotos(turn, turn.entry.key);
  const no = await turn.entry.freeze('photo', () => recentReport(turn));
  if (no === '') return { text: turn.text('photo-loose', { place }) };
  await turn.deps.services.photos.attach(ids, no);
  return { text: turn.text('photo-attached', { no }), filed: true };
}

async function recentReport({ deps, actor, today, now }: Turn): Promise<string> {
  const accounts = await deps.services.people.accountsOf(actor);
  const files = await Promise.all([
    deps.services.dropouts.lastBy(accounts, today),
    deps.services.hazards.lastBy(accounts, today),
  ]);
  const newest = files
    .filter((file) => file !== undefined && now.getTime() - file.reportedAt.getTime() <= JOIN_WITHIN_MS)
    .sort((a, b) => (b?.reportedAt.getTime() ?? 0) - (a?.reportedAt.getTime() ?? 0))[0];
  return newest?.no ?? '';
}
