import { isIP } from 'node:net';

/** Checks an address that came from outside: the parsed URL if we may call it, else undefined. */
export type AllowUrl = (address: string) => URL | undefined;

interface HostPattern {
  readonly scheme: 'https:' | 'http:';
  readonly host: string;
  /** `*.host`: any name below it, but not itself. */
  readonly below: boolean;
  /** `''` is the scheme's own port. */
  readonly port: string;
}

const PATTERN =
  /^(?:(https?):\/\/)?(\*\.)?(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::(\d{1,5}))?\/?$/i;

/**
 * An allow-list from patterns `host`, `*.host`, `host:port`, `http://host:port`. Addresses are https on the
 * usual port unless the pattern says otherwise; credentials in the address are refused; an IP address must be
 * listed literally. A loopback host that is listed may also be called by plain http, and on any port when
 * none is given: such calls never leave the machine.
 */
export function hostAllowList(patterns: readonly string[]): AllowUrl {
  const parsed = patterns.map(parsePattern).filter((pattern) => pattern !== undefined);
  return (address) => {
    const url = parseAddress(address);
    return url && parsed.some((pattern) => matches(pattern, url)) ? url : undefined;
  };
}

function parsePattern(text: string): HostPattern | undefined {
  const [, scheme, below, host, port] = PATTERN.exec(text.trim()) ?? [];
  if (host === undefined) return undefined;
  const protocol = scheme?.toLowerCase() === 'http' ? 'http:' : 'https:';
  return {
    scheme: protocol,
    host: host.toLowerCase(),
    below: below !== undefined,
    port: port === undefined || port === usualPort(protocol) ? '' : port,
  };
}

function parseAddress(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const plain = url.username === '' && url.password === '';
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined;
}

function matches(pattern: HostPattern, url: URL): boolean {
  if (!pattern.below && url.hostname === pattern.host && isLoopback(url.hostname)) {
    return pattern.port === '' || url.port === pattern.port;
  }
  return url.protocol === pattern.scheme && url.port === pattern.port && nameMatches(pattern, url.hostname);
}

function nameMatches(pattern: HostPattern, name: string): boolean {
  if (!pattern.below) return name === pattern.host;
  return isIP(name) === 0 && name.endsWith(`.${pattern.host}`) && name.length > pattern.host.length + 1;
}

const usualPort = (scheme: string): string => (scheme === 'http:' ? '80' : '443');

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (host.startsWith('127.') && isIP(host) === 4);
