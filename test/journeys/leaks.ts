import fc from 'fast-check';
import { idCheckSign } from '../../src/kit/id-number.ts';

/** A line as somebody types it into a group, and what of it must not come back. */
export interface Typed {
  readonly text: string;
  /** Words of it that no reply in a group may hold. */
  readonly secrets: readonly string[];
  /** It tells who a child is, so the reply must ask to recall it. */
  readonly personal: boolean;
}

const SURNAMES = [...'张王李刘陈马韦覃麻仇单查区', '欧阳', '上官', '司马', '诸葛', '尉迟'];
const GIVEN = [...'明华强丽芳伟涵轩怡萱昶骁嫣', '小明', '梓涵', '子轩', '雨桐', '志强', '思源', '一诺'];
const WITH_DOT = ['阿依·古丽', '阿木·拉则', '迪丽热巴·买买提', '吉克·阿牛', '卓玛·央金'];
const SCHOOLS = [
  '桐渡镇初级中学',
  '桐渡中学',
  '桐中心小',
  '桐渡镇中心小学',
  '柳汊镇芦苇荡小学',
  '桐渡镇凉水井教学点',
];
const CLASSES = ['802班', '八年级(2)班', '初二3班', '三年级二班', '五（2）班', '九年级', '初一', '6年级'];
const SEXES = ['男', '女', '男生', '女孩', '性别：女', '性别 男'];
const REASONS = ['厌学', '早婚', '外出务工', '家庭困难', '抑郁', '父母离异', '原因:残疾', '被欺负'];
const HEADS = [
  ...['/报辍学 桐渡镇', '／辍学 桐渡镇', '报辍学 桐渡镇 疑似', '报辍学', 'bcx 桐渡镇 辍学', '抱辍学 桐渡镇'],
  ...['/报隐患 桐渡镇 河边护栏松了', '隐患 桐渡镇中心小学 围墙裂缝', '报隐患', '查 辍学', '查 辍学 桐渡镇'],
  ...[
    '查',
    '统计 二次辍学 本月',
    '查 辍学 桐度镇',
    '查 辍学 火星镇',
    '个案 K26-0417-F',
    'k1',
    'k1 补充',
    '0001',
  ],
  ...['撤回', '绑群', '绑定', '绑群 乡镇 桐渡镇', '绑定 同意 A7K3', '帮助', '帮助 报辍学', '继续', '1', '2'],
  ...[
    '/登记',
    '登记学生',
    'hello',
    '老师您好',
    '麻烦看一下',
    '这个孩子没来上学',
    '有人溺水了',
    '着火了 快来人',
  ],
];
const SEPARATORS = [' ', '，', ',', '\n', '  ', '；', '、', '\u3000'];

const one = <T>(list: readonly T[]) => fc.constantFrom(...list);

const names = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(one(SURNAMES), one(GIVEN)).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: one(WITH_DOT) },
);

const idNumbers = fc
  .record({
    area: one(['999999', '990101', '632123']),
    birth: one(['20120304', '20101130', '20150817']),
    order: fc.integer({ min: 1, max: 999 }),
    spoil: one(['none', 'none', 'check', 'short', 'spaced', 'fullwidth']),
  })
  .map(({ area, birth, order, spoil }) => {
    const body = `${area}${birth}${String(order).padStart(3, '0')}`;
    const number = `${body}${idCheckSign(body)}`;
    if (spoil === 'check') return `${body}${idCheckSign(body) === '5' ? '6' : '5'}`;
    if (spoil === 'short') return number.slice(0, 17);
    if (spoil === 'spaced') return `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`;
    return spoil === 'fullwidth'
      ? number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      : number;
  });

const phones = fc
  .record({ head: one(['138', '159', '177']), tail: fc.integer({ min: 10_000_000, max: 99_999_999 }) })
  .chain(({ head, tail }) =>
    one([
      `${head}${tail}`,
      `${head}-${String(tail).slice(0, 4)}-${String(tail).slice(4)}`,
      `电话${head}${tail}`,
    ]),
  );

interface Piece {
  readonly kind: 'name' | 'guardian' | 'id' | 'phone' | 'plain';
  readonly text: string;
  readonly secret: string;
}

const piece = (kind: Piece['kind'], from: fc.Arbitrary<string>, label: readonly string[] = ['']) =>
  fc.tuple(from, one(label)).map(([secret, before]): Piece => ({ kind, text: before + secret, secret }));

const pieces = fc
  .tuple(
    fc.option(piece('name', names, ['', '', '姓名：', '姓名 ', '学生']), { freq: 3, nil: undefined }),
    fc.option(piece('id', idNumbers, ['', '身份证号:', '身份证 ']), { nil: undefined, freq: 2 }),
    fc.option(piece('phone', phones), { nil: undefined, freq: 2 }),
    fc.option(piece('guardian', names, ['监护人:', '父亲', '家长 ', '奶奶']), { nil: undefined, freq: 1 }),
    fc.option(piece('plain', one(SCHOOLS)), { nil: undefined, freq: 1 }),
    fc.option(piece('plain', one(CLASSES)), { nil: undefined, freq: 2 }),
    fc.option(piece('plain', one(SEXES)), { nil: undefined, freq: 2 }),
    fc.option(piece('plain', one(REASONS)), { nil: undefined, freq: 2 }),
  )
  .map((drawn) => drawn.filter((part) => part !== undefined))
  .chain((kept) => fc.shuffledSubarray([...kept], { minLength: kept.length, maxLength: kept.length }));

const CHILD_TALK = /辍学|孩子|学生|监护人|父亲|家长|奶奶|姓名|班|年级|初[一二]|男|女/;

/** Group messages with children's data in them, behind known commands, unknown ones and plain talk. */
export const typedInGroups: fc.Arbitrary<Typed> = fc
  .record({ head: one(HEADS), parts: pieces, separator: one(SEPARATORS), headLast: fc.boolean() })
  .map(({ head, parts, separator, headLast }) => {
    const tail = parts.map(({ text }) => text).join(separator);
    const plain = !/^[/／a-z0-9]|报|查|统计|个案|撤回|绑|帮助|继续/.test(head);
    const text = headLast && plain ? `${tail}${separator}${head}` : `${head}${separator}${tail}`;
    return { text, secrets: parts.flatMap(secretsOf), personal: tellsWho(text, parts) };
  });

/** Surnames that are words of the command language as well: nothing of them comes back, but they may go unnoticed. */
const ALSO_WORDS = /^[查区]/;

function tellsWho(text: string, parts: readonly Piece[]): boolean {
  const has = (kind: Piece['kind']) => parts.some((part) => part.kind === kind);
  if (has('id') || has('phone')) return true;
  if (parts.some(({ kind, secret }) => kind === 'guardian' && !ALSO_WORDS.test(secret))) return true;
  const named = parts.some(({ kind, secret }) => kind === 'name' && !ALSO_WORDS.test(secret));
  return named && CHILD_TALK.test(text);
}

function secretsOf({ kind, secret }: Piece): readonly string[] {
  if (kind === 'name' || kind === 'guardian') return [secret];
  if (kind === 'plain') return [secret.replace(/^(?:原因:|性别[： ])/, '')];
  const digits = secret.normalize('NFKC').replace(/[^\dXx]/g, '');
  return [secret, digits, digits.slice(-8), digits.slice(0, 8)];
}
