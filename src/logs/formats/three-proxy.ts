// 3proxy's log: service and port, code of the error, user, client and port, where it wanted to go.
import type { Meaning } from './meaning.ts';

const proxyLine =
  /^(?:[+-]\d{4} )?(?:PROXY|SOCKS[45]?|POP3P?|SMTPP?|FTPPR|TCPPM|UDPPM|ADMIN|MSNPR|DNSPR)\.\d{1,5} (\d{5}) (\S{1,255}) \[?([0-9A-Fa-f:.]{2,45}?)\]?:\d{1,5} \S{2,255} /;

/** Codes below ten are those of who may use the proxy: no name, an unknown one, a wrong password, a forbidden address. */
export function parseProxyLine(message: string): Meaning | undefined {
  const match = proxyLine.exec(message);
  if (!match) return undefined;
  const [, code, name = '', ip = ''] = match;
  const user = name === '-' ? '' : name;
  const number = Number(code);
  if (number === 0 || number >= 10) return { ip, user };
  return number >= 4
    ? { action: 'login-failed', ip, user, fields: { about: 'attempt', code: String(number) } }
    : { action: 'refused', ip, user, fields: { code: String(number) } };
}
