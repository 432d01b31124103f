import type { By } from '../../kit/by.ts';
import type { Reminders } from '../types.ts';
import type { WeatherProvider } from './types.ts';

/** Who reports what the provider says. */
const PROVIDER: By = { key: 'system:weather', name: '气象预警', role: 'system' };

/**
 * Asks for warnings once and reports each: what hangs on it goes out once a day, and again only when its colour rose.
 * Throws when the provider gave no answer, so that the run counts as failed.
 */
export async function watchWeather(
  provider: WeatherProvider,
  reminders: Pick<Reminders, 'fire'>,
  now: Date,
): Promise<Readonly<Record<string, number>>> {
  const asked = await provider.warnings();
  if (!asked.ok) throw new Error(`The weather provider gave no answer: ${asked.reason}.`);
  let fired = 0;
  for (const { id, event, words } of asked.warnings) {
    const { before, told } = await reminders.fire(event, words, PROVIDER, now)(`weather:${id}`);
    if (before === undefined && told > 0) fired += 1;
  }
  return { warnings: asked.warnings.length, fired };
}
