import { cpus } from 'node:os';
import type { Round } from './measure.ts';

/** What one variant came to: at many connections, and at one. */
export interface Line {
  readonly name: string;
  readonly many: Round;
  readonly one: Round;
}

/** The machine in words: figures of one say nothing of another, their ratios do. */
export const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;

/** The table as people read it: ratios to c and n first, then what a message costs. */
export function tableOf(lines: readonly Line[]): string {
  const of = (letter: string) => lines.find(({ name }) => name.startsWith(`${letter} `));
  const [c, n] = [of('c'), of('n')];
  const ratio = (value: number, to: number | undefined) => (to ? (value / to).toFixed(3) : '—');
  const rows = lines.map(({ name, many, one }) => [
    name,
    ratio(many.perSecond, c?.many.perSecond),
    ratio(many.perSecond, n?.many.perSecond),
    ratio(one.p50, n?.one.p50),
    ratio(many.own, c?.many.own),
    many.own.toFixed(2),
    many.engine.toFixed(2),
    many.commands.toFixed(2),
    `${many.p50.toFixed(1)} / ${many.p99.toFixed(1)}`,
    `${one.p50.toFixed(1)} / ${one.p99.toFixed(1)}`,
    many.rss.toFixed(0),
    String(many.refused + one.refused),
  ]);
  const head = [
    'message',
    '÷ c',
    '÷ n',
    'p50 alone ÷ n',
    'own time ÷ c',
    'own ms',
    'engine ms',
    'commands',
    'p50 / p99 at 64',
    'p50 / p99 alone',
    'MiB',
    'refused',
  ];
  return [head, head.map((_, at) => (at === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
