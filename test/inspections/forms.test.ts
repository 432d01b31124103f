import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { loadForms } from '../../src/inspections/load-forms.ts';
import { loadPermitKinds } from '../../src/inspections/load-permit-kinds.ts';
import { findNamed } from '../../src/inspections/read-form.ts';

const FOLDER = join(TEMPLATES_DIR, 'forms');
const forms = loadForms(FOLDER);

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cs-forms-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const FORM = 'name: 实验室\naliases: [化学室]\nbasis: 某规定\nwho: [school]\nitems:\n  - { text: 危化品 }\n';

describe('the shipped forms', () => {
  it('are the eight that the county asks for, 消防 with its nine areas first', () => {
    expect(forms.map(({ name }) => name)).toEqual([
      '消防',
      '食堂',
      '宿舍',
      '校车',
      '特种设备',
      '保卫',
      '校门',
      '周边',
    ]);
    expect(forms[0]?.items).toHaveLength(9);
  });

  it('each name the document they rest on, and may be filled in by schools and townships', () => {
    for (const form of forms) {
      expect(form.basis).toMatch(/《.+》/);
      expect(form.who).toEqual(expect.arrayContaining(['school', 'township', 'bureau']));
    }
  });
});

describe('a folder of forms', () => {
  it('takes a form of a county’s own', () => {
    expect(loadForms(folderWith({ 'lab.yaml': FORM }))).toEqual([
      {
        id: 'lab',
        name: '实验室',
        aliases: ['化学室'],
        basis: '某规定',
        who: ['school'],
        items: [{ text: '危化品' }],
      },
    ]);
  });

  it.each([
    ['a form without items', FORM.replace(/items:[\s\S]*/, 'items: []\n'), /lab\.yaml/],
    ['a role nobody has', FORM.replace('[school]', '[king]'), /lab\.yaml/],
    ['a field that is none', `${FORM}nmae: x\n`, /nmae/],
    ['no YAML at all', 'name: [', /lab\.yaml/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => loadForms(folderWith({ 'lab.yaml': text }))).toThrow(message);
  });

  it('refuses a word that names two forms', () => {
    const other = FORM.replace('name: 实验室', 'name: 危化').replace('化学室', '实验室');
    expect(() => loadForms(folderWith({ 'a.yaml': FORM, 'b.yaml': other }))).toThrow(/实验室/);
  });
});

describe('the form that is meant', () => {
  it.each([
    ['消防 3 7', 'fire', '3 7'],
    ['消防检查 正常', 'fire', '正常'],
    ['消防3 堆杂物', 'fire', '3 堆杂物'],
    ['消防正常', 'fire', '正常'],
    ['消防 消防栓坏了', 'fire', '消防栓坏了'],
    ['正常 消防', 'fire', '正常'],
    ['食品安全 2 没有票证', 'canteen', '2 没有票证'],
    ['校门口 正常', 'gate', '正常'],
    ['人防物防技防：正常', 'guards', '正常'],
  ])('in %s is %s', (text, id, rest) => {
    const named = findNamed(forms, text);
    expect([named?.found.id, named?.rest]).toEqual([id, rest]);
  });

  it('is none where none is named', () => {
    expect(findNamed(forms, '围墙裂缝')).toBeUndefined();
    expect(findNamed(forms, '消防栓坏了')).toBeUndefined();
    expect(findNamed(forms, '')).toBeUndefined();
  });
});

describe('the kinds of permits', () => {
  const kinds = loadPermitKinds(join(FOLDER, 'permits', 'kinds.yaml'));

  it('hold what the county lists, each with posts to tell', () => {
    const names = kinds.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        '校车',
        '校车驾驶证',
        '食堂许可证',
        '健康证',
        '特种设备操作证',
        '灭火器年检',
        '电梯',
      ]),
    );
    expect(kinds.filter(({ posts }) => posts.length === 0)).toEqual([]);
    expect(new Set(kinds.map(({ id }) => id)).size).toBe(kinds.length);
  });

  it('are refused when two share a word', () => {
    const kind = '  - { id: a, name: 甲, aliases: [丙], posts: [校长], basis: 某法 }\n';
    const folder = folderWith({
      'k.yaml': `kinds:\n${kind}${kind.replace('甲', '乙').replace('id: a', 'id: b')}`,
    });
    expect(() => loadPermitKinds(join(folder, 'k.yaml'))).toThrow(/丙/);
  });
});
