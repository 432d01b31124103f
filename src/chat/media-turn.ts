import { dutyNameOfReturn, photoAwaited, photoHomes } from '../duties/photos.ts';
import { notePhotos } from './context-of.ts';
import { fillExample } from './examples.ts';
import type { Outcome } from './outcome.ts';
import type { Turn } from './turn.ts';

const JOIN_WITHIN_MS = 10 * 60_000;

/** Pictures without words: they join the sender's report or answer of the last ten minutes, else wait for one. */
export async function answerPictures(turn: Turn): Promise<Outcome> {
  const pictures = turn.message.attachments.filter((attachment) => attachment.kind === 'image');
  if (pictures.length === 0) return { text: turn.text('refusals/unreadable') };
  const place = fillExample('{乡镇}', turn);
  if (turn.message.chat.kind === 'group') return { text: turn.text('photos/in-group', { place }) };
  if (await spokeInConfidence(turn)) return { text: turn.text('incidents/no-photos') };
  const ids = await notePhotos(turn, turn.entry.key);
  const no = await turn.entry.freeze('photo', () => recentReport(turn));
  const { duties, photos } = turn.deps.services;
  if (no === '') {
    const line = turn.actor.bound ? await photoAwaited(duties, turn.actor, turn.gazetteer) : undefined;
    return { text: turn.text('photos/loose', { place, line }) };
  }
  await photos.attach(ids, no);
  const duty = await dutyNameOfReturn(duties, no);
  const text =
    duty === undefined
      ? turn.text('photos/attached', { no })
      : turn.text('photos/attached-to-duty', { duty, n: await photos.countOf(no) });
  return { text, filed: true };
}

/** What they reported just before is for one person alone, and takes no pictures. */
async function spokeInConfidence({ deps, actor, today, now }: Turn): Promise<boolean> {
  const { people, incidents } = deps.services;
  const last = await incidents.newestBy(await people.accountsOf(actor), today);
  return last?.closed === true && now.getTime() - last.reportedAt.getTime() <= JOIN_WITHIN_MS;
}

/** The number of the newest file, or the ref of the newest return, that the sender made; `''` for none. */
async function recentReport({ deps, actor, gazetteer, today, now }: Turn): Promise<string> {
  const { people, dropouts, hazards, duties } = deps.services;
  const accounts = await people.accountsOf(actor);
  const [dropout, hazard, returns] = await Promise.all([
    dropouts.lastBy(accounts, today),
    hazards.lastBy(accounts, today),
    photoHomes(duties, actor, gazetteer, accounts),
  ]);
  const files = [dropout, hazard].filter((file) => file !== undefined);
  const [newest] = [
    ...files.map(({ no, reportedAt }) => ({ no, at: reportedAt })),
    ...returns.map(({ ref, answeredAt }) => ({ no: ref, at: answeredAt })),
  ]
    .filter(({ at }) => now.getTime() - at.getTime() <= JOIN_WITHIN_MS)
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  return newest?.no ?? '';
}
