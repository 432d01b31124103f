import { describe, expect, it } from '@jest/globals';
import { hostAllowList } from '../../src/platforms/host-allow-list.ts';

const ALLOWED: readonly [pattern: string, address: string][] = [
  ['*.myqcloud.com', 'https://ww-aibot-img-1.cos.myqcloud.com/a?sign=1'],
  ['*.myqcloud.com', 'https://A.MYQCLOUD.COM/'],
  ['*.myqcloud.com', 'https://a.myqcloud.com:443/'],
  ['qyapi.weixin.qq.com', 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=X'],
  ['https://qyapi.weixin.qq.com', 'https://qyapi.weixin.qq.com/x'],
  ['media.example.cn:8443', 'https://media.example.cn:8443/x'],
  ['http://media.example.cn', 'http://media.example.cn/x'],
  ['http://127.0.0.1:9000', 'http://127.0.0.1:9000/x'],
  ['127.0.0.1', 'http://127.0.0.1:9000/x'],
  ['127.0.0.1:9000', 'http://127.0.0.1:9000/x'],
  ['localhost', 'http://localhost:9000/x'],
  ['http://[::1]:9000', 'http://[::1]:9000/x'],
];

const REFUSED: readonly [pattern: string, address: string][] = [
  ['*.myqcloud.com', 'https://myqcloud.com/'],
  ['*.myqcloud.com', 'https://evilmyqcloud.com/'],
  ['*.myqcloud.com', 'https://a.myqcloud.com.evil.cn/'],
  ['*.myqcloud.com', 'https://evil.cn/#.myqcloud.com'],
  ['*.myqcloud.com', 'http://a.myqcloud.com/'],
  ['*.myqcloud.com', 'https://a.myqcloud.com:8443/'],
  ['*.myqcloud.com', 'https://user@a.myqcloud.com/'],
  ['*.myqcloud.com', 'https://a.myqcloud.com@evil.cn/'],
  ['*.myqcloud.com', 'ftp://a.myqcloud.com/'],
  ['*.myqcloud.com', 'file:///etc/passwd'],
  ['*.myqcloud.com', '//a.myqcloud.com/'],
  ['*.myqcloud.com', 'a.myqcloud.com'],
  ['*.myqcloud.com', ''],
  ['*.myqcloud.com', 'https://127.0.0.1/'],
  ['*.myqcloud.com', 'https://.myqcloud.com/'],
  ['*.0.0.1', 'https://127.0.0.1/'],
  ['*', 'https://example.cn/'],
  ['*.*', 'https://example.cn/'],
  ['', 'https://example.cn/'],
  ['http://media.example.cn', 'https://media.example.cn/x'],
  ['127.0.0.1:9000', 'http://127.0.0.1:9001/x'],
  ['127.0.0.1', 'http://127.0.0.2/x'],
  ['10.0.0.8', 'http://10.0.0.8/x'],
];

describe('hostAllowList', () => {
  it.each(ALLOWED)('%s allows %s', (pattern, address) => {
    expect(hostAllowList([pattern])(address)?.href).toBe(new URL(address).href);
  });

  it.each(REFUSED)('%s refuses %s', (pattern, address) => {
    expect(hostAllowList([pattern])(address)).toBeUndefined();
  });

  it('takes any of several patterns', () => {
    const allow = hostAllowList(['a.example.cn', '*.b.example.cn']);
    expect(allow('https://x.b.example.cn/')?.hostname).toBe('x.b.example.cn');
    expect(allow('https://x.a.example.cn/')).toBeUndefined();
  });
});
