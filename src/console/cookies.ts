import type { Context } from 'koa';

/** What our cookies are called and how they are set. */
export interface Cookies {
  get(ctx: Context, name: CookieName): string | undefined;
  set(ctx: Context, name: CookieName, value: string): void;
  clear(ctx: Context, name: CookieName): void;
}

/** `session`: who is signed in · `door`: which browser was shown the sign-in form. */
export type CookieName = 'session' | 'door';

const VALUE = /^[\w-]{22,64}$/;

/**
 * Cookies that no script reads and no other site sends along. Over TLS their names bind them to this very host. They
 * end with the browser; what they open ends earlier, in the database.
 */
export function createCookies(secure: boolean): Cookies {
  const nameOf = (name: CookieName): string => `${secure ? '__Host-' : ''}sentinel-${name}`;
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return {
    get: (ctx, name) => {
      const value = ctx.cookies.get(nameOf(name)) ?? '';
      return VALUE.test(value) ? value : undefined;
    },
    set: (ctx, name, value) => ctx.append('Set-Cookie', `${nameOf(name)}=${value}; ${attributes}`),
    clear: (ctx, name) => ctx.append('Set-Cookie', `${nameOf(name)}=; ${attributes}; Max-Age=0`),
  };
}
