import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES } from '../people/roles.ts';
import { loadYaml, refuseSharedWords } from '../texts/load-yaml.ts';
import type { InspectionForm } from './types.ts';

const words = z.string().min(1);

const formFile = z.strictObject({
  name: words,
  aliases: z.array(words),
  basis: words,
  who: z.array(z.enum(ROLES)).min(1),
  items: z.array(z.strictObject({ text: words, basis: words.exactOptional() })).min(1),
});

/** The order people know them in; a form of a county's own comes after these, by its file name. */
const ORDER = [
  'fire',
  'canteen',
  'dormitory',
  'school-bus',
  'special-equipment',
  'guards',
  'gate',
  'surroundings',
];

/** Every form of a folder; a file that is no form, or a word that names two, stops the start. */
export function loadForms(folder: string): readonly InspectionForm[] {
  const ids = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  const forms = ids.map((id) => ({ id, ...loadYaml(join(folder, `${id}.yaml`), formFile) }));
  refuseSharedWords(forms);
  return forms;
}

function place(id: string): number {
  const at = ORDER.indexOf(id);
  return at < 0 ? ORDER.length : at;
}
