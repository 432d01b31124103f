/** The page's calls to the sandbox. Every failure is an Error whose message can be shown. */

/** County, people, groups and the chats so far. */
export async function loadState() {
  return readAnswer(await fetch('/sandbox/api/state'));
}

/** Sends what a person says; resolves once the platform has delivered it. */
export function sendMessage(message) {
  return post('/sandbox/api/send', message);
}

/** Tells the platform that a person opened the bot's chat. */
export function enterChat(place) {
  return post('/sandbox/api/enter', place);
}

/** The sandbox's time. */
export async function loadClock() {
  return readAnswer(await fetch('/sandbox/api/clock'));
}

/** Moves the time forward, to the id of a stop; resolves on arrival. */
export function moveClock(to) {
  return post('/sandbox/api/clock', { to });
}

/**
 * Calls `onLine` for each new or changed line, `onClock` for each step of the time, `onOpen` whenever the connection
 * stands, `onLost` when it breaks.
 */
export function followEvents({ onLine, onClock, onOpen, onLost }) {
  const source = new EventSource('/sandbox/api/events');
  source.addEventListener('message', (event) => onLine(JSON.parse(event.data)));
  source.addEventListener('clock', (event) => onClock(JSON.parse(event.data)));
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
}

/** A picture file as base64, without the data: prefix. */
export function readPicture(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(new Error('图片读不出来，请换一张。')));
    reader.readAsDataURL(file);
  });
}

async function post(url, body) {
  const headers = { 'content-type': 'application/json', 'x-sandbox': '1' };
  let response;
  try {
    response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  } catch {
    throw new Error('连不上模拟环境，请确认程序还在运行。');
  }
  return readAnswer(response);
}

async function readAnswer(response) {
  const answer = await response.json().catch(() => ({}));
  // A line that failed says so itself, in the chat.
  if (!response.ok && !answer.line) throw new Error(answer.error ?? `模拟环境没有接受（${response.status}）。`);
  return answer;
}
