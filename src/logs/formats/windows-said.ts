// What the text of a Windows event says, where it is written for people: who it was about, and from which address.
import { type EventRow, event, fromBytes, toBytes } from '../rows.ts';
import { windowsAction } from './windows-event.ts';

const accountName = /(?:Account Name|アカウント名):[ \t]{0,8}([^\s][^\n]{0,255})/g;
const address =
  /(?:Source Network Address|Client Address|ソース ネットワーク アドレス|クライアント アドレス):[ \t]{0,8}(?:::ffff:)?([0-9A-Fa-f.:]{3,45})/;

/** The text names who asked before whom it was about: of a login the last is meant, of anything else the first. */
function userOf(said: string, aboutLast: boolean): string {
  const names = [...said.matchAll(accountName)].map(([, name = '']) => name.trim()).filter((name) => name !== '-');
  return (aboutLast ? names.at(-1) : names[0]) ?? '';
}

export type SaidEvent = {
  /** Microseconds since 1970. */
  readonly at: number;
  readonly id: string;
  readonly source: string;
  readonly host?: string;
  /** The text, as bytes. */
  readonly text: string;
};

/** The row of an event that is told in words. */
export function saidRow({ at, id, source, host = '', text }: SaidEvent): EventRow {
  const said = fromBytes(text);
  const action = windowsAction(id);
  const aboutLast = action === 'login' || action === 'login-failed';
  return event({
    at,
    host,
    program: source,
    ip: address.exec(said)?.[1] ?? '',
    user: toBytes(userOf(said, aboutLast)),
    action,
    message: toBytes(`EventID ${id} ${said.replace(/\s{1,64}/g, ' ').slice(0, 16_384)}`),
    fields: { EventID: id, ...(action === 'login-failed' ? { about: 'attempt' } : {}) },
  });
}
