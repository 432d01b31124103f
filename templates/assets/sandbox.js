import { enterChat, followEvents, loadState, readPicture, sendMessage } from './sandbox-api.js';
import { followClock, isMoving, showClock } from './sandbox-clock.js';
import { showChats, showExamples, showLine, showLines, showNews, showPeople, showWelcome } from './sandbox-view.js';

const MAX_PICTURE = 5 * 1024 * 1024;
const at = (id) => document.getElementById(id);
const log = at('log');
const text = at('text');
const status = at('status');

let state;
/** Where the person looks: platform look, person id, `g0` or `single`. Kept in the address, so that a reload stays. */
const view = { platform: 'wecom', person: '', chat: 'single' };
/** New lines by room, for rooms that are not open. */
const unread = new Map();
const LOOKS = { wecom: '企业微信', dingtalk: '钉钉' };
/** Lines that arrive while the state is being read: newer than it, or the same. */
let early;
let mentioning = true;
let picture;
let quoted;

// The state is read once events flow, so that no line falls between the two; and again after a lost connection.
followEvents({
  onLine: receive,
  onClock: showClock,
  onOpen: refresh,
  onLost: () => say('与模拟环境的连接断了，正在重连…'),
});

async function refresh() {
  const first = state === undefined;
  early = [];
  try {
    state = await loadState();
    const missed = early;
    early = undefined;
    for (const line of missed) remember(line);
    if (first) {
      readAddress();
      wire();
    }
    showClock(state.clock);
    repair();
    draw();
  } catch (error) {
    say(error.message);
  }
}

function wire() {
  followClock(say);
  at('all-examples').addEventListener('click', (event) => {
    const isOpen = event.target.getAttribute('aria-expanded') === 'true';
    event.target.setAttribute('aria-expanded', String(!isOpen));
    event.target.textContent = isOpen ? '全部示例' : '收起';
  });
  at('person').addEventListener('change', (event) => go({ person: event.target.value }));
  for (const radio of document.querySelectorAll('input[name=look]')) {
    radio.addEventListener('change', () => go({ platform: radio.value }));
  }
  at('mention').addEventListener('click', () => {
    mentioning = !mentioning;
    drawMention();
    text.focus();
  });
  at('file').addEventListener('change', (event) => attach(event.target.files?.[0]));
  at('unquote').addEventListener('click', () => quote(undefined));
  at('detach').addEventListener('click', () => attach(undefined));
  at('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener('keydown', (event) => {
    // While an input method is composing, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
}

function go(change) {
  quote(undefined);
  Object.assign(view, change);
  repair();
  draw();
  // On a phone the keyboard would cover what was just opened.
  if (matchMedia('(pointer: fine)').matches) text.focus();
}

/** Keeps the view on somebody and something that exist on the platform. */
function repair() {
  const people = state.people.filter((person) => person.platforms[view.platform] !== null);
  if (!people.some((person) => person.id === view.person)) view.person = (people.find(isNewcomer) ?? people[0])?.id ?? '';
  const groups = state.groups.filter((group) => group.platforms[view.platform] !== null);
  if (view.chat !== 'single' && !groups.some((group) => group.id === view.chat)) view.chat = groups[0]?.id ?? 'single';
}

function draw() {
  const me = person();
  const opened = room(view.chat);
  unread.delete(opened);
  document.body.dataset.look = view.platform;
  document.querySelector(`input[name=look][value=${view.platform}]`).checked = true;
  history.replaceState(null, '', `#${view.platform}/${view.person}/${view.chat}`);
  drawUnread();
  at('hint').hidden = view.platform !== 'wecom' || view.chat === 'single';
  at('title').textContent = view.chat === 'single' ? `${state.bot}（单聊）` : group(view.chat).name;
  const lines = me?.examples[view.chat === 'single' ? 'single' : 'group'] ?? [];
  showExamples(at('examples'), lines, (line) => {
    text.value = line;
    text.focus();
  });
  showLines(log, state.rooms[opened] ?? [], options());
  drawMention();
  drawWelcome();
  say('');
  if (view.chat === 'single' && me && !isMoving()) enterChat({ ...view }).catch((error) => say(error.message));
}

/** Everything that tells of what came in while one looked elsewhere. */
function drawUnread() {
  showPeople(at('person'), state.people, {
    chosen: view.person,
    look: view.platform,
    newsOf: (one) => unread.get(singleRoom(view.platform, one)) ?? 0,
  });
  drawChats();
  const news = state.people.flatMap((one) =>
    Object.keys(LOOKS)
      .map((platform) => ({ platform, person: one.id, name: one.name, look: LOOKS[platform] }))
      .map((each) => ({ ...each, unread: unread.get(singleRoom(each.platform, one)) ?? 0 }))
      .filter((each) => each.unread > 0),
  );
  showNews(at('news'), news, ({ platform, person }) => go({ platform, person, chat: 'single' }));
}

function drawChats() {
  const entry = (id, name) => ({ id, name, current: id === view.chat, unread: unread.get(room(id)) ?? 0 });
  const groups = state.groups.filter((one) => one.platforms[view.platform] !== null);
  showChats(at('groups'), groups.map((one) => entry(one.id, one.name)), (chat) => go({ chat }));
  showChats(at('singles'), [entry('single', state.bot)], (chat) => go({ chat }));
}

function drawMention() {
  const inGroup = view.chat !== 'single';
  at('mention').hidden = !inGroup;
  at('mention').setAttribute('aria-pressed', String(mentioning));
  text.placeholder = inGroup && !mentioning ? '不 @ 时机器人收不到' : '输入消息，回车发送';
}

const isNewcomer = ({ id }) => id === state.newcomer;

/** Until somebody has said something here: three lines to begin with. */
function drawWelcome() {
  const me = person();
  const lines = me?.examples[view.chat === 'single' ? 'single' : 'group'] ?? [];
  const said = (state.rooms[room(view.chat)] ?? []).some(({ author }) => author === 'person');
  showWelcome(at('welcome'), { name: `${me?.name}（${me?.place}${me?.role}）`, lines: said ? [] : lines }, begin);
}

/** Says a line that the welcome offers, as if it had been typed. */
function begin(line) {
  text.value = line;
  return submit();
}

async function submit() {
  const words = text.value.trim();
  const called = `@${state.bot}`;
  const needsCall = view.chat !== 'single' && mentioning && !words.startsWith(called);
  if (words === '' && !picture) return say('请先写点什么，或附一张图片。');
  const sent = { text: needsCall ? `${called} ${words}` : words, picture: picture?.data, quote: quoted?.id };
  text.value = '';
  attach(undefined);
  quote(undefined);
  await deliver(sent, words);
}

/** Sends; what could not even reach the sandbox goes back into the composer. */
async function deliver(sent, words) {
  say('发送中…');
  try {
    await sendMessage({ ...view, ...sent });
    say('');
  } catch (error) {
    if (text.value === '') text.value = words;
    say(error.message);
  }
}

/** Quotes a line of this room in the next message. */
function quote(line) {
  quoted = line;
  at('quoting').hidden = !line;
  if (!line) return;
  at('quoting-text').textContent = `引用 ${line.name}：${line.text || '[图片]'}`;
  text.focus();
}

async function attach(file) {
  picture = undefined;
  at('attached').hidden = true;
  at('file').value = '';
  if (!file) return;
  if (file.size > MAX_PICTURE) return say('图片超过 5 MB，请换一张小一点的。');
  try {
    picture = { data: await readPicture(file) };
    at('attached-name').textContent = file.name;
    at('attached').hidden = false;
  } catch (error) {
    say(error.message);
  }
}

function receive(line) {
  if (early) return early.push(line);
  if (!state) return undefined;
  const isNew = remember(line);
  if (line.room === room(view.chat)) {
    if (line.author === 'person') at('welcome').hidden = true;
    return showLine(log, line, options());
  }
  if (isNew) unread.set(line.room, (unread.get(line.room) ?? 0) + 1);
  drawUnread();
}

/** Keeps a line; tells whether it is a new one. */
function remember(line) {
  const lines = (state.rooms[line.room] ??= []);
  const index = lines.findIndex((one) => one.id === line.id);
  if (index < 0) lines.push(line);
  else lines[index] = line;
  return index < 0;
}

function options() {
  return {
    me: person()?.name,
    onQuote: quote,
    onAgain: (words) => deliver({ text: words }, words),
    onSay: (words) => deliver({ text: words }, words),
  };
}

function person() {
  return state.people.find((one) => one.id === view.person);
}

function group(id) {
  return state.groups.find((one) => one.id === id) ?? { name: '', platforms: {} };
}

function room(chat) {
  if (chat === 'single') return singleRoom(view.platform, person());
  return `${view.platform}/group/${group(chat).platforms[view.platform]}`;
}

function singleRoom(platform, one) {
  return `${platform}/single/${one?.platforms[platform]}`;
}

function readAddress() {
  const [platform, who, chat] = location.hash.slice(1).split('/');
  if (platform === 'wecom' || platform === 'dingtalk') view.platform = platform;
  if (who) view.person = who;
  if (chat) view.chat = chat;
}

function say(words) {
  status.textContent = words;
}
