import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Koa from 'koa';
import mongoose from 'mongoose';
import { WECOM } from '../support/program.ts';

/**
 * What the program is measured beside: `bare` a Koa that answers 200, `crypto` one that also verifies, decrypts,
 * encrypts and signs as the vendor's library does it, `naive` the plainest server that stores a report for good.
 */
const kind = process.argv[2];

async function bodyOf(ctx: Koa.Context): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of ctx.req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function opened(
  ctx: Koa.Context,
  body: string,
): { readonly msgid: string; readonly text: { readonly content: string } } {
  const { encrypt: sealed } = JSON.parse(body) as { encrypt: string };
  const { timestamp, nonce, msg_signature: signature } = ctx.query as Record<string, string>;
  if (getSignature(WECOM.token, timestamp ?? '', nonce ?? '', sealed) !== signature)
    throw new Error('signature');
  return JSON.parse(decrypt(WECOM.aesKey, sealed).message);
}

function sealed(ctx: Koa.Context, content: string): string {
  const { nonce = '' } = ctx.query as Record<string, string>;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const box = encrypt(
    WECOM.aesKey,
    JSON.stringify({ msgtype: 'stream', stream: { id: '1', finish: true, content } }),
    '',
  );
  return JSON.stringify({
    encrypt: box,
    msgsignature: getSignature(WECOM.token, timestamp, nonce, box),
    timestamp: Number(timestamp),
    nonce,
  });
}

const Report = mongoose.model(
  'Report',
  new mongoose.Schema(
    { key: { type: String, unique: true }, text: String, sender: String, at: Date },
    { writeConcern: { w: 1, j: true } },
  ),
);

const ANSWERS: Readonly<Record<string, (ctx: Koa.Context) => Promise<string>>> = {
  bare: async (ctx) => {
    await bodyOf(ctx);
    return 'ok';
  },
  crypto: async (ctx) => sealed(ctx, opened(ctx, await bodyOf(ctx)).text.content),
  naive: async (ctx) => {
    const { msgid, text } = opened(ctx, await bodyOf(ctx));
    const known = await Report.findOne({ key: msgid });
    const stored =
      known ?? (await Report.create({ key: msgid, text: text.content, sender: 'x', at: new Date() }));
    return sealed(ctx, `已登记 ${stored.id}`);
  },
};

const answer = ANSWERS[kind ?? ''];
if (answer === undefined) throw new Error(`no server ${kind}`);
const uri = process.env.BENCH_MONGODB_URI;
if (kind === 'naive' && uri !== undefined) {
  await mongoose.connect(uri, { dbName: 'bench-naive' });
  await Report.init();
}
const app = new Koa();
app.use(async (ctx) => {
  ctx.body = await answer(ctx);
});
const server = createServer(app.callback());
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
