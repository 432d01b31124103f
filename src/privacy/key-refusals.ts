import { SentinelError, StartRefused } from '../errors.ts';
import { localDate } from '../kit/local-date.ts';
import type { RingKey } from './keyring.ts';

const ROTATE = 'npm run keys -- rotate';

/** StartRefused `foreign_data_key`: keys are missing that still seal something; named by fingerprint and first use. */
export function keysMissing(missing: readonly RingKey[], tz: string): StartRefused {
  const chinese = missing.map(({ kid, since }) => `${kid}（${localDate(since, tz)} 起用）`).join('、');
  const english = missing.map(({ kid, since }) => `${kid} (first used ${localDate(since, tz)})`).join(', ');
  return new StartRefused('foreign_data_key', {
    zh: `DATA_KEY 里缺少指纹为 ${chinese}的密钥，数据库里还有用它封存的内容。`,
    zhCure: `请把这把密钥加到 DATA_KEY 末尾（新的在前、旧的在后，用逗号隔开）再启动；要停用它，加回后运行：${ROTATE}`,
    en: `DATA_KEY lacks the key with the fingerprint ${english}, which still seals data here.`,
    enCure: `add it at the end of DATA_KEY (newest first, separated by commas) and start again; to retire it, then run: ${ROTATE}`,
  });
}

/** StartRefused `retired_data_key`: nothing may be sealed with any of the keys. */
export function keysRetired(kids: readonly string[]): StartRefused {
  return new StartRefused('retired_data_key', {
    zh: `DATA_KEY 里的密钥 ${kids.join('、')} 都已停用，不能再用来封存。`,
    zhCure: '请在 DATA_KEY 最前面加一把新的，用这条命令生成：openssl rand -base64 32',
    en: `all keys in DATA_KEY (${kids.join(', ')}) are retired.`,
    enCure: 'put a new one in front, made with: openssl rand -base64 32',
  });
}

/** SentinelError `keys_unsure`: it is not certain which key may seal now; that is so for seconds at most. */
export function keysUnsure(): SentinelError {
  return new SentinelError('keys_unsure', 'Nothing can be sealed until the keyring was read again.');
}
