/** A file of somebody's own, as they may point at it: `words` are what was said of it. */
export interface OwnFile {
  readonly no: string;
  readonly kind: 'dropout' | 'hazard';
  readonly placeIds: readonly string[];
  readonly words: string;
  /** Of a child: who says it points at them, and it is never said again. */
  readonly name?: string;
  readonly at: Date;
}

/** Finds places that are named in words. */
interface Places {
  scan(words: string): readonly {
    readonly start: number;
    readonly end: number;
    readonly candidates: readonly { readonly id: string }[];
  }[];
}

const CHILD = /辍学|孩子|学生|娃|男生|女生|同学|个案|[他她](?!们)/u;
const THING = /隐患/u;
const PLACES: readonly (readonly [RegExp, number])[] = [
  [/第一(?:条|个|件)|头一(?:条|个|件)|最(?:早|先|前)/u, 0],
  [/第二(?:条|个|件)/u, 1],
  [/第三(?:条|个|件)/u, 2],
  [/第四(?:条|个|件)/u, 3],
  [/最后(?:一)?(?:条|个|件)?|最新/u, -1],
];
/** Words that point, and tell nothing of what at. */
const POINTING =
  /第?[一二三四两几](?:条|个|件)|[这那](?:条|个|件|一)?|刚才|刚刚|前头|前面|上面|上一|昨天|今天|不要|要|报错|报重|重复|发错|撤回|撤销|撤掉|删掉|删除|作废|取消|一下|把|的|了|吧|已经|过|和|跟/gu;

/**
 * Which of somebody's own files words point at, by kind (隐患), order (第一条), place, or what was said of it
 * (那个白蚁的). All of them where the words point at none; never one that the words speak against. Pure.
 */
export function filesPointedAt(
  words: string,
  files: readonly OwnFile[],
  gazetteer: Places,
): readonly OwnFile[] {
  const named = files.filter(({ name }) => name !== undefined && words.includes(name));
  if (named.length > 0) return named;
  const kind = THING.test(words) ? 'hazard' : CHILD.test(words) ? 'dropout' : undefined;
  const ofKind = kind === undefined ? files : files.filter((file) => file.kind === kind);
  const inOrder = ofKind.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const order = PLACES.find(([pattern]) => pattern.test(words))?.[1];
  if (order !== undefined) return [inOrder.at(order)].filter((file) => file !== undefined);
  const mentions = gazetteer.scan(words);
  const placed =
    mentions.length === 0
      ? ofKind
      : ofKind.filter(({ placeIds }) =>
          mentions.some(({ candidates }) => candidates.some(({ id }) => placeIds.includes(id))),
        );
  const rest = mentions.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), words);
  const told = placed
    .map((file) => ({ file, shared: sharedPairs(rest.replace(POINTING, ' '), file.words) }))
    .filter(({ shared }) => shared > 0);
  const most = Math.max(...told.map(({ shared }) => shared));
  const best = told.filter(({ shared }) => shared === most).map(({ file }) => file);
  return best.length > 0 ? best : placed;
}

/** Another day's: of what was reported today it points at none. */
const OTHER_DAY = /昨|前[天日]|上(?:周|个?月|个?星期|个?礼拜)|以前|之前|早先|\d[号日]/u;
const NO_MORE = /我们?|[想请帮]|刚?报的?|登记的?|个案|辍学|隐患|孩子|学生|娃儿?|同学|[男女]生|[\s\p{P}]/gu;

/** Whether words mean this file by what was said of it, or say no more than that one of its kind. Pure. */
export function pointsSurely(words: string, file: OwnFile): boolean {
  if (OTHER_DAY.test(words)) return false;
  if (file.name !== undefined && words.includes(file.name)) return true;
  const rest = words.replace(POINTING, ' ');
  return rest.replace(NO_MORE, '') === '' || sharedPairs(rest, file.words) > 0;
}

function sharedPairs(words: string, told: string): number {
  const tidy = words.replace(/[^\p{L}\p{N}]+/gu, ' ');
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < tidy.length; at += 1) {
    const pair = tidy.slice(at, at + 2);
    if (!pair.includes(' ')) pairs.add(pair);
  }
  return [...pairs].filter((pair) => told.includes(pair)).length;
}
