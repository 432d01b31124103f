import Koa from 'koa';
import supertest from 'supertest';
import type { TestChat } from './chat.ts';

/** Where the pages of a chat's program are. */
export const PAGES = 'https://sentinel.example.cn';

/** A page as it came back. */
export interface Seen {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A browser in front of the pages of a program that does not listen: keeps cookies, sends the forms it was shown. */
export interface WebVisitor {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<Seen>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Seen>;
  /** Sends the form of the last page that leads to `action`, with these fields filled in. */
  submit(action: string, fields?: Readonly<Record<string, string>>): Promise<Seen>;
  /** Signs in with what the bot answered to 登录. */
  signIn(reply: string, path?: string): Promise<Seen>;
}

/** The web server of a chat's program, with its pages alone. */
export function pagesOf({ parts }: Pick<TestChat, 'parts'>): ReturnType<Koa['callback']> {
  const app = new Koa();
  parts.mount(app);
  return app.callback();
}

/** A new browser, without any cookie. */
export function visit(
  server: ReturnType<Koa['callback']>,
  headers: Readonly<Record<string, string>> = {},
): WebVisitor {
  const cookies = new Map<string, string>();
  let shown = '';
  const seen = (response: supertest.Response): Seen => {
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    shown = response.text;
    return { status: response.status, text: response.text, headers: response.headers };
  };
  const worn = () => ({ ...headers, Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') });
  const visitor: WebVisitor = {
    cookies,
    get: async (path) => seen(await supertest(server).get(path).set(worn())),
    post: async (path, fields) => {
      const answer = seen(
        await supertest(server)
          .post(path)
          .set(worn())
          .type('form')
          .send({ ...fields }),
      );
      const to = answer.headers.location;
      return answer.status === 303 && typeof to === 'string' ? await visitor.get(to) : answer;
    },
    submit: (action, fields = {}) => visitor.post(action, { ...hiddenIn(shown, action), ...fields }),
    signIn: async (reply, path = '/console') => {
      await visitor.get(path);
      return await visitor.submit('/console/sign-in', { code: codeIn(reply) });
    },
  };
  return visitor;
}

/** The code in the bot's answer. */
export function codeIn(reply: string): string {
  const code = /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/.exec(reply)?.[0];
  if (code === undefined) throw new Error(`no code in: ${reply}`);
  return code;
}

/** The path of the link in the bot's answer. */
export function pathIn(reply: string): string {
  const path = /https:\/\/sentinel\.example\.cn(\/console\/\S+)/.exec(reply)?.[1];
  if (path === undefined) throw new Error(`no link in: ${reply}`);
  return path;
}

function hiddenIn(html: string, action: string): Readonly<Record<string, string>> {
  const form = html.split('<form ').find((one) => one.includes(`action="${action}"`)) ?? '';
  const [own = ''] = form.split('</form>');
  return Object.fromEntries(
    [...own.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}
