/** What a report is about. */
export type Several = 'children' | 'hazards';

/** A piece of a message, and what it tells of by itself. */
export interface Told {
  readonly piece: string;
  readonly kind: Several | undefined;
}

const NUMBERING =
  /(?<=^|[\s,，。:：;；])(?:\d{1,2} ?[.、)）]|[(（][\d一二三四五六七八九]{1,2}[)）]|[①-⑨]|[一二三四五六七八九]、|第[一二三四五]个[:：,，]?)/u;
const ANOTHER = /(?:另外|再有|还有|另|再一个|其次|同时)(?:还有)?(?=一?[个名处条]|[^\d一二三四五六七八九没])/u;
const ONE_BY_ONE = /(?=一[个名处过](?:是|在|叫|说|姓|[^人月星礼天]))/u;
const STRONG = /\n|[;；]/u;
const MARKS = /^[\s,，。、:：是]+|[\s,，。、:：]+$/gu;

/** The pieces of a message by its lines, numbers and words such as 另外, then by what `parted` makes of each, else by 一个是. */
export function piecesOf(text: string, parted: (piece: string) => readonly string[]): readonly string[] {
  return text
    .split(STRONG)
    .flatMap((piece) => piece.split(NUMBERING))
    .flatMap((piece) => piece.split(ANOTHER))
    .flatMap((piece) => {
      const parts = parted(piece);
      return parts.length > 1 ? parts : oneByOne(piece);
    })
    .map((piece) => piece.replace(MARKS, ''))
    .filter((piece) => piece !== '');
}

function oneByOne(piece: string): readonly string[] {
  const each = piece.split(ONE_BY_ONE);
  return each.length > 2 || (each.length === 2 && /^一[个名处过]/u.test(each[0] ?? '')) ? each : [piece];
}

/** In a list of lines or numbers each item is one, also where its words alone would not tell. */
export function asListed(text: string, told: readonly Told[]): readonly Told[] {
  const numbered = text.split(NUMBERING).length > 2;
  const items = text
    .split(STRONG)
    .flatMap((piece) => piece.split(NUMBERING))
    .filter((item) => item.trim() !== '');
  const kinds = new Set(told.flatMap(({ kind }) => kind ?? []));
  const [kind] = kinds;
  const known = told.filter((one) => one.kind !== undefined).length;
  if (items.length !== told.length || kinds.size !== 1 || known < (numbered ? 1 : 2)) return told;
  const begins = STARTS_NUMBERED.test(text);
  return told.map((one, at) =>
    (at === 0 && !begins) || [...one.piece].length < SHORTEST_ITEM ? one : { ...one, kind },
  );
}

const STARTS_NUMBERED = new RegExp(`^\\s*${NUMBERING.source}`, 'u');
const SHORTEST_ITEM = 5;
