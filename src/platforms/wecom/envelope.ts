import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

const xml = new XMLParser({
  processEntities: false,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
});

const jsonEnvelope = z.object({ encrypt: z.string().optional(), Encrypt: z.string().optional() });
const xmlEnvelope = z.object({ xml: z.object({ Encrypt: z.string() }) });

/**
 * The ciphertext of a callback body, whatever its content type says: JSON `encrypt` or `Encrypt`, or XML
 * `<Encrypt>`; undefined when there is none. Nothing here is trusted yet.
 */
export function readCiphertext(body: Buffer): string | undefined {
  const text = body
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  try {
    const ciphertext = text.startsWith('<') ? fromXml(text) : fromJson(text);
    return ciphertext === '' ? undefined : ciphertext;
  } catch {
    return undefined;
  }
}

function fromJson(text: string): string | undefined {
  const { encrypt, Encrypt } = jsonEnvelope.parse(JSON.parse(text));
  return encrypt ?? Encrypt;
}

function fromXml(text: string): string | undefined {
  const value = parseXml(text);
  return value === undefined ? undefined : xmlEnvelope.parse(value).xml.Encrypt;
}

/** XML as nested objects, every value a string; undefined when it has a document type. Throws on broken XML. */
export function parseXml(text: string): unknown {
  // A callback has no document type; entities and external references come with one.
  return /<!(?!\[CDATA\[)/.test(text) ? undefined : xml.parse(text);
}
