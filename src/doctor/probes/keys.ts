import { type Finding, fail, fine, warn } from '../finding.ts';

/** What is sealed and cannot be opened. */
export interface KeyFacts {
  /** Fingerprints of keys that seal something and are not in the configuration. */
  readonly missing: readonly string[];
  /** Collections with something that does not open although its key is there. */
  readonly damaged: readonly string[];
  /** Nothing can be sealed at present. */
  readonly mute: boolean;
}

const CHECK = '数据密钥';

/** Whether everything that is sealed can be opened, and the key is one that somebody keeps. Pure. */
export function keyFindings(
  { missing, damaged, mute }: KeyFacts,
  { fromFile }: { readonly fromFile: boolean },
): readonly Finding[] {
  const troubles = [
    ...(missing.length > 0 ? [lacking(missing)] : []),
    ...(mute ? [silent()] : []),
    ...(damaged.length > 0 ? [broken(damaged)] : []),
  ];
  return troubles.length > 0 ? troubles : [kept(fromFile)];
}

const lacking = (missing: readonly string[]): Finding =>
  fail(
    CHECK,
    `缺指纹为 ${missing.join('、')} 的密钥，用它封存的内容打不开。`,
    '请把这把密钥加到 DATA_KEY 末尾（新的在前、旧的在后，用逗号隔开）再重启；各密钥见：npm run keys -- list',
  );

const silent = (): Finding =>
  fail(
    CHECK,
    '现在不能封存，新的上报存不下。',
    '请看数据库是否连得上，DATA_KEY 里第一把是否已停用：npm run keys -- list',
  );

const broken = (damaged: readonly string[]): Finding =>
  fail(
    CHECK,
    `有内容已损坏，密钥都在也打不开：${damaged.join('、')}。`,
    '请从备份恢复数据库，或联系维护人员。',
  );

function kept(fromFile: boolean): Finding {
  if (!fromFile) return fine(CHECK, 'DATA_KEY 已设，封存的内容都打得开。');
  return warn(
    CHECK,
    '密钥在数据目录的文件里，丢了它，姓名电话都读不出。',
    '请把数据目录里的密钥文件另存一份到安全处；正式使用请设 DATA_KEY。',
  );
}
