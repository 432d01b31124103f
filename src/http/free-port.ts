import { createServer, type Server } from 'node:net';
import { type Plight, StartRefused, toError } from '../errors.ts';

/** Resolves when this address can be listened on; rejects with StartRefused. Asked before anything else is touched. */
export async function requirePort(host: string, port: number): Promise<void> {
  const server = createServer((socket) => socket.destroy());
  try {
    await listening(server, host, port);
  } catch (thrown) {
    throw portRefusal(toError(thrown), host, port);
  }
  await new Promise((resolve) => server.close(resolve));
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Why an address cannot be listened on, for the person at the terminal. */
export function portRefusal(error: Error, host: string, port: number): Error {
  const { code } = error as NodeJS.ErrnoException;
  const options = { cause: error };
  if (code === 'EADDRINUSE') return new StartRefused('port_taken', taken(port), options);
  if (code === 'EACCES') return new StartRefused('port_forbidden', forbidden(port), options);
  if (code !== undefined && /^(EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|EINVAL|EAFNOSUPPORT)$/.test(code))
    return new StartRefused('host_unknown', unknown(host, code), options);
  return error;
}

const taken = (port: number): Plight => ({
  zh: `端口 ${port} 已被占用（可能本程序已经在运行）。`,
  zhCure: `请停掉占用它的程序，或把 PORT 设成别的端口，例如 PORT=${port === 65_535 ? port - 1 : port + 1}。`,
  en: `port ${port} is taken (this program may be running already).`,
  enCure: `stop what uses it, or set PORT to another one, e.g. PORT=${port === 65_535 ? port - 1 : port + 1}.`,
});

const forbidden = (port: number): Plight => ({
  zh: `当前用户不能使用端口 ${port}（1024 以下的端口需要特权）。`,
  zhCure: '请把 PORT 设成 1024 以上，例如 PORT=3000，由反向代理对外。',
  en: `this user may not listen on port ${port} (those below 1024 are privileged).`,
  enCure: 'set PORT to 1024 or more, e.g. PORT=3000, with a reverse proxy in front.',
});

const unknown = (host: string, code: string): Plight => ({
  zh: `本机没有 HOST 所设的地址 ${host}（${code}）。`,
  zhCure: '请把 HOST 设成 127.0.0.1（只供本机和反向代理），或 0.0.0.0（所有网卡）。',
  en: `this machine has no address ${host}, as HOST says (${code}).`,
  enCure: 'set HOST to 127.0.0.1 (this machine and its proxy) or 0.0.0.0 (every network).',
});
