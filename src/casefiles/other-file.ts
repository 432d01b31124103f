import type { LocalDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { People } from '../people/types.ts';
import type { FileKind, Files } from './found.ts';

/** A message that may name a second file. */
export interface NamesFile {
  readonly actor: Actor;
  readonly today: LocalDate;
  readonly services: { readonly people: Pick<People, 'accountsOf'>; readonly files: Pick<Files, 'fitting'> };
  /** Fixes what was found for a re-run of the message. */
  freeze(name: string, choose: () => Promise<string>): Promise<string>;
}

const NUMBER = /[kKyY]\d{2}-\d{1,7}-[A-Za-z]|[kKyY]?\d{1,7}/;

/**
 * The number of the second file that the words name, found within the speaker's reach and fixed for a re-run; `''`
 * where there is none, or not one. Undefined: they name none.
 */
export async function otherFileNo(
  message: NamesFile,
  words: string | undefined,
  kind: FileKind,
): Promise<string | undefined> {
  const said = NUMBER.exec(words ?? '')?.[0];
  if (said === undefined) return undefined;
  const { services, actor, today } = message;
  return message.freeze('into', async () => {
    const reader = { actor, accounts: await services.people.accountsOf(actor) };
    const wanted = { kinds: [kind], right: 'see' } as const;
    const { fitting } = await services.files.fitting(said, Number(today.slice(2, 4)), reader, wanted);
    return fitting.length === 1 ? (fitting[0]?.no ?? '') : '';
  });
}
