import type { Trail } from '../audit/types.ts';
import { recordKeys } from '../compose/record-changes.ts';
import { localDate } from '../kit/local-date.ts';
import type { KeyWatch } from '../privacy/key-watch.ts';
import type { RingKey, RunningProgram } from '../privacy/keyring.ts';
import type { PassProgress } from '../privacy/reseal-store.ts';
import { type Rotation, rotate } from '../privacy/rotate.ts';
import { countSealed, type SealedCounts, type SealedDatabase } from '../privacy/sealed-store.ts';
import { SEALED } from '../sealed-fields.ts';
import { tableLines } from './table.ts';

/** What commands about keys work with. */
export interface KeyTools {
  readonly db: SealedDatabase;
  readonly watch: KeyWatch;
  readonly owner: string;
  readonly tz: string;
  readonly trail: Pick<Trail, 'record'>;
  /** Progress. */
  tell(line: string): void;
}

/** What a command has to say; without `done` somebody has to do something first. */
export interface Said {
  readonly lines: readonly string[];
  readonly done: boolean;
}

/** Every key that sealed something here: its fingerprint, since when, where it stands, what it still seals. */
export async function list({ db, watch, tz }: KeyTools): Promise<Said> {
  const ring = (await watch.store.read())?.keys ?? [];
  const own = watch.sealer.keys.map(({ kid }) => kid);
  const counts = await countSealed(db, SEALED, [...own, ...ring.map(({ kid }) => kid)]);
  const used = [...counts.values()].flatMap((found) => [...found.keys()]);
  const all = [...new Set([...own, ...ring.map(({ kid }) => kid), ...used])];
  const rows = all.map((kid) => {
    const key = ring.find((one) => one.kid === kid);
    const place = own.indexOf(kid);
    return [
      kid,
      key === undefined ? '还没用过' : localDate(key.since, tz),
      stateOf(key, place),
      place < 0 ? '没有' : `第 ${place + 1} 把`,
      sealedBy(kid, counts),
    ];
  });
  return { lines: tableLines([['指纹', '起用', '状态', 'DATA_KEY 里', '还封存着'], ...rows]), done: true };
}

function stateOf(key: RingKey | undefined, place: number): string {
  if (key?.retiredAt !== undefined) return '已停用';
  if (key?.retiringAt !== undefined) return '正在换下';
  if (place === 0) return '当前';
  return place < 0 ? '缺，要加回' : '在用';
}

function sealedBy(kid: string, counts: SealedCounts): string {
  const parts = [...counts].flatMap(([collection, found]) => {
    const count = found.get(kid);
    return count === undefined ? [] : [`${nameOf(collection)} ${count}`];
  });
  return parts.length === 0 ? '无' : parts.join('，');
}

const nameOf = (collection: string): string =>
  SEALED.find((sealed) => sealed.collection === collection)?.name ?? collection;

const SAY_EVERY_MS = 2_000;

/** Seals everything anew with the first key, while programs run, and retires the others. */
export async function rotateKeys(
  { db, watch, owner, trail, tell }: KeyTools,
  { leaveDamaged }: { readonly leaveDamaged: boolean },
): Promise<Said> {
  const [front] = watch.sealer.keys.map(({ kid }) => kid);
  const rotation = await rotate({
    ...{ db, watch, owner, leaveDamaged, table: SEALED },
    onProgress: everyFew(({ collection, documents, resealed }: PassProgress) =>
      tell(`正在重新封存：${nameOf(collection)} 看过 ${documents} 条，重新封存 ${resealed} 处`),
    ),
    onWait: everyFew((programs: number) => tell(`等 ${programs} 个运行中的程序得知换密钥 …`)),
  });
  await recordKeys(watch, trail);
  return { lines: linesOf(rotation, front ?? ''), done: rotation.outcome === 'done' };
}

/** The first call at once, then at most one each two seconds. */
function everyFew<T>(say: (what: T) => void): (what: T) => void {
  let next = Number.NEGATIVE_INFINITY;
  return (what) => {
    if (performance.now() < next) return;
    next = performance.now() + SAY_EVERY_MS;
    say(what);
  };
}

function linesOf(rotation: Rotation, front: string): readonly string[] {
  switch (rotation.outcome) {
    case 'done':
      return doneLines(rotation, front);
    case 'front-retired':
      return [
        `DATA_KEY 的第一把密钥 ${rotation.kid} 已停用或正在换下，不能再换回去。`,
        '请把要用的密钥放在最前面（没有就用 openssl rand -base64 32 生成），再运行：npm run keys -- rotate',
      ];
    case 'programs':
      return programLines(rotation.programs, front);
    case 'left':
      return leftLines(rotation);
    case 'busy':
      return ['改动太多，还没有换完。已换的都有效，请再运行一次：npm run keys -- rotate'];
  }
}

function doneLines(
  { retired, resealed, lost }: Rotation & { outcome: 'done' },
  front: string,
): readonly string[] {
  const codes = lost.get('bind_codes');
  return [
    `已换完：全部内容用密钥 ${front} 封存（这次重新封存 ${resealed} 处）。`,
    retired.length === 0
      ? '没有别的密钥要停用。'
      : `已停用 ${retired.join('、')}：DATA_KEY 里只留 ${front} 那一把，重启程序即可。旧备份仍要用旧密钥打开，请另行保管。`,
    ...(codes === undefined
      ? []
      : [`以前发出的 ${codes} 个绑定码随旧密钥失效，请重新发码：npm run county -- codes`]),
  ];
}

function programLines(programs: readonly RunningProgram[], front: string): readonly string[] {
  return [
    `还有 ${programs.length} 个程序在用旧的 DATA_KEY，没有停用任何密钥：`,
    ...programs.map(({ host, pid }) => `  ${host} 上的进程 ${pid}`),
    `请把各处的 DATA_KEY 都改成“${front} 那一把在前，旧的在后”并重启程序（刚停的等半分钟），再运行：npm run keys -- rotate`,
  ];
}

function leftLines({ unopened, strange }: Rotation & { outcome: 'left' }): readonly string[] {
  return [
    '没有停用任何密钥，还有内容没有换完：',
    ...[...unopened].map(([collection, count]) => `  ${nameOf(collection)}：${count} 处哪把密钥都打不开`),
    ...strange.map((where) => `  ${where}：这个版本不认识，请先升级程序`),
    '请先运行 npm run keys -- list 看缺不缺密钥；确认是已损坏的内容，再运行：npm run keys -- rotate --skip-damaged',
  ];
}
