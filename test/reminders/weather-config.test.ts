import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '../../src/config.ts';

const SET = {
  WEATHER_API_HOST: 'https://abc123.qweatherapi.com',
  WEATHER_API_KEY: 'the-key',
  WEATHER_LOCATION: '29.56,106.55',
};

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the settings of the weather service', () => {
  it('are off when none is set', () => {
    expect(loadConfig({}).weather).toBeUndefined();
  });

  it.each(['29.56,106.55', '106.55，29.56', ' 29.56 , 106.55 '])('take the place %s', (WEATHER_LOCATION) => {
    expect(loadConfig({ ...SET, WEATHER_LOCATION }).weather).toEqual({
      host: 'https://abc123.qweatherapi.com',
      key: 'the-key',
      latitude: 29.56,
      longitude: 106.55,
    });
  });

  it.each([
    ['half of them', { WEATHER_API_KEY: '' }, 'WEATHER_API_KEY is missing although'],
    ['a host by plain http', { WEATHER_API_HOST: 'http://abc.qweatherapi.com' }, 'WEATHER_API_HOST must be'],
    ['a place outside', { WEATHER_LOCATION: '48.85,2.35' }, 'WEATHER_LOCATION must be latitude'],
    ['a place in words', { WEATHER_LOCATION: '望溪县' }, 'WEATHER_LOCATION must be latitude'],
  ])('refuse %s, without telling the key', (_what, more, said) => {
    const problems = problemsOf({ ...SET, ...more });
    expect(problems.join('\n')).toContain(said);
    expect(problems.join('\n')).not.toContain('the-key');
  });
});
