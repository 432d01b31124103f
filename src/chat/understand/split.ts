import { findGrades } from '../parse/grade.ts';
import { findHeadcounts } from '../parse/headcount.ts';
import { asListed, piecesOf, type Several, type Told } from './pieces.ts';

/** One report of several, which stands alone. */
export interface Part {
  readonly kind: Several;
  readonly text: string;
}

/** The parts of a message that tells of several; or, without any, that it cannot be parted safely. */
export interface Split {
  /** Of all of them, or of the first where they differ. */
  readonly kind: Several;
  readonly parts?: readonly Part[];
}

/** How the parts of a message are told to be a child out of school, or a hazard. */
export interface Signs {
  readonly tellsOf: (part: string) => Several | undefined;
  /** The place named first in a part, as typed. */
  readonly placeIn: (part: string) => string | undefined;
  /** Where schools and waters are named, each of them once. */
  readonly spotsIn: (part: string) => readonly number[];
}

/** What is said of all of them at the end. */
const OF_ALL = /((?:都|均|全|全部|一起)(?:是|为|在|没|不|跟|已)?[^,，。;；]{1,24})[。!！\s]*$/u;
/** So many of them, and nothing of each. */
const COUNTED =
  /双胞胎|双生|双双儿|(?:姐妹|兄弟|弟兄|姐弟|兄妹|姊妹|姊弟|孙子孙女)|(?<![第\d])(?:[2-9]|[二两三四五六七八九]|十几?)\s*[个名位](?:娃|孩|学生|人|男|女|没|失学|辍学)|[俩仨](?:娃|孩|学生|没|都|个)|(?:走|跑|少|报|缺)了?(?:[俩仨]|[两三四五六2-6]个(?!小时|钟|月|星期|礼拜|学期|半|人))/u;

/** Splits a message that tells of several children or hazards; undefined for one that tells of one thing. Pure. */
export function splitReports(text: string, signs: Signs): Split | undefined {
  const whole = text.trim();
  const all = OF_ALL.exec(whole)?.[1] ?? '';
  const bare = all === '' ? whole : whole.slice(0, whole.length - (OF_ALL.exec(whole)?.[0].length ?? 0));
  const told = asListed(
    bare,
    piecesOf(bare, (piece) => atSpots(piece, signs)).map((piece) => ({ piece, kind: kindOf(piece, signs) })),
  );
  const own = told.filter(({ kind }) => kind !== undefined);
  const kind = own[0]?.kind;
  if (kind === undefined || own.length < 2)
    return isCounted(whole) && signs.tellsOf(whole) === 'children' ? { kind: 'children' } : undefined;
  const parts = joined(told, all, signs);
  // 两个娃 in one of them are two more.
  return parts.some((part) => part.kind === 'children' && isCounted(part.text)) ? { kind } : { kind, parts };
}

const isCounted = (text: string): boolean =>
  COUNTED.test(text) || findHeadcounts(text).some(({ value }) => value > 1) || twoGrades(text);

/** 大的读初二，小的读三年级: a child of each grade, or of each class. */
function twoGrades(text: string): boolean {
  const found = findGrades(text).map(({ value }) => value);
  const grades = new Set(found.flatMap(({ grade }) => grade ?? []));
  const classes = new Set(found.flatMap((one) => (one.className ? `${one.grade}${one.className}` : [])));
  return (grades.size > 1 || classes.size > 1) && EACH.test(text);
}

const EACH = /大的|小的|老大|老二|[两俩二]家|两个|第[二2]|哥哥?|姐姐?|弟弟?|妹妹?|一个|[和跟与]|[都均]/u;

/** 松林小学护栏松了 柏树小学电线老化: before each school, where every piece tells of something itself. */
function atSpots(piece: string, signs: Signs): readonly string[] {
  const [, ...later] = signs.spotsIn(piece);
  const starts = [0, ...later];
  const pieces = starts.map((start, at) => piece.slice(start, starts[at + 1]).replace(LINKS, ''));
  const kinds = new Set(pieces.map((one) => kindOf(one, signs)));
  return pieces.length > 1 && !kinds.has(undefined) ? pieces : [piece];
}

const LINKS = /[\s,，、。]*[和跟与及]?[\s,，、。]*$/u;

/** A child of whom the class or the year is told, or a thing that is broken. */
function kindOf(piece: string, { tellsOf }: Signs): Several | undefined {
  const graded =
    findGrades(piece).length > 0 || /(?:^|\D)(?:[6-9]|1[0-5]|[六七八九十]|十[一二三四五])岁/u.test(piece);
  const told = tellsOf(piece);
  return graded && told !== 'hazards' ? 'children' : told === 'hazards' ? 'hazards' : undefined;
}

/** Pieces that tell of nothing themselves belong to the one before; what is said of all stands behind each child. */
function joined(told: readonly Told[], all: string, { placeIn }: Signs): readonly Part[] {
  const parts: { kind: Several; text: string }[] = [];
  for (const { piece, kind } of told) {
    const last = parts.at(-1);
    if (kind !== undefined) parts.push({ kind, text: piece });
    else if (last !== undefined) last.text += ` ${piece}`;
  }
  const head = told[0]?.kind === undefined ? (told[0]?.piece ?? '') : '';
  let place = placeIn(head) ?? '';
  return parts.map(({ kind, text }) => {
    const own = placeIn(text);
    place = own ?? place;
    const words = [own === undefined ? place : '', text, all];
    return { kind, text: words.filter((word) => word !== '').join(' ') };
  });
}
