import { readFileSync } from 'node:fs';
import type { Name } from './config-variables.ts';

/** What must not stand in an environment that others can read: each can be in a file that `<NAME>_FILE` names. */
export const SECRETS: readonly Name[] = [
  'MONGODB_URI',
  'MONGODB_PASSWORD',
  'DATA_KEY',
  'METRICS_TOKEN',
  'WECOM_BOT_TOKEN',
  'WECOM_BOT_AES_KEY',
  'WECOM_BOT_SECRET',
  'WECOM_APP_SECRET',
  'WECOM_APP_TOKEN',
  'WECOM_APP_AES_KEY',
  'DINGTALK_CLIENT_SECRET',
  'WEATHER_API_KEY',
];

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment with what its `_FILE` names say in place of them; white space at the end of a file is no part of it. */
export function withSecretFiles(set: Environment): {
  readonly set: Environment;
  readonly problems: string[];
} {
  const problems: string[] = [];
  const result: Record<string, string | undefined> = { ...set };
  for (const name of SECRETS) {
    const path = set[`${name}_FILE`];
    if (path === undefined) continue;
    delete result[`${name}_FILE`];
    if (set[name] !== undefined)
      problems.push(`${name} and ${name}_FILE are both set: keep one of them（只能留一个）`);
    else result[name] = contentOf(name, path, problems);
  }
  return { set: result, problems };
}

function contentOf(name: Name, path: string, problems: string[]): string | undefined {
  try {
    const content = readFileSync(path, 'utf8').trimEnd();
    if (content !== '') return content;
    problems.push(`${name}_FILE names an empty file: ${path}（文件是空的）`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    problems.push(
      `${name}_FILE names a file that cannot be read (${code}): ${path}（读不了，请查路径，并把它交给运行本程序的用户）`,
    );
  }
  return undefined;
}
