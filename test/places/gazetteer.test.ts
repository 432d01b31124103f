import { describe, expect, it } from '@jest/globals';
import { buildCounty } from '../../src/places/build-county.ts';
import type { Gazetteer } from '../../src/places/gazetteer.ts';
import { resolveCounty } from '../../src/places/resolve-county.ts';
import { EXAMPLE, fileOf } from './example-county.ts';

function gazetteerOf(text: string): Gazetteer {
  const file = fileOf(text);
  return buildCounty('v', file, resolveCounty(file)).gazetteer;
}

/** `start-end name|name` of every mention. */
function scanned(gazetteer: Gazetteer, text: string): readonly string[] {
  return gazetteer
    .scan(text)
    .map(
      ({ start, end, candidates }) =>
        `${text.slice(start, end)}=${candidates.map(({ name }) => name).join('|')}`,
    );
}

const county = gazetteerOf(EXAMPLE);

describe('scan', () => {
  it.each([
    ['江北', '江北街道'],
    ['江北办', '江北街道'],
    ['江北街道', '江北街道'],
    ['江北街道办', '江北街道'],
    ['江北办事处', '江北街道'],
    ['江北街道办事处', '江北街道'],
    ['桐渡', '桐渡镇'],
    ['桐渡镇', '桐渡镇'],
    ['禾洲', '禾洲渡镇'],
    ['禾洲中心校', '禾洲渡镇中心小学'],
    ['桐渡中学', '桐渡镇初级中学'],
    ['桐渡初中', '桐渡镇初级中学'],
    ['桐渡镇初中', '桐渡镇初级中学'],
    ['桐渡初级中学', '桐渡镇初级中学'],
    ['桐渡中心校', '桐渡镇中心小学'],
    ['桐渡镇中心校', '桐渡镇中心小学'],
    ['桐渡中心小学', '桐渡镇中心小学'],
    ['桐渡镇中心小学', '桐渡镇中心小学'],
    ['桐中心小', '桐渡镇中心小学'],
    ['禾中心小', '禾洲渡镇中心小学'],
    ['桐渡柳树湾小学', '桐渡镇柳树湾小学'],
    ['柳树湾小学', '桐渡镇柳树湾小学|禾洲渡镇柳树湾小学'],
    ['中心小学', '桐渡镇中心小学|禾洲渡镇中心小学'],
    ['县一中', '望溪县第一中学'],
    ['望溪一中', '望溪县第一中学'],
    ['一中', '望溪县第一中学'],
    ['枫树村', '枫树村'],
    ['枫树水库', '枫树水库'],
    ['区外', '区外'],
    ['省外', '区外'],
  ])('knows %s', (word, names) => {
    expect(scanned(county, word)).toEqual([`${word}=${names}`]);
    expect(scanned(county, `报辍学 ${word} 疑似`)).toEqual([`${word}=${names}`]);
  });

  it.each([
    ['桐渡镇 柳树湾小学 五年级', ['桐渡镇 柳树湾小学=桐渡镇柳树湾小学']],
    ['禾洲渡，中心小学 食堂', ['禾洲渡，中心小学=禾洲渡镇中心小学']],
    ['柳树湾小学 桐渡镇 疑似', ['柳树湾小学 桐渡镇=桐渡镇柳树湾小学']],
    ['桐渡镇 八年级 男 柳树湾小学', ['桐渡镇=桐渡镇', '柳树湾小学=桐渡镇柳树湾小学']],
    ['桐渡初中八(2)班10天没来', ['桐渡初中=桐渡镇初级中学']],
    ['江北辍学一人', ['江北=江北街道']],
    ['我们江北有个孩子没来', ['江北=江北街道']],
    ['桐渡镇和江北街道', ['桐渡镇=桐渡镇', '江北街道=江北街道']],
    ['桐渡希望小学', []],
    ['桐渡有个小学生', ['桐渡=桐渡镇']],
    ['桐渡中学生打架', ['桐渡=桐渡镇']],
    ['同渡镇中心小学', []],
    ['在中心小学门口', ['中心小学=桐渡镇中心小学|禾洲渡镇中心小学']],
    ['一中门口堵车', ['一中=望溪县第一中学']],
    ['我们一中的操场', ['一中=望溪县第一中学']],
    ['校区外墙脱落', []],
    ['小区外有人', []],
    ['去外地打工', []],
    ['初一中午没来', []],
    ['父母在省外，县外都有亲戚', []],
    ['桐渡镇　区外就读', ['桐渡镇=桐渡镇', '区外=区外']],
  ])('in %s', (text, found) => {
    expect(scanned(county, text)).toEqual(found);
  });

  it.each([
    ['厕所流水不止', []],
    ['流水 辍学 2', ['流水=流水镇']],
    ['流水镇 一人', ['流水镇=流水镇']],
    ['离家五里路', []],
    ['五里 疑似', ['五里=五里镇']],
    ['新城小区门口', []],
    ['查 新城', ['新城=新城街道']],
    ['一切平安', []],
    ['大河边没有护栏', []],
    ['中原，五里，石梯', ['中原=中原镇', '五里=五里镇', '石梯=石梯镇']],
  ])('takes ordinary words for townships only where they stand alone: %s', (text, found) => {
    const names = ['流水镇', '五里镇', '新城街道', '平安镇', '大河镇', '中原镇', '石梯镇'];
    const plain = gazetteerOf(
      `county: { name: 汉滨区 }\ntownships:\n${names.map((name) => `  - { name: ${name} }\n`).join('')}`,
    );
    expect(scanned(plain, text)).toEqual(found);
  });

  it('cuts what kind of township it is, peoples included', () => {
    const plain = gazetteerOf(
      'county: { name: 平安区 }\ntownships: [{ name: 沙沟回族乡 }, { name: 洪水泉回族乡 }]\n',
    );
    expect(scanned(plain, '沙沟 21 洪水泉乡 5')).toEqual(['沙沟=沙沟回族乡', '洪水泉乡=洪水泉回族乡']);
  });

  it.each(['江北', '江北办', '江北街道', '江北街道办事处'])(
    'takes all forms of %s for each other',
    (official) => {
      const plain = gazetteerOf(`county: { name: 汉滨区 }\ntownships: [{ name: ${official} }]\n`);
      for (const typed of ['江北', '江北办', '江北街道', '江北街道办', '江北办事处', '江北街道办事处'])
        expect(scanned(plain, `查 辍学 ${typed}`)).toEqual([`${typed}=${official}`]);
    },
  );

  it('asks when a pool is called like the township for short', () => {
    const plain = gazetteerOf(
      'county: { name: 望溪县 }\ntownships: [{ name: 半月潭镇 }]\nwaters: [{ name: 半月潭, township: 半月潭镇 }]\n',
    );
    expect(scanned(plain, '半月潭 疑似')).toEqual(['半月潭=半月潭镇|半月潭']);
    expect(scanned(plain, '半月潭镇 疑似')).toEqual(['半月潭镇=半月潭镇']);
  });

  it('finds every school of a large county, in little time', () => {
    const townships = Array.from({ length: 40 }, (_, n) => `甲${numeral(n)}坝镇`);
    const schools = townships.flatMap((township) =>
      Array.from({ length: 25 }, (_, n) => ({ township, name: `${township}${numeral(n)}沟小学` })),
    );
    const text = `county: { name: 大县 }\ntownships:\n${townships.map((name) => `  - { name: ${name} }\n`).join('')}schools:\n${schools.map(({ name, township }) => `  - { name: ${name}, township: ${township}, kind: 小学 }\n`).join('')}`;
    const large = gazetteerOf(text);
    for (const { name, township } of schools) {
      const short = name.replace('镇', '');
      expect(scanned(large, `报隐患 ${short} 食堂`)).toEqual([`${short}=${name}`]);
      expect(large.scan(name.slice(township.length))[0]?.candidates).toHaveLength(40);
    }
    const before = performance.now();
    for (const { name } of schools)
      large.scan(`报辍学 ${name} 八年级 男 厌学，父母外出，去向不明，已经打过三次电话`);
    expect((performance.now() - before) / schools.length).toBeLessThan(2);
    expect(large.nearest('甲子三坝镇子五勾小学', 3)[0]?.name).toBe('甲子三坝镇子五沟小学');
  });
});

const numeral = (n: number): string =>
  '子丑寅卯辰巳午未申酉'.charAt(Math.floor(n / 10)) + '零一二三四五六七八九'.charAt(n % 10);

describe('nearest', () => {
  const near = gazetteerOf(
    `county: { name: 望溪县 }\ntownships: [{ name: 栗坳镇 }, { name: 梨坳乡 }, { name: 桐渡镇 }, { name: 禾洲渡镇 }, { name: 北渡口街道 }, { name: 柳汊镇 }]\nschools: [{ name: 桐渡镇柳树湾小学, township: 桐渡镇, kind: 小学 }]\n`,
  );
  it.each([
    ['立坳', ['栗坳镇', '梨坳乡']],
    ['梨坳镇', ['梨坳乡', '栗坳镇']],
    ['同度', ['桐渡镇']],
    ['禾渡镇', ['禾洲渡镇']],
    ['北渡', ['北渡口街道']],
    ['刘叉镇', ['柳汊镇']],
    ['牛汊', ['柳汊镇']],
    ['柳树弯小学', ['桐渡镇柳树湾小学']],
    ['食堂', []],
    ['小学', []],
    ['', []],
  ])('of %s', (word, names) => {
    const found = near.nearest(word, 3).map(({ name }) => name);
    expect(found.slice(0, names.length)).toEqual(names);
    if (names.length === 0) expect(found).toEqual([]);
  });

  it('gives no more than asked for', () => {
    expect(near.nearest('立坳', 1)).toHaveLength(1);
  });
});

describe('pupils', () => {
  it('adds up compulsory schools, only when all of them give a number', () => {
    const [tongdu, hezhou, jiangbei] = county.townships;
    expect(county.pupils(tongdu?.id ?? '')).toBe(1092);
    expect(county.pupils(hezhou?.id ?? '')).toBeUndefined();
    expect(county.pupils(jiangbei?.id ?? '')).toBeUndefined();
  });
});
