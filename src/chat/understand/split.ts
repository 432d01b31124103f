import { findGrades } from '../parse/grade.ts';

/** What a message tells of more than once. */
export type Several = 'children' | 'hazards';

/** The parts of a message that tells of several, each a report that stands alone; or that it cannot be parted safely. */
export type Split =
  | { readonly kind: Several; readonly parts: readonly string[] }
  | { readonly kind: Several; readonly parts?: never };

/** How the parts of a message are told to be a child out of school, or a hazard. */
interface Signs {
  readonly tellsOf: (part: string) => Several | undefined;
  /** The place named first in a part, as typed. */
  readonly placeIn: (part: string) => string | undefined;
}

const NUMBERING =
  /(?<=^|[\s,，。:：;；])(?:\d{1,2} ?[.、)）]|[(（][\d一二三四五六七八九]{1,2}[)）]|[①-⑨]|[一二三四五六七八九]、|第[一二三四五]个[:：,，]?)/u;
const ANOTHER = /(?:另外|再有|还有|另|再一个|其次|同时)(?:还有)?(?=一?[个名处条]|[^\d一二三四五六七八九没])/u;
const ONE_BY_ONE = /(?=一[个名处过](?:是|在|叫|说|姓|[^人月星礼天]))/u;
const STRONG = /\n|[;；]/u;
/** What is said of all of them at the end. */
const OF_ALL = /((?:都|均|全|全部|一起)(?:是|为|在|没|不|跟|已)?[^,，。;；]{1,24})[。!！\s]*$/u;
/** So many of them, and nothing of each. */
const COUNTED =
  /双胞胎|双生|双双儿|(?:姐妹|兄弟|姐弟|兄妹|姊妹|孙子孙女)|(?<![第\d])(?:[2-9]|[二两三四五六七八九]|十几?)\s*[个名位](?:娃|孩|学生|人|男|女|没|失学|辍学)|[俩仨](?:娃|孩|学生|没|都|个)|(?:走|跑|少|报)了?[俩仨]/u;

/** Splits a message that tells of several children or hazards; undefined for one that tells of one thing. Pure. */
export function splitReports(text: string, signs: Signs): Split | undefined {
  const whole = text.trim();
  const all = OF_ALL.exec(whole)?.[1] ?? '';
  const bare = all === '' ? whole : whole.slice(0, whole.length - (OF_ALL.exec(whole)?.[0].length ?? 0));
  const told = asListed(
    bare,
    piecesOf(bare).map((piece) => ({ piece, kind: kindOf(piece, signs) })),
  );
  const own = told.filter(({ kind }) => kind !== undefined);
  const [first] = own;
  const kind = first?.kind;
  if (kind === undefined || own.length < 2 || own.some((one) => one.kind !== kind))
    return COUNTED.test(whole) && signs.tellsOf(whole) === 'children' ? { kind: 'children' } : undefined;
  const head = told[0]?.kind === undefined ? (told[0]?.piece ?? '') : '';
  return { kind, parts: joined(told, { head, all }, signs) };
}

interface Told {
  readonly piece: string;
  readonly kind: Several | undefined;
}

/** In a list of lines or numbers each item is one, also where its words alone would not tell. */
function asListed(text: string, told: readonly Told[]): readonly Told[] {
  const items = text
    .split(STRONG)
    .flatMap((piece) => piece.split(NUMBERING))
    .filter((item) => item.trim() !== '');
  const kinds = new Set(told.flatMap(({ kind }) => kind ?? []));
  const [kind] = kinds;
  const known = told.filter((one) => one.kind !== undefined).length;
  if (items.length !== told.length || kinds.size !== 1 || known < 2) return told;
  return told.map((one, at) => (at === 0 || [...one.piece].length < 5 ? one : { ...one, kind }));
}

const MARKS = /^[\s,，。、:：是]+|[\s,，。、:：]+$/gu;

function piecesOf(text: string): readonly string[] {
  return text
    .split(STRONG)
    .flatMap((piece) => piece.split(NUMBERING))
    .flatMap((piece) => piece.split(ANOTHER))
    .flatMap((piece) => {
      const each = piece.split(ONE_BY_ONE);
      return each.length > 2 || (each.length === 2 && /^一[个名处过]/u.test(each[0] ?? '')) ? each : [piece];
    })
    .map((piece) => piece.replace(MARKS, ''))
    .filter((piece) => piece !== '');
}

/** A child of whom the class or the year is told, or a thing that is broken. */
function kindOf(piece: string, { tellsOf }: Signs): Several | undefined {
  const graded =
    findGrades(piece).length > 0 || /(?:^|\D)(?:[6-9]|1[0-5]|[六七八九十]|十[一二三四五])岁/u.test(piece);
  const told = tellsOf(piece);
  return graded && told !== 'hazards' ? 'children' : told === 'hazards' ? 'hazards' : undefined;
}

/** Pieces that tell of nothing themselves belong to the one before; what is said of all stands behind each. */
function joined(
  told: readonly Told[],
  { head, all }: { readonly head: string; readonly all: string },
  { placeIn }: Signs,
): readonly string[] {
  const parts: string[] = [];
  for (const { piece, kind } of told) {
    if (kind !== undefined) parts.push(piece);
    else if (parts.length > 0) parts[parts.length - 1] += ` ${piece}`;
  }
  let place = placeIn(head) ?? '';
  return parts.map((part) => {
    const own = placeIn(part);
    place = own ?? place;
    return [own === undefined ? place : '', part, all].filter((word) => word !== '').join(' ');
  });
}
