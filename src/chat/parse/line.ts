import { visibleText } from '../../kit/width.ts';

/** One command as typed: its word, without slash, and what follows. */
export interface SplitCommand {
  readonly word: string;
  readonly rest: string;
}

type IsCommandWord = (word: string) => boolean;

const SLASH = /^[/／\\]+ */;
const MARKS_IN_FRONT = /^[\s,，。.、:：;；!！~～\-—·…"“”'‘’`*#>＞|【】[\]]+/;
const MENTION_IN_FRONT = /^[@＠][^\s@＠/／]{1,30}(?=\s|$|[/／])/;
const MENTION_BEHIND = /^[@＠][^\s@＠]{1,30}\s*$/;
const LIST_NUMBER = /^(?:\d{1,2} ?[.、)）．:：]|[(（]\d{1,2}[)）]|[①-⑳]) */;
const POLITE = /^(?:你好|您好|请问|请|麻烦|帮忙|帮我|帮|我要|我想|我来|要|想)+[,，:： ]*/;
// 报一个辍学, 登记一例隐患: as spoken.
const COUNTED =
  /^(?:上?报|登记|上传)(?:一下|[一1]?[个例名条起处位])?(?:疑似)?(辍学|隐患)(?:的)?(?:学生|孩子)?/;
// 查 K26-0417-F is 个案; an agreement is often sent without its command: 同意 A7K3.
const ONE_FILE = /^(?:查|查看|查询|查一下)\s*(?=[KYTJkytj]\d)/;
const AGREED = /^(?:我)?同意\s*(?=[A-Za-z]\d[A-Za-z]\d$)/;
// A slip in the word itself, with the rest right behind it: 抱辍学八年级女生.
const SLIP = /^(?:[报抱保包爆暴][辍错缀啜挫戳撮措搓退][学雪]|[抱保包爆暴]隐患)(?=\S)/;
const LONGEST_WORD = 12;

/**
 * The commands of a message, one per line that begins with a slash or a command word; other lines belong to the
 * command above. A first line without a known word gives its first word as `word`. Empty text gives none.
 */
export function splitCommands(text: string, isCommandWord: IsCommandWord): SplitCommand[] {
  const commands: SplitCommand[] = [];
  for (const line of tidyLines(text)) {
    const last = commands.at(-1);
    const read = readLine(line, isCommandWord, last === undefined);
    if (read) commands.push(read);
    else if (last) commands[commands.length - 1] = { word: last.word, rest: `${last.rest}\n${line}`.trim() };
  }
  return commands;
}

function tidyLines(text: string): readonly string[] {
  const bare = stripMentions(visibleText(text).trim());
  return bare.split('\n').flatMap((line) => {
    const tidy = line.trim().replace(SLASH.test(line.trim()) ? /^$/ : MARKS_IN_FRONT, '');
    return tidy === '' ? [] : [tidy];
  });
}

// Mentions were cut by the platform; a pasted "@校园哨兵" is plain text that only looks like one.
function stripMentions(text: string): string {
  let left = text;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(MARKS_IN_FRONT, (marks) => (/\n/.test(marks) ? '\n' : '')).trimStart();
    left = withoutMentionBehind(left.replace(MENTION_IN_FRONT, '')).trim();
  }
  return left;
}

/** Looks at the last @ only: looked for everywhere, many of them would take long. */
function withoutMentionBehind(text: string): string {
  const at = Math.max(text.lastIndexOf('@'), text.lastIndexOf('＠'));
  return at >= 0 && MENTION_BEHIND.test(text.slice(at)) ? text.slice(0, at) : text;
}

function readLine(line: string, known: IsCommandWord, first: boolean): SplitCommand | undefined {
  const slashed = SLASH.test(line);
  const plain = line.replace(SLASH, '').replace(ONE_FILE, '个案 ').replace(AGREED, '绑定 同意 ');
  if (slashed) return fromStart(plain, known, true) ?? firstWord(plain);
  const unnumbered = plain.replace(LIST_NUMBER, '').replace(SLASH, '');
  const asked = unnumbered.replace(POLITE, '');
  const glued = first || unnumbered !== plain;
  const read = [plain, unnumbered, asked, asked.replace(COUNTED, '报$1')]
    .map((one) => fromStart(one, known, glued))
    .find((one) => one !== undefined);
  if (!first) return read && isAnother(read, line, unnumbered) ? read : undefined;
  return read ?? firstWord(plain);
}

// In a form written line by line a lone 辍学 is the kind of case, and 辍学原因: a key.
function isAnother(read: SplitCommand, line: string, unnumbered: string): boolean {
  return read.rest !== '' && !/^[:：=]/.test(read.rest) && (line !== unnumbered || /^\S+\s/.test(line));
}

const GLUED = /^[一-龥]{2,}$/;
const GOES_ON =
  /^(?:的|了|吗|呢|率|生|原因|是|怎|如何|什么|不|没|名单|人数|数据|数量|情况|台账|统计|汇总|报表|多少|几|排查|整改|治理|工作)/;

// 代课老师, 代表学校: words that only begin like the command 代.
const OTHER_WORD = /^代(?:课|表|理|替|价|码|写|班|为|管|养|数|号)/;

/** The word at the start: up to the first blank, else the longest known beginning (报辍学三合镇). */
function fromStart(text: string, known: IsCommandWord, glued: boolean): SplitCommand | undefined {
  const [word = ''] = /^[^\s,，、:：;；。=]+/.exec(text) ?? [];
  if (word !== '' && word.length <= LONGEST_WORD && known(word)) return split(text, word.length);
  if (!glued || OTHER_WORD.test(word)) return undefined;
  for (let length = Math.min(word.length - 1, LONGEST_WORD); length > 0; length -= 1) {
    const front = word.slice(0, length);
    const after = text.slice(length);
    if (/^[一-龥]+$/.test(front) && known(front) && (!GLUED.test(front) || !GOES_ON.test(after)))
      return split(text, length);
    // A latin word ends where Chinese begins: count三合镇, bcx三合镇.
    if (/^[a-zA-Z]+$/.test(front) && /^[一-龥]/.test(after) && known(front)) return split(text, length);
  }
  return undefined;
}

function firstWord(text: string): SplitCommand | undefined {
  const [word] = SLIP.exec(text) ?? /^\S+/.exec(text) ?? [];
  return word === undefined ? undefined : split(text, word.length);
}

function split(text: string, length: number): SplitCommand {
  return { word: text.slice(0, length), rest: text.slice(length).replace(/^[\s,，、:：;；。=]+/, '') };
}
