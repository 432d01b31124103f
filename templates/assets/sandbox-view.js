import { renderMarkdown, renderPlain } from './sandbox-markdown.js';

const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
});
const STATES = { sending: '发送中…', waiting: '正在处理…', failed: '没有送达', silent: '没有回答' };

/**
 * Fills the choice of person; people who are not on this platform cannot be chosen. `newsOf` tells how many new
 * private messages somebody has.
 */
export function showPeople(select, people, { chosen, look, newsOf }) {
  select.replaceChildren(
    ...people.map((person) => {
      const news = newsOf(person);
      const option = new Option(
        `${person.name}（${person.place} ${person.role}）${news > 0 ? ` · ${news} 条新私信` : ''}`,
        person.id,
      );
      option.disabled = person.platforms[look] === null;
      option.selected = person.id === chosen;
      return option;
    }),
  );
}

/** Fills a list of chats: [{id, name, current, unread}]; `unread` is a count. */
export function showChats(list, chats, onChoose) {
  list.replaceChildren(
    ...chats.map((chat) => {
      const button = node('button', 'entry-button');
      button.type = 'button';
      button.append(avatar(chat.name), node('span', 'name', chat.name));
      if (chat.unread > 0) button.append(count(chat.unread));
      if (chat.current) button.setAttribute('aria-current', 'true');
      button.addEventListener('click', () => onChoose(chat.id));
      const item = document.createElement('li');
      item.append(button);
      return item;
    }),
  );
}

/** Fills the row of example lines. */
export function showExamples(row, lines, onChoose) {
  row.replaceChildren(
    ...lines.map((line) => {
      const button = node('button', 'example', line);
      button.type = 'button';
      button.addEventListener('click', () => onChoose(line));
      return button;
    }),
  );
}

/** What a newcomer tries first, as far as it is among the lines that work for them. */
const FIRST = ['查 辍学', '报隐患', '待办', '未报', '日报', '帮助'];
const MOST_FIRST = 3;

/** Shows who one is and at most three lines to begin with; hidden where there are none. */
export function showWelcome(section, { name, lines }, onChoose) {
  const first = FIRST.flatMap((start) => lines.find((line) => line.startsWith(start)) ?? []).slice(0, MOST_FIRST);
  section.hidden = first.length === 0;
  section.querySelector('b').textContent = name;
  showExamples(section.querySelector('.welcome-lines'), first, onChoose);
}

/** Shows who has new private messages: [{name, look, unread}]. */
export function showNews(row, news, onChoose) {
  row.hidden = news.length === 0;
  row.replaceChildren(
    node('span', 'news-title', '新私信'),
    ...news.map((one) => {
      const button = node('button', 'newcomer', one.name);
      button.type = 'button';
      button.title = `看${one.look}上推送给${one.name}的私信`;
      button.append(node('span', 'news-look', one.look), count(one.unread));
      button.addEventListener('click', () => onChoose(one));
      return button;
    }),
  );
}

/** Shows a whole room, with a line between two days. */
export function showLines(log, lines, options) {
  log.replaceChildren();
  for (const line of lines) append(log, line, options);
  toEnd(log);
}

/** Goes to the end, and on to it when the pictures come, unless the reader went up meanwhile. */
function toEnd(log) {
  log.scrollTop = log.scrollHeight;
  const place = log.scrollTop;
  for (const image of log.querySelectorAll('img')) {
    if (image.complete) continue;
    const follow = () => {
      if (log.scrollTop >= place - 4) log.scrollTop = log.scrollHeight;
    };
    image.addEventListener('load', follow, { once: true });
  }
}

/** Adds a line, or redraws it when it is already there. */
export function showLine(log, line, options) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const old = log.querySelector(`[data-id="${CSS.escape(line.id)}"]`);
  if (old) old.replaceWith(lineNode(line, options));
  else append(log, line, options);
  if (atEnd || line.name === options.me) toEnd(log);
}

function append(log, line, options) {
  const day = dayOf(line);
  if (log.lastElementChild?.dataset.day !== day) log.append(node('p', 'day', day));
  log.append(lineNode(line, options));
}

function dayOf(line) {
  return DAY.format(new Date(line.at)).replace('日', '日 ');
}

function count(number) {
  const badge = node('span', 'unread', number > 99 ? '99+' : String(number));
  badge.setAttribute('aria-label', `${number} 条新消息`);
  return badge;
}

function lineNode(line, { me, onAgain, onQuote, onSay }) {
  if (line.author === 'note') return withId(node('p', 'note', line.text), line);
  const mine = line.author === 'person' && line.name === me;
  const article = withId(node('article', `line ${line.author}${mine ? ' mine' : ''} ${line.state}`), line);
  const body = node('div', 'body');
  body.append(byline(line, onQuote));
  if (line.quote) body.append(node('blockquote', 'quoted', line.quote));
  body.append(bubble(line));
  if (line.buttons) body.append(cardButtons(line.buttons, onSay));
  const foot = stateNode(line, mine ? onAgain : undefined);
  if (foot) body.append(foot);
  article.append(avatar(line.name, line.author === 'bot'), body);
  return article;
}

function byline(line, onQuote) {
  const head = node('p', 'byline', line.name);
  if (line.author === 'bot') head.append(node('span', 'badge', line.via ?? '机器人'));
  const time = node('time', '', TIME.format(new Date(line.at)));
  time.dateTime = line.at;
  head.append(time);
  if (line.state === 'sent') {
    const button = node('button', 'quote-button', '引用');
    button.type = 'button';
    button.addEventListener('click', () => onQuote(line));
    head.append(button);
  }
  return head;
}

function bubble(line) {
  const box = node('div', 'bubble');
  if (line.text !== '') box.append(line.format === 'markdown' ? renderMarkdown(line.text) : renderPlain(line.text));
  else if (line.state === 'waiting') box.append(node('span', 'dots', '…'));
  if (line.picture) box.append(pictureNode(line));
  return box;
}

/** What the bot draws is read: it is shown larger, and opens in full size. */
function pictureNode(line) {
  const image = document.createElement('img');
  image.src = `/sandbox/api/pictures/${encodeURIComponent(line.picture)}`;
  image.alt = '附带的图片';
  if (line.author !== 'bot') return image;
  const link = node('a', 'full-size');
  link.href = image.src;
  link.target = '_blank';
  link.title = '看大图';
  link.append(image);
  return link;
}

/** The buttons of a card: tapping one says its line. */
function cardButtons(buttons, onSay) {
  const row = node('div', 'card-buttons');
  for (const { label, line } of buttons) {
    const button = node('button', 'card-button', label);
    button.type = 'button';
    button.title = line;
    button.addEventListener('click', () => onSay(line));
    row.append(button);
  }
  return row;
}

function stateNode(line, onAgain) {
  if (line.state === 'sent') return undefined;
  const foot = node('p', 'state', STATES[line.state] ?? '');
  if (line.error) foot.append(`：${line.error}`);
  if (line.state === 'failed' && onAgain && !line.picture) {
    const button = node('button', 'again', '重发');
    button.type = 'button';
    button.addEventListener('click', () => onAgain(line.text));
    foot.append(button);
  }
  return foot;
}

function avatar(name, isBot = false) {
  const letter = node('span', `avatar${isBot ? ' robot' : ''}`, name.slice(isBot ? 2 : 0, isBot ? 3 : 1));
  letter.setAttribute('aria-hidden', 'true');
  letter.dataset.tint = String([...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 5);
  return letter;
}

function withId(element, line) {
  element.dataset.id = line.id;
  element.dataset.day = dayOf(line);
  return element;
}

function node(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}
