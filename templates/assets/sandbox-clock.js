import { loadClock, moveClock } from './sandbox-api.js';

/** The time of the sandbox and the buttons that move it. What the time is, the program says; it is asked again and again. */

const ASK_EVERY_MS = 15_000;
const at = (id) => document.getElementById(id);

let shown;

/** Begins to follow the time; `say` tells the person what went wrong. */
export function followClock(say) {
  at('clock-stops').addEventListener('click', (event) => {
    const { stop } = event.target.dataset;
    if (!stop) return;
    moveClock(stop)
      .then(showClock)
      .catch((error) => say(error.message));
  });
  setInterval(() => {
    // While the time moves, each step is told.
    if (!isMoving()) loadClock().then(showClock, () => undefined);
  }, ASK_EVERY_MS);
}

/** Whether the time is on its way; nothing can be sent meanwhile. */
export function isMoving() {
  return shown?.moving !== undefined;
}

/** Shows the time, and the buttons or how far it has come. */
export function showClock(view) {
  shown = view;
  const [, month, day] = view.date.split('-').map(Number);
  const now = at('clock-now');
  now.textContent = `${month}月${day}日 ${view.weekday} ${view.time}`;
  now.dateTime = view.now;
  now.title = view.date;
  at('clock-kind').textContent = view.workday ? '工作日' : '休息日';
  at('clock-kind').classList.toggle('off', !view.workday);
  at('clock-stops').hidden = isMoving();
  at('clock-moving').hidden = !isMoving();
  at('send').disabled = isMoving();
  if (isMoving()) showProgress(view.moving);
  else showStops(view.stops);
}

function showProgress({ done, of }) {
  const bar = at('clock-progress');
  bar.max = Math.max(of, 1);
  bar.value = done;
  at('clock-step').textContent = of > 1 ? `时间正在往前走 ${done}/${of}` : '时间正在往前走';
}

function showStops(stops) {
  const row = at('clock-stops');
  // Buttons stay where they are, so that one keeps its focus.
  while (row.children.length > stops.length) row.lastElementChild.remove();
  for (const [n, { id, label, what = '', at: instant }] of stops.entries()) {
    const button = row.children[n] ?? row.appendChild(document.createElement('button'));
    button.type = 'button';
    button.className = 'stop';
    button.dataset.stop = id;
    button.textContent = `${label} ${what}`.trim();
    button.title = `拨到 ${WHEN.format(new Date(instant))}`;
  }
}

const WHEN = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
