import { type Plight, StartRefused } from '../errors.ts';

/**
 * What keeps a MongoDB server from being used, for the person at the terminal; other errors come back as they are.
 * The address is not repeated: it may hold a password.
 */
export function mongoRefusal(error: Error): Error {
  const { code } = error as { code?: unknown };
  const options = { cause: error };
  if (code === 18 || code === 8000) return new StartRefused('mongo_login_refused', LOGIN, options);
  if (code === 13) return new StartRefused('mongo_rights_missing', RIGHTS, options);
  if (/^Mongo(Parse|InvalidArgument|APIError|MissingCredentials)/.test(error.name))
    return new StartRefused('mongo_uri_bad', BAD_URI, options);
  if (/^Mongo(ose)?(ServerSelection|Network)/.test(error.name) || isDns(code))
    return new StartRefused('mongo_unreachable', UNREACHABLE, options);
  return error;
}

/** An address of the form mongodb+srv is looked up before anything else. */
const isDns = (code: unknown): boolean =>
  typeof code === 'string' && /^(ENOTFOUND|ENODATA|EAI_AGAIN|ESERVFAIL|ETIMEOUT|EREFUSED)$/.test(code);

const UNREACHABLE: Plight = {
  zh: '连不上 MONGODB_URI 指的 MongoDB 服务器。',
  zhCure: '请查 MONGODB_URI 的主机、端口和副本集名（replicaSet），以及数据库是否已启动、防火墙是否放行。',
  en: 'the MongoDB server of MONGODB_URI cannot be reached.',
  enCure:
    'check host, port and replicaSet in MONGODB_URI, whether the server runs, and whether a firewall is in between.',
};

const LOGIN: Plight = {
  zh: 'MongoDB 服务器不接受 MONGODB_URI 里的用户名或密码。',
  zhCure: '请核对 MONGODB_URI 里的用户名、密码和 authSource（密码里的 @ : / 要写成 %40 %3A %2F）。',
  en: 'the MongoDB server refuses the user name or the password in MONGODB_URI.',
  enCure: 'check user, password and authSource in MONGODB_URI (write @ : / in a password as %40 %3A %2F).',
};

const RIGHTS: Plight = {
  zh: 'MONGODB_URI 里的用户没有读写这个数据库的权限。',
  zhCure: '请给 MONGODB_URI 里的用户加上该库的 readWrite 角色，或补上用户名和密码。',
  en: 'the user in MONGODB_URI may not read and write this database.',
  enCure: 'grant the user in MONGODB_URI the role readWrite on it, or add user and password.',
};

const BAD_URI: Plight = {
  zh: 'MONGODB_URI 写法不对。',
  zhCure:
    '请按 mongodb://用户:密码@主机:端口/库名?replicaSet=名 的写法改 MONGODB_URI（密码里的特殊字符要转写）。',
  en: 'MONGODB_URI cannot be read.',
  enCure:
    'write MONGODB_URI as mongodb://user:password@host:port/name?replicaSet=set (signs in a password encoded).',
};
