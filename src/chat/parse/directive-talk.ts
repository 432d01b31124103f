import { halfWidth, visibleText } from '../../kit/width.ts';

/** 阅: it was read, and nothing else. */
const SEEN = /^(?:已|均|收)?阅(?:悉|知|过|了|毕)?[\s。.!！]*$/u;
/** 同意 and its like: what is agreed to stands in the digest. */
const AGREED = /^(?:原则上?)?(?:同意(?:办理|照办|实施)?|照办|照此办理|按此办理|就这么办|准)[\s。.!！]*$/u;
/** What leaders write without a command's word: 请守安同志阅处, 按第一方案办. */
const WRITTEN =
  /^(?:原则上?)?同意|^请(?!问|教|假)[^?？]{1,30}(?:阅处|阅办|阅研|阅示|研处|办理|处理|落实|牵头|研究|跟进|督办|协调|核实)|^(?:就?按|照)[^?？]{0,10}方案[^?？]{0,10}(?:办|执行|实施|落实)/u;
/** One of several ways that stand in the digest. */
const BY_PLAN = /^(?:同意)?(?:就?按|照)[^（(]{0,10}方案[^（(]*$/u;
const TAG = /^(D(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[晚周月期]?)(?:[\s:,，：]+([\s\S]+))?$/iu;
const HEAD = /【[^】\n]{1,30}?(日报|周报|学期小结|月度通报)】([^\n]*)/u;
const DECISION = /^批示 (D\d{4}[晚周月期]?) (.+)$/mu;
const MARKS: Readonly<Record<string, string>> = { 周报: '周', 学期小结: '期', 月度通报: '月' };

/** A leader's words to a digest as a line of 批示. Pure. */
export function directiveLine(said: string, about: DigestQuoted = {}): string {
  const words = halfWidth(visibleText(said)).trim();
  const tag = about.tag === undefined ? '' : ` ${about.tag}`;
  if (SEEN.test(words)) return `批示 阅${tag}`;
  return `批示 拟办${tag} ${withDecision(said.trim(), about.decision)}`;
}

/** Whoever hears of it has not read the digest: what is agreed to is said with it. */
function withDecision(said: string, decision: string | undefined): string {
  if (decision === undefined) return said;
  if (AGREED.test(said)) return `同意：${decision}`;
  return BY_PLAN.test(said) ? `${said}（${decision}）` : said;
}

/** Which digest was quoted, and what it asked its reader to decide. */
export interface DigestQuoted {
  readonly tag?: string;
  readonly decision?: string;
}

/** What a quoted text says of the digest it is; undefined for a text that is none. Pure. */
export function digestQuoted(quoted: string): DigestQuoted | undefined {
  const head = HEAD.exec(quoted);
  if (head === null) return undefined;
  const [, tagged, decision] = DECISION.exec(quoted) ?? [];
  const tag = tagged ?? tagOf(head[1] ?? '', head[2] ?? '');
  return {
    ...(tag === undefined ? {} : { tag }),
    ...(decision === undefined ? {} : { decision: decision.trim() }),
  };
}

function tagOf(kind: string, behind: string): string | undefined {
  const days = [...behind.matchAll(/(\d{1,2})月(\d{1,2})日/gu)];
  const [, month = '', day = ''] = days.at(-1) ?? [];
  if (month === '') return undefined;
  const mark = MARKS[kind] ?? (/晚\s*$/u.test(behind) ? '晚' : '');
  return `D${month.padStart(2, '0')}${day.padStart(2, '0')}${mark}`;
}

/** The tag of a digest at the head of a text, and what is said to it. Pure. */
export function tagAhead(text: string): { readonly tag: string; readonly said: string } | undefined {
  const [, tag, said = ''] = TAG.exec(halfWidth(visibleText(text)).trim()) ?? [];
  return tag === undefined || said === '' ? undefined : { tag: tag.toUpperCase(), said };
}

/** Whether words are what leaders write to a digest, without quoting it. Pure. */
export function soundsDirective(text: string): boolean {
  const words = halfWidth(visibleText(text)).trim();
  return SEEN.test(words) || AGREED.test(words) || WRITTEN.test(words);
}
