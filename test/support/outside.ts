import net from 'node:net';

/** This machine, as a test may write it. */
export const THIS_MACHINE = /^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/;

const connect = net.Socket.prototype.connect;

/** From now on a connection to anywhere but this machine fails at once and says so. */
export function stayInside(): void {
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const host = hostIn(args);
    if (host !== undefined && !THIS_MACHINE.test(host)) {
      const message = `A test reached for the outside world: ${host}`;
      // Said as the system says it, so that a send counts as not made; not before the caller has had time to listen.
      setImmediate(() => this.destroy(Object.assign(new Error(message), { code: 'ENETUNREACH' })));
      return this;
    }
    return Reflect.apply(connect, this, args);
  } as typeof connect;
}

/** `net` calls it with its own normalised arguments in one array, others with options, or with port and host. */
function hostIn([first, second]: readonly unknown[]): string | undefined {
  const given: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof given === 'object' && given !== null) return (given as { readonly host?: string }).host;
  return typeof second === 'string' ? second : undefined;
}
