import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SentinelError } from '../errors.ts';
import { USUAL_HAZARD_RULES } from '../places/hazard-rules.ts';
import { loadYaml } from '../texts/load-yaml.ts';
import type { CriteriaEdition } from './major-criteria.ts';

const words = z.string().min(1);
const pattern = words.transform((source, context) => {
  try {
    return new RegExp(source, 'iu');
  } catch {
    context.addIssue({ code: 'custom', message: `${source} is no pattern` });
    return z.NEVER;
  }
});

const editionFile = z.strictObject({
  ...{ name: words, date: words, province: words },
  criteria: z.array(z.strictObject({ code: words, area: words, text: words, pattern })).min(1),
});

/** Every edition of the folder by its file name; a file that is none stops the start. */
function loadCriteria(folder: string): ReadonlyMap<string, CriteriaEdition> {
  const ids = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));
  return new Map(ids.map((id) => [id, { id, ...loadYaml(join(folder, `${id}.yaml`), editionFile) }]));
}

/** The edition that the county file names, of those in the folder: the usual one where it is gone. The receipt says which. */
export function createCriteria(
  folder: string,
  named: () => Promise<string>,
): { current(): Promise<CriteriaEdition> } {
  const editions = loadCriteria(folder);
  return {
    current: async () => {
      const edition = editions.get(await named()) ?? editions.get(USUAL_HAZARD_RULES.criteria);
      if (edition !== undefined) return edition;
      throw new SentinelError('no-edition', 'There is no edition of criteria in templates/criteria.');
    },
  };
}
