import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { FILE_ROLE_WORDS, roleOf } from '../../src/people/roles.ts';
import { parseCounty } from '../../src/places/county-file.ts';
import { problemLine } from '../../src/places/county-problem.ts';
import { itemSchemas, SINGLE } from '../../src/places/county-schema.ts';
import { SECTION_NAMES } from '../../src/places/county-sections.ts';
import { sizeWarnings } from '../../src/places/county-warnings.ts';
import { DUTY_WORDS } from '../../src/places/emergency-kinds.ts';
import { SCHOOL_KINDS } from '../../src/places/place.ts';
import { fromRoot } from '../support/from-root.ts';

const OPTIONS = { roleOf, roleWords: FILE_ROLE_WORDS };
const parse = (text: string) => parseCounty(text, OPTIONS);
const problemsOf = (text: string): readonly string[] => {
  const parsed = parse(text);
  return parsed.ok ? parsed.warnings.map(problemLine) : parsed.problems.map(problemLine);
};
const template = (path: string): Promise<string> => readFile(fromRoot(`templates/${path}`), 'utf8');

interface AnySchema {
  readonly shape?: Readonly<Record<string, AnySchema>>;
  readonly element?: AnySchema;
  unwrap?(): AnySchema;
}

/** The keys of a schema, those of mappings in it too. */
function keysOf(schema: AnySchema): readonly string[] {
  const { shape, element } = schema;
  if (element !== undefined) return keysOf(element);
  if (shape === undefined) return schema.unwrap === undefined ? [] : keysOf(schema.unwrap());
  return Object.entries(shape).flatMap(([key, field]) => [key, ...keysOf(field)]);
}

/** The part of the page under the heading of a section. */
function partOf(page: string, section: string): string {
  const [, after = ''] = page.split(`\n### ${section} `);
  return after.split('\n### ')[0] ?? '';
}

describe('the handbook page of the county file', () => {
  const schemas = { ...SINGLE, ...itemSchemas(OPTIONS) } as unknown as Readonly<Record<string, AnySchema>>;

  it.each(SECTION_NAMES)('tells every field of %s', async (section) => {
    const part = partOf(await template('handbook/县档案.md'), section);
    const told = [...part.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, key]) => key);
    expect([...new Set(told)].sort()).toEqual([...new Set(keysOf(schemas[section] ?? {}))].sort());
  });

  it('tells every word that may be chosen', async () => {
    const page = await template('handbook/县档案.md');
    for (const word of SCHOOL_KINDS) expect(partOf(page, 'schools')).toContain(word);
    for (const word of FILE_ROLE_WORDS) expect(partOf(page, 'members')).toContain(word);
    for (const [word = ''] of Object.values(DUTY_WORDS))
      expect(partOf(page, 'duty_contacts')).toContain(word);
  });

  it('has examples that make one county file', async () => {
    const page = await template('handbook/县档案.md');
    const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block);
    expect(blocks).toHaveLength(SECTION_NAMES.length);
    expect(problemsOf(blocks.join(''))).toEqual([]);
  });
});

describe('the blank county file', () => {
  it('names what is missing, with its line, and nothing else', async () => {
    const text = await template('county/blank.yaml');
    const line = text.split('\n').indexOf('  name:') + 1;
    expect(problemsOf(text)).toEqual([`第 ${line} 行：county：缺少 name，请补上。`]);
  });

  it('with a name is a county file without anybody in it, which is warned of', async () => {
    const parsed = parse((await template('county/blank.yaml')).replace('  name:\n', '  name: 望溪县\n'));
    expect(parsed.ok && sizeWarnings(parsed.file)).toHaveLength(3);
  });

  it('is a whole county file once its sample lines are filled in', async () => {
    const text = (await template('county/blank.yaml'))
      .replace('  name:\n', '  name：望溪县\n')
      .replaceAll(/^ {2}# /gm, '  ');
    const parsed = parse(text);
    if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'));
    expect(sizeWarnings(parsed.file)).toEqual([]);
    expect(parsed.file).toMatchObject({ terms: [{}], workdays: { rest: ['2027-03-03'] }, groups: [{}] });
    for (const section of SECTION_NAMES) expect(text).toMatch(new RegExp(`^${section}:`, 'm'));
  });
});
