import { afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { openUserIds } from '../../../../src/platforms/wecom/channels/open-user-ids.ts';
import { appChannel, CONTENT, CORP, grants, logged, OK, PNG, person, tokenCaller, vendor } from './setup.ts';

const message = (token = 'T1', body?: nock.RequestBodyMatcher) =>
  vendor().post('/cgi-bin/message/send', body).query({ access_token: token });

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

describe('the self-built app', () => {
  it('sends one message to many persons, each with its own outcome', async () => {
    grants();
    message('T1', (body) => body.touser === 'LiSi|wangwu|zhangsan' && body.agentid === 1_000_002).reply(200, {
      ...OK,
      invaliduser: 'lisi',
      unlicenseduser: 'wangwu',
    });
    const people = ['zhangsan', 'LiSi', '@all', 'wangwu', 'a|b'].map(person);
    expect(await appChannel().send(people, CONTENT, 'u1')).toEqual([
      { outcome: 'sent' },
      { outcome: 'gone', code: 'invaliduser' },
      { outcome: 'rejected', code: 'no-person' },
      { outcome: 'gone', code: 'invaliduser' },
      { outcome: 'rejected', code: 'no-person' },
    ]);
  });

  it('makes the same request for the same uuid and another for another, with the duplicate check on', async () => {
    grants();
    const seen: string[] = [];
    message()
      .thrice()
      .reply(200, (_uri, body) => {
        seen.push(JSON.stringify(body));
        return OK;
      });
    const channel = appChannel();
    await channel.send([person('b'), person('a')], CONTENT, 'u1');
    await channel.send([person('a'), person('b')], CONTENT, 'u1');
    await channel.send([person('a'), person('b')], CONTENT, 'u2');
    expect(seen[0]).toBe(seen[1]);
    expect(seen[0]).not.toBe(seen[2]);
    expect(JSON.parse(seen[0] ?? '')).toMatchObject({
      touser: 'a|b',
      msgtype: 'markdown',
      enable_duplicate_check: 1,
      duplicate_check_interval: 14_400,
    });
  });

  it('keeps markdown within 2048 bytes, reference included', async () => {
    grants();
    message(
      'T1',
      (body) =>
        Buffer.byteLength(body.markdown.content) <= 2_048 &&
        /消息编号：[0-9A-F]{10}$/.test(body.markdown.content),
    ).reply(200, OK);
    expect(await appChannel().send([person('a')], { title: 't', text: '字'.repeat(2_000) }, 'u')).toEqual([
      { outcome: 'sent' },
    ]);
  });

  it('uploads a picture and sends it after the words', async () => {
    grants();
    vendor()
      .post('/cgi-bin/media/upload')
      .query({ type: 'image', access_token: 'T1' })
      .reply(200, { errcode: 0, errmsg: '', media_id: 'M1' });
    message('T1', (body) => body.msgtype === 'markdown').reply(200, OK);
    message('T1', (body) => body.msgtype === 'image' && body.image.media_id === 'M1').reply(200, OK);
    expect(
      await appChannel().send([person('a')], { ...CONTENT, picture: { name: 'a.png', bytes: PNG } }, 'u'),
    ).toEqual([{ outcome: 'sent' }]);
  });

  const withPicture = { ...CONTENT, picture: { name: 'a.png', bytes: PNG } };
  const uploading = () => vendor().post('/cgi-bin/media/upload').query({ type: 'image', access_token: 'T1' });

  it.each([
    ['refused', 200, { errcode: 40_006 }, { outcome: 'rejected', code: '40006', attachment: true }],
    ['taken by nobody', 200, { errcode: 0 }, { outcome: 'rejected', code: 'no-media-id', attachment: true }],
    [
      'limited',
      200,
      { errcode: 45_009 },
      { outcome: 'retry', afterMs: 60_000, code: '45009', attachment: true },
    ],
    ['broken', 502, '', { outcome: 'retry', afterMs: 5_000, code: 'http-502', attachment: true }],
  ])(
    'says nothing when the upload is %s, and that the words may go alone',
    async (_name, status, body, outcome) => {
      grants();
      uploading().reply(status, body);
      expect(await appChannel().send([person('a')], withPicture, 'u')).toEqual([outcome]);
    },
  );

  it('does not blame the picture when there is no token', async () => {
    vendor().get('/cgi-bin/gettoken').query(true).reply(502, '');
    expect(await appChannel().send([person('a')], withPicture, 'u')).toEqual([
      { outcome: 'retry', afterMs: 10_000, code: 'no-token' },
    ]);
  });

  it.each([
    ['refused', 200, { errcode: 40_007 }, '40007'],
    ['not known to have arrived', 502, '', 'http-502'],
  ])('has said the words when the picture after them is %s', async (_name, status, body, leftOut) => {
    grants();
    uploading().reply(200, { ...OK, media_id: 'M1' });
    message('T1', (sent) => sent.msgtype === 'markdown').reply(200, OK);
    message('T1', (sent) => sent.msgtype === 'image').reply(status, body);
    expect(await appChannel().send([person('a')], withPicture, 'u')).toEqual([{ outcome: 'sent', leftOut }]);
  });

  it.each([
    ['all receivers invalid', 81_013, { outcome: 'gone', code: '81013' }],
    ['an IP that is not trusted', 60_020, { outcome: 'rejected', code: '60020' }],
    ['a wrong agent', 40_056, { outcome: 'rejected', code: '40056' }],
    ['a limit', 45_009, { outcome: 'retry', afterMs: 60_000, code: '45009' }],
  ])('answers %s', async (_name, errcode, outcome) => {
    grants();
    message().reply(200, { errcode });
    expect(await appChannel().send([person('a')], CONTENT, 'u')).toEqual([outcome]);
  });

  it('reaches persons only', () => {
    const channel = appChannel();
    expect(
      [person('a'), person('@all'), person(''), { kind: 'group', id: 'wr1' } as const].map(channel.reaches),
    ).toEqual([true, false, false, false]);
  });
});

describe('the token', () => {
  it('is fetched once for calls at the same time and kept', async () => {
    grants();
    message().times(3).reply(200, OK);
    const channel = appChannel();
    await Promise.all(['a', 'b'].map((id) => channel.send([person(id)], CONTENT, id)));
    await channel.send([person('c')], CONTENT, 'c');
  });

  it.each([40_014, 42_001])('is fetched anew, once, when it turns out void (%d)', async (errcode) => {
    grants(2);
    message('T1').twice().reply(200, { errcode });
    message('T2').twice().reply(200, OK);
    const channel = appChannel();
    expect(await Promise.all(['a', 'b'].map((id) => channel.send([person(id)], CONTENT, id)))).toEqual([
      [{ outcome: 'sent' }],
      [{ outcome: 'sent' }],
    ]);
  });

  it('is not asked for a third time', async () => {
    grants(2);
    message('T1').reply(200, { errcode: 42_001 });
    message('T2').reply(200, { errcode: 42_001 });
    expect(await appChannel().send([person('a')], CONTENT, 'u')).toMatchObject([{ outcome: 'retry' }]);
  });

  it.each([
    ['a wrong secret', 200, { errcode: 40_001 }, { outcome: 'rejected', code: '40001' }],
    ['an untrusted IP', 200, { errcode: 60_020 }, { outcome: 'rejected', code: '60020' }],
    ['a block', 200, { errcode: 45_009 }, { outcome: 'retry', afterMs: 60_000, code: '45009' }],
    ['a broken answer', 502, '', { outcome: 'retry', afterMs: 10_000, code: 'no-token' }],
    ['no token in it', 200, OK, { outcome: 'retry', afterMs: 10_000, code: 'no-token' }],
  ])(
    'that cannot be had (%s) sends nothing, and is not asked for at once again',
    async (_name, status, body, outcome) => {
      vendor().get('/cgi-bin/gettoken').query(true).reply(status, body);
      const channel = appChannel();
      expect(await channel.send([person('a')], CONTENT, 'u')).toEqual([outcome]);
      expect(await channel.send([person('a')], CONTENT, 'u')).toEqual([outcome]);
    },
  );

  it('and the secret are never logged', () => {
    expect(logged.join('\n')).not.toContain(CORP.appSecret);
    expect(logged.join('\n')).not.toMatch(/access_token|"T\d"/);
  });
});

describe('open user ids', () => {
  it('are converted, and plain ones stay', async () => {
    grants();
    vendor()
      .post('/cgi-bin/batch/openuserid_to_userid', { open_userid_list: ['woA', 'zhangsan'] })
      .query({ access_token: 'T1' })
      .reply(200, {
        ...OK,
        userid_list: [{ open_userid: 'woA', userid: 'lisi' }],
        invalid_open_userid_list: ['zhangsan'],
      });
    const names = await openUserIds(tokenCaller()).convert(['woA', 'zhangsan', 'woA']);
    expect(names).toEqual(
      new Map([
        ['woA', 'lisi'],
        ['zhangsan', 'zhangsan'],
      ]),
    );
  });

  it('are undefined when the vendor cannot be asked', async () => {
    grants();
    vendor().post('/cgi-bin/batch/openuserid_to_userid').query(true).reply(200, { errcode: 48_002 });
    expect(await openUserIds(tokenCaller()).convert(['woA'])).toBeUndefined();
  });
});
