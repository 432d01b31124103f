/** WECOM_BOT_NAME as names: separated by commas of either width, a leading @ dropped, longest first. */
export function botNames(setting: string | undefined): string[] {
  return (setting ?? '')
    .split(/[,，]/)
    .map((name) => name.trim().replace(/^[@＠]/, ''))
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length);
}

/** A mention begins a word: the @ inside an e-mail address is none. */
const WORD_BEFORE = '(?<![A-Za-z0-9._%+-])';

/**
 * What was said, without the mention that made the robot hear it. WeCom gives mentions as plain text only.
 * A configured name goes wherever it stands, and with it other people mentioned before it. Otherwise, after
 * a leading @: from the first `/command` on, or, without one, what follows the leading `@word`s. In a group
 * without configured name a lone `@word` at the end is the robot's.
 */
export function stripMentions(text: string, names: readonly string[], inGroup: boolean): string {
  const rest = (names.length === 0 ? text : dropNamed(text, names)).trim();
  if (/^[@＠]/.test(rest)) return afterMentions(rest);
  return names.length === 0 && inGroup ? dropLoneTail(rest) : rest;
}

function dropNamed(text: string, names: readonly string[]): string {
  const pieces = text.split(mentionOf(names));
  const [before = '', ...after] = pieces;
  const said = join(after);
  // "@Zhang San @Robot /list": how long the first name is, nobody can tell; what follows ours was meant for us.
  return /^\s*[@＠]/.test(before) && said.trim() !== '' ? said : join(pieces);
}

function mentionOf(names: readonly string[]): RegExp {
  const any = names.map((name) => {
    const spelled = name.split(/\s+/).map(literally).join('\\s+');
    // A longer name that begins with ours is somebody else: RobotAB, Robot.example.cn, 校园哨兵·只发不收.
    return /[A-Za-z0-9_]$/.test(name) ? `${spelled}(?![A-Za-z0-9_·•]|[.-][A-Za-z0-9])` : `${spelled}(?![·•])`;
  });
  return new RegExp(`${WORD_BEFORE}[@＠](?:${any.join('|')})`, 'iu');
}

function afterMentions(text: string): string {
  const command = /(?<=\s)[/／](?=\S)/.exec(text);
  if (command) return text.slice(command.index);
  return text.replace(/^(?:[@＠]\S*(?:\s+|$))+/, '');
}

function dropLoneTail(text: string): string {
  const mentions = text.match(/(?:^|\s)[@＠]\S/g) ?? [];
  return mentions.length === 1 ? text.replace(/\s[@＠]\S+$/, '').trim() : text;
}

/** Puts pieces together with one blank where a mention was; line breaks stay. */
function join(pieces: readonly string[]): string {
  return pieces.reduce((left, right) => {
    const end = trimBlanks(left);
    const start = right.replace(/^[^\S\n]+/, '');
    return end === '' || end.endsWith('\n') || start.startsWith('\n') ? end + start : `${end} ${start}`;
  }, '');
}

function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && /[^\S\n]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
