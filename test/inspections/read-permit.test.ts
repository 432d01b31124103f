import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { loadPermitKinds } from '../../src/inspections/load-permit-kinds.ts';
import { readPermit } from '../../src/inspections/read-permit.ts';

const kinds = loadPermitKinds(join(TEMPLATES_DIR, 'forms', 'permits', 'kinds.yaml'));
const read = (text: string) => {
  const { kind, ...rest } = readPermit(text, kinds, '2026-11-24');
  return { kind: kind?.id, ...rest };
};

describe('a line about a permit', () => {
  it.each([
    ['食堂许可证 2027-03-01', { kind: 'canteen', expiresOn: '2027-03-01' }],
    ['食堂许可证2027年3月1日', { kind: 'canteen', expiresOn: '2027-03-01' }],
    ['食品经营许可证 有效期至 2027/3/1', { kind: 'canteen', expiresOn: '2027-03-01' }],
    ['2027.3.1 食堂许可证', { kind: 'canteen', expiresOn: '2027-03-01' }],
    ['灭火器 3月1日', { kind: 'extinguisher', expiresOn: '2027-03-01' }],
    ['灭火器年检 12月1日', { kind: 'extinguisher', expiresOn: '2026-12-01' }],
    ['校车 桂A12345 2027-01-15', { kind: 'bus', expiresOn: '2027-01-15', label: '桂A12345' }],
    ['校车驾驶证 2027-01-15', { kind: 'bus-driver', expiresOn: '2027-01-15' }],
    ['电梯 2号楼 到期 2027-01-15', { kind: 'lift', expiresOn: '2027-01-15', label: '2号楼' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('may lack the date, and then names a permit', () => {
    expect(read('校车 桂A12345')).toEqual({ kind: 'bus', label: '桂A12345' });
  });

  it.each(['食堂许可证 2027-02-30', '食堂许可证 2927-03-01'])('%s: the date is odd', (text) => {
    expect(read(text)).toMatchObject({ kind: 'canteen', oddDate: true });
    expect(read(text)).not.toHaveProperty('expiresOn');
  });

  it('without a kind or a date says so by leaving it out', () => {
    expect(read('营业执照 2027-03-01')).toEqual({ expiresOn: '2027-03-01' });
    expect(read('食堂许可证')).toEqual({ kind: 'canteen' });
  });
});
