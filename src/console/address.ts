import { isLoopback } from '../kit/loopback.ts';

/** Where the pages are, as a browser reaches them. */
export interface ConsoleAddress {
  /** Of the sign-in page. */
  readonly signIn: string;
  /** Of the page for one link. */
  fullView(token: string): string;
  /** Of a document behind one link. */
  document(token: string): string;
  /** What stands before every path of ours. */
  readonly base: string;
  /** Cookies go over TLS alone. */
  readonly secure: boolean;
}

/**
 * The pages below PUBLIC_URL; undefined where people could not reach them without being read on the way: no address,
 * or plain http to another machine.
 */
export function consoleAddress(publicUrl: string | undefined): ConsoleAddress | undefined {
  if (publicUrl === undefined) return undefined;
  const { protocol, hostname, pathname } = new URL(publicUrl);
  const secure = protocol === 'https:';
  if (!secure && !isLoopback(hostname)) return undefined;
  return {
    secure,
    base: `${pathname.replace(/\/$/, '')}/console`,
    signIn: `${publicUrl}/console`,
    document: (token) => `${publicUrl}/console/documents/${token}`,
    fullView: (token) => `${publicUrl}/console/views/${token}`,
  };
}
