import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { FIELDS, LISTS } from '../../src/documents/fields.ts';
import { type Facts, fillBlocks } from '../../src/documents/fill.ts';
import { kindsMeant } from '../../src/documents/kinds.ts';
import { printed } from '../../src/documents/layout.ts';
import { loadKinds, readKind } from '../../src/documents/load-kinds.ts';
import { readDocx } from './docx.ts';

const KINDS = loadKinds(join(TEMPLATES_DIR, 'documents'));
const FETCHED = {
  who: '桐渡镇教育专干（企业微信 to***du）',
  when: '2026年11月24日 09:30',
  at: new Date('2026-11-24T01:30:00Z'),
};
const NOTHING: Facts = { values: {}, lists: {} };
const face = (more = ''): string =>
  `---\nname: 便函\norder: 1\nof: [case]\nwho: [bureau]\npage: letter\n${more}---\n`;
const filled = (body: string, facts: Facts) => fillBlocks(readKind('note.md', face() + body).blocks, facts);

describe('every document', () => {
  it('is there: what the law, the township and the school need on paper', () => {
    expect(KINDS.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        ...[
          '劝返通知书',
          '限期复学通知书',
          '劝返情况记录表',
          '入学通知书',
          '辍学劝返工作情况说明书',
          '一生一案',
        ],
        ...[
          '因失能、缓学、休学学生情况记录表',
          '整改通知书',
          '督办单',
          '挂牌督办表',
          '销号审批表',
          '检查登记表',
        ],
        ...['送达回证', '协查函', '约谈记录'],
      ]),
    );
  });

  it.each(KINDS.map((kind) => [kind.name, kind] as const))(
    '%s can be printed with nothing known, and invents nothing',
    async (_, kind) => {
      const paper = {
        name: kind.name,
        page: kind.page,
        redHead: false,
        blocks: fillBlocks(kind.blocks, NOTHING),
      };
      const { text, xml, document } = readDocx(await printed(paper, FETCHED));
      expect(text).not.toMatch(/[{}]|undefined|null|NaN/);
      expect(text).not.toMatch(/\d{4}年\d|\d{4}〕/);
      for (const part of xml) expect(part).toMatch(/^<\?xml/);
      expect(document).toContain('w:w="11906"');
    },
  );

  it('asks for no field that nobody fills', () => {
    for (const names of Object.values(FIELDS)) expect(new Set(names).size).toBe(names.length);
    expect(() => readKind('note.md', `${face()}{血型}`)).toThrow(/nobody fills 血型/);
    expect(() => readKind('note.md', `${face()}|= 1 |\n|@劝返记录 | {血型} |`)).toThrow(/血型/);
    expect(Object.keys(LISTS.case)).toContain('劝返记录');
  });

  it.each<readonly [string, string, RegExp]>([
    ['a table without widths', '| 姓名 | {姓名} |', /line 8: a table begins with its widths/],
    ['too many columns', '|= 1 | 1 |\n| a | b | c |', /line 9: more than 2 columns/],
    ['widths that are no numbers', '|= 宽 |', /widths are numbers/],
  ])('says where a template is wrong: %s', (_, body, wrong) => {
    expect(() => readKind('note.md', face() + body)).toThrow(wrong);
  });

  it('says what is wrong with its front matter', () => {
    expect(() => readKind('note.md', face('colour: red\n'))).toThrow(/note\.md.*colour/s);
  });
});

describe('what is known', () => {
  it('stands in the place of its field; what is not stays a line to write on', () => {
    expect(filled('{姓名}，{性别:3}', { values: { 姓名: '测试甲' }, lists: {} })).toEqual([
      { kind: 'text', text: '测试甲，＿＿＿' },
    ]);
  });

  it('decides which of two lines is printed', () => {
    const body = '?{救济途径} {救济途径}\n!{救济途径} （由法制审核人员填写）';
    expect(filled(body, NOTHING)).toEqual([{ kind: 'text', text: '（由法制审核人员填写）' }]);
    expect(filled(body, { values: { 救济途径: '申请复议' }, lists: {} })).toEqual([
      { kind: 'text', text: '申请复议' },
    ]);
  });

  it('makes rows, and blank ones up to what the form shows at least', () => {
    const [table] = filled('|= 1 | 9 |\n|# 序 | 情况 |\n|@劝返记录:2 | {序} | {结果} |', {
      values: {},
      lists: { 劝返记录: [{ 结果: '见到奶奶' }] },
    });
    const rows = table?.kind === 'table' ? table.rows : [];
    expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['序', '情况'],
      ['1', '见到奶奶'],
      ['', ''],
    ]);
    expect(rows.map(({ header }) => header)).toEqual([true, false, false]);
  });

  it('is never read as more of the template: marks, fields and control signs are plain words', async () => {
    const hostile = '{身份证号}|# 甲\n---\n<w:p>&\u0000\u0007\u202e\ud800]]>"';
    const blocks = filled('|= 1 |\n| {姓名} |\n{姓名}', {
      values: { 姓名: hostile, 身份证号: '不该出现' },
      lists: {},
    });
    expect(blocks).toHaveLength(2);
    const { text, document } = readDocx(
      await printed({ name: '便函', page: 'letter', redHead: false, blocks }, FETCHED),
    );
    expect(text).toContain('{身份证号}|# 甲');
    expect(text).toContain('<w:p>&]]>"');
    expect(text).not.toContain('不该出现');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no Word file may hold
    expect(document).not.toMatch(/[\u0000-\u0008\u202e]|\ud800/);
  });
});

describe('the page', () => {
  const page = async (more: object = {}) =>
    readDocx(
      await printed(
        {
          name: '整改通知书',
          page: 'letter',
          redHead: false,
          blocks: filled('#! {机关}\n# 通知\n{原因}\n> 印章', NOTHING),
          ...more,
        },
        FETCHED,
      ),
    );

  it('is A4 with the margins of official papers, 仿宋 and its stand-ins, page numbers outside', async () => {
    const { document, fonts, footers } = await page();
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(document).toMatch(/<w:pgMar w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(document).toContain('w:eastAsia="仿宋_GB2312"');
    expect(fonts).toMatch(/w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong/);
    expect(footers).toContain('w:jc w:val="right"');
    expect(footers).toContain('w:jc w:val="left"');
    expect(textOfNumber(footers)).toContain('— ');
  });

  it('says on top who fetched it, and that it is a draft', async () => {
    const { header } = await page({ mark: '草稿，未签发，不作送达用' });
    expect(header).toContain('2026年11月24日 09:30 桐渡镇教育专干（企业微信 to***du）取用');
    expect(header).toContain('草稿，未签发，不作送达用');
  });

  it('has a red head where the county wants one', async () => {
    expect((await page()).document).not.toContain('C00000');
    expect((await page({ redHead: true })).document).toContain('C00000');
  });

  it('says of itself what it is and who made it: the program, and nobody', async () => {
    const { core } = await page({ number: '望教安字〔2026〕3号' });
    expect(core).toContain(
      '<dc:title>整改通知书 望教安字〔2026〕3号</dc:title><dc:creator>校园哨兵</dc:creator>',
    );
    expect(core).toContain('<cp:lastModifiedBy>校园哨兵</cp:lastModifiedBy>');
    expect(core).toContain('2026-11-24T01:30:00Z');
  });

  it('repeats the header of a table, and keeps rows whole that fit', async () => {
    const rows = Array.from({ length: 60 }, () => ({ 结果: '见到奶奶，答应劝他回来' }));
    const blocks = filled('|= 1 | 9 |\n|# 序 | 情况 |\n|@劝返记录 | {序} | {结果} |', {
      values: {},
      lists: { 劝返记录: rows },
    });
    const { document } = await page({ blocks });
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(document.match(/<w:cantSplit\/>/g)).toHaveLength(61);
  });
});

const textOfNumber = (xml: string): string =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, text]) => text).join('');

describe('the name of a document', () => {
  const ofCase = KINDS.filter(({ of }) => of.includes('case'));
  it.each<readonly [string, readonly string[]]>([
    ['劝返通知书', ['劝返通知书']],
    ['给 出个劝返通知书', ['劝返通知书']],
    ['限期复学通知书', ['限期复学通知书']],
    ['打印一下 的送达回证', ['送达回证']],
    ['一生一案', ['一生一案']],
    ['通知书', ['劝返通知书', '限期复学通知书', '入学通知书']],
    ['', []],
    ['某某书', []],
    ['书', []],
  ])('%s means these', (said, names) => {
    expect(kindsMeant(ofCase, said).map(({ name }) => name)).toEqual(names);
  });
});
