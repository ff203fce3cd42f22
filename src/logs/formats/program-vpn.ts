// OpenVPN: a client whose certificate, and password where one is asked for, were accepted.
import type { Meaning } from './meaning.ts';

const initiated =
  /^(?:us=\d{1,6} )?(?:\S{1,128}\/)?(?:::ffff:)?([0-9A-Fa-f.:]{3,45}):\d{1,5} \[([^\]]{1,128})\] Peer Connection Initiated with \[AF_INET6?\]/;

export function interpretVpn(message: string): Meaning | undefined {
  if (!message.includes('Peer Connection Initiated')) return undefined;
  const [, ip, user] = initiated.exec(message) ?? [];
  return ip === undefined || user === undefined ? undefined : { action: 'login', ip, user };
}
