import { z } from 'zod';
import { loadYaml, refuseSharedWords } from '../texts/load-yaml.ts';
import type { PermitKind } from './permit-types.ts';

const words = z.string().min(1);

const kindsFile = z.strictObject({
  kinds: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z-]*$/),
        name: words,
        aliases: z.array(words),
        posts: z.array(words),
        basis: words,
      }),
    )
    .min(1),
});

/** The kinds of a file, in its order; a file of another shape, or a word that names two, stops the start. */
export function loadPermitKinds(path: string): readonly PermitKind[] {
  const { kinds } = loadYaml(path, kindsFile);
  refuseSharedWords(kinds);
  return kinds;
}
