import type { Effect } from '../kit/effect.ts';
import { localDate, printedDate } from '../kit/local-date.ts';
import { byOf } from '../people/actor.ts';
import { factsOf } from './facts-of.ts';
import { fillBlocks } from './fill.ts';
import { areaOf, idOfSubject } from './may-have.ts';
import type { PaperSources } from './papers.ts';
import type { Issued } from './register-types.ts';
import type { SignDraft } from './types.ts';

/** Signs the paper as its file stands now: undefined where nothing says how it is numbered, or by whom. */
export async function signPaper(
  sources: PaperSources,
  { kind, found, signer, dated, reader, at }: SignDraft,
): Promise<Effect<Issued> | undefined> {
  const { authority: usual, numbers, redHead } = await sources.rules();
  const numbering = numbers.find(({ documents }) => documents.includes(kind.name));
  const authority = numbering?.authority ?? usual;
  if (numbering === undefined || authority === undefined) return undefined;
  const today = localDate(at, sources.timeZone);
  const facts = await factsOf(sources, { kind, found, today, officer: reader.actor.name });
  const { name, page } = kind;
  return sources.register.sign({
    ...{ kindId: kind.id, name, authority, rule: numbering.rule, signer, dated },
    ...{ by: byOf(reader.actor), at },
    ...{ subject: found.subject, of: idOfSubject(found), ...areaOf(found) },
    filled: (number) => {
      const values = { ...facts.values, 文号: number, 签发人: signer, 成文日期: printedDate(dated) };
      return { name, page, number, redHead, blocks: fillBlocks(kind.blocks, { ...facts, values }) };
    },
  });
}
