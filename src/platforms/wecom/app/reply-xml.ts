/** A text as the body of an element, whatever it holds: the end mark of a section is split over two. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** The plain text of a passive reply in words. */
export function textReplyXml(to: string, from: string, seconds: number, content: string): string {
  return [
    `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(from)}</FromUserName>`,
    `<CreateTime>${seconds}</CreateTime><MsgType>${cdata('text')}</MsgType>`,
    `<Content>${cdata(content)}</Content></xml>`,
  ].join('');
}

/** The encrypted answer as it travels. */
export function envelopeXml(encrypt: string, signature: string, seconds: number, nonce: string): string {
  return [
    `<xml><Encrypt>${cdata(encrypt)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>`,
    `<TimeStamp>${seconds}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`,
  ].join('');
}
