import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { plainWords, workbook } from '../../src/ledgers/workbook.ts';
import { unzip } from '../support/unzip.ts';

const sheetOf = (rows: Iterable<readonly (string | number | undefined)[]>) =>
  workbook({ name: '台账[1]', widths: [6, 20], head: 1, rows });

describe('an Excel ledger', () => {
  it('holds numbers as numbers, words as words and nothing as nothing', async () => {
    const bytes = await sheetOf([
      ['序号', '单位'],
      [1, '桐渡镇中心小学'],
      [undefined, '<合计>'],
    ]);
    const [sheet] = (await readXlsx(bytes)).sheets;
    expect(sheet?.name).toBe('台账1');
    expect(sheet?.rows).toEqual([
      ['序号', '单位'],
      [1, '桐渡镇中心小学'],
      [null, '<合计>'],
    ]);
  });

  it('has no formula in it, whatever was typed', async () => {
    const typed = ['=1+1', '+cmd|calc', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1', ' =HYPERLINK("x")'];
    const xml = String(unzip(await sheetOf(typed.map((one) => [one]))).get('xl/worksheets/sheet1.xml'));
    expect(xml).not.toMatch(/<f[ >]/);
    const cells = [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text);
    expect(cells).toHaveLength(typed.length);
    for (const cell of cells) expect(cell).toMatch(/^'/);
  });

  it('takes every text, and changes none that is harmless', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainWords(text)).not.toMatch(/^[=+\-@\t\r]|\p{Cc}/u);
      }),
    );
    expect(plainWords('桐渡镇（3-5年级）')).toBe('桐渡镇（3-5年级）');
  });

  it('is made while its rows are read', async () => {
    let most = 0;
    const rows = function* () {
      for (let n = 0; n < 20_000; n += 1) {
        most = n;
        yield [n, '单位'];
      }
    };
    const parts = unzip(await sheetOf(rows()));
    expect(most).toBe(19_999);
    expect(String(parts.get('xl/worksheets/sheet1.xml')).match(/<row /g)).toHaveLength(20_000);
  });
});
