// Hops that a sender makes up, put under the true ones in real mail: in the receiver's own name, as inside relays, as the
// continuation that the boundary hop seems to promise. None may be believed.

import type { MailMessage } from '../../src/mail/message/message.ts';
import { isPrivateIp } from '../../src/mail/sender/ip.ts';
import { organisationOf, readChain } from '../../src/mail/sender/trust.ts';

export type Forged = {
  readonly how: string;
  readonly bytes: Buffer /** Index of the first forged hop. */;
  readonly forgedFrom: number;
};

function lies(by: string, from: string, ip: string, date: string): Readonly<Record<string, readonly string[]>> {
  return {
    "in the receiver's name": [
      `from mail.good.example (mail.good.example [192.0.2.7]) by ${by} (Postfix) with ESMTP id F0RGED; ${date}`,
    ],
    'as a relay inside': [
      `from ${by} (localhost [127.0.0.1]) by ${by} (Postfix) with ESMTP id F0RGED; ${date}`,
      `from inner.${by} ([10.1.2.3]) by ${by} with ESMTP; ${date}`,
    ],
    'as the promised next': [
      `from inner ([192.168.0.9]) by ${from} (Postfix) with ESMTP id F0RGED; ${date}`,
      `from ${by} ([10.0.0.8]) by inner with LMTP; ${date}`,
    ],
    'without a name': [`(qmail 4711 invoked by uid 1000); ${date}`, `from [10.9.8.7] by ${ip} with SMTP; ${date}`],
    'as fetched mail': [
      `from ${by} [${ip}] by localhost with POP3 (fetchmail-6.3.9) for <a@localhost>; ${date}`,
      `from trusted.example by ${by}; ${date}`,
    ],
  };
}

/** Copies with forged hops under the last believed one; none when every hop of the mail is believed or it has none. */
export function forgedCopies(message: MailMessage): Forged[] {
  const chain = readChain(message.headers);
  const last = chain.hops[chain.boundary ?? -1];
  // A mail that never left one house gives a forger no place to stand.
  if (!last || last.received.ip === null || chain.boundary === null) return [];
  const { by, from, ip, date, verifiedName } = last.received;
  const when = date
    ? new Date(date.milliseconds - 1000).toUTCString().replace('GMT', '+0000')
    : 'Thu, 9 Apr 2009 03:12:44 +0900';
  const at = last.field.byteEnd;
  // Only where the boundary hop saw a stranger's machine can a stranger's lines stand right below it.
  const house = organisationOf(by);
  if (isPrivateIp(ip) || [from, verifiedName].some((name) => name !== null && organisationOf(name) === house))
    return [];
  return Object.entries(lies(by ?? 'mx.example', from ?? 'relay.example', ip ?? '192.0.2.1', when)).map(
    ([how, lines]) => {
      const eol = message.source.slice(at).startsWith('\r\n') ? '\r\n' : message.source[at] === '\r' ? '\r' : '\n';
      const forged = lines.map((line) => `${eol}Received: ${line}`).join('');
      const text = message.source.slice(0, at) + forged + message.source.slice(at);
      return { how, bytes: Buffer.from(text, 'latin1'), forgedFrom: last.index + 1 };
    },
  );
}
