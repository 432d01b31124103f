import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { RawRequest } from '../../src/platforms/platform.ts';

/** The secrets both sides of a robot share. */
export interface WecomSecrets {
  readonly token: string;
  /** 43 letters and digits. */
  readonly aesKey: string;
  /** Default: empty, as for an enterprise's own robot. */
  readonly receiveId?: string;
}

/** How one callback is to be sent. */
export interface SendOptions {
  /** The instant it is signed for. */
  readonly at: Date;
  /** When it arrives; default: at once. */
  readonly now?: Date;
  readonly nonce?: string;
  readonly form?: 'encrypt' | 'Encrypt' | 'xml';
}

/**
 * WeCom's side of the callback protocol, written against node:crypto alone so that it shares no code with what
 * it tests.
 */
export class WecomClient {
  readonly token: string;
  readonly receiveId: string;
  readonly #key: Buffer;

  constructor({ token, aesKey, receiveId = '' }: WecomSecrets) {
    this.token = token;
    this.receiveId = receiveId;
    this.#key = Buffer.from(`${aesKey}=`, 'base64');
  }

  /** Message or event, signed and encrypted. A string travels as it is, anything else as JSON. */
  callback(payload: unknown, { at, now = at, nonce = '1597531', form = 'encrypt' }: SendOptions): RawRequest {
    const plain = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const ciphertext = this.encrypt(plain);
    const body = {
      encrypt: () => JSON.stringify({ encrypt: ciphertext }),
      Encrypt: () => JSON.stringify({ ToUserName: '', Encrypt: ciphertext, AgentID: 1 }),
      xml: () => `<xml><ToUserName/><Encrypt><![CDATA[${ciphertext}]]></Encrypt><AgentID>1</AgentID></xml>`,
    }[form]();
    return this.request('POST', ciphertext, { at, now, nonce }, body);
  }

  /** The request sent when an administrator saves the address. */
  verification(echo: string, { at, now = at, nonce = '1597531' }: SendOptions): RawRequest {
    const ciphertext = this.encrypt(echo);
    const request = this.request('GET', ciphertext, { at, now, nonce }, '');
    request.query.set('echostr', ciphertext);
    return request;
  }

  /** Any body with a signature over `ciphertext`. */
  request(
    method: 'GET' | 'POST',
    ciphertext: string,
    { at, now = at, nonce = '1597531' }: SendOptions,
    body: string,
  ): RawRequest {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const query = new URLSearchParams({
      msg_signature: this.sign(timestamp, nonce, ciphertext),
      timestamp,
      nonce,
    });
    return { method, query, headers: {}, body: Buffer.from(body), now };
  }

  /** Decodes an encrypted passive reply; throws when WeCom could not. */
  openReply(body: string, nonce: string): unknown {
    const envelope = JSON.parse(body);
    const { encrypt, msgsignature, timestamp } = envelope;
    if (envelope.nonce !== nonce) throw new Error('the reply carries another nonce');
    if (this.sign(String(timestamp), nonce, encrypt) !== msgsignature)
      throw new Error('wrong reply signature');
    return JSON.parse(this.decrypt(encrypt));
  }

  sign(timestamp: string, nonce: string, ciphertext: string): string {
    const parts = [this.token, timestamp, nonce, ciphertext].sort();
    return createHash('sha1').update(parts.join('')).digest('hex');
  }

  encrypt(plain: string, random16: Buffer = randomBytes(16)): string {
    const message = Buffer.from(plain);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(message.length);
    return this.encryptBytes(
      Buffer.concat([random16, length, message, Buffer.from(this.receiveId)]),
    ).toString('base64');
  }

  /** Pads to 32 and encrypts: what a file goes through, and the inside of a message. */
  encryptBytes(bytes: Buffer): Buffer {
    const padding = 32 - (bytes.length % 32);
    return this.encryptRaw(Buffer.concat([bytes, Buffer.alloc(padding, padding)]));
  }

  /** Encrypts whole blocks as they are, for spoiled paddings and frames. */
  encryptRaw(blocks: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-cbc', this.#key, this.#key.subarray(0, 16));
    cipher.setAutoPadding(false);
    return Buffer.concat([cipher.update(blocks), cipher.final()]);
  }

  decrypt(ciphertext: string): string {
    const decipher = createDecipheriv('aes-256-cbc', this.#key, this.#key.subarray(0, 16));
    decipher.setAutoPadding(false);
    const plain = Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]);
    const end = plain.length - (plain.at(-1) ?? 0);
    const length = plain.readUInt32BE(16);
    if (plain.toString('utf8', 20 + length, end) !== this.receiveId) throw new Error('wrong receive id');
    return plain.toString('utf8', 20, 20 + length);
  }
}
