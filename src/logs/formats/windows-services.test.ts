import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const rest = ','.repeat(30);
const decided = (packet: number, user: string) =>
  `"NPS1","IAS",10/19/2026,03:11:42,${packet},"KAISHA\\${user}","KAISHA\\${user}",,"203.0.113.9",,,"192.168.1.5",,"192.168.1.5","VPN"${rest}`;

it('reads what the policy server granted and refused', () => {
  const { events, formats } = readLines([decided(1, 'sato'), decided(2, 'sato'), decided(3, 'mori')]);
  expect(formats).toEqual(['nps', 'nps', 'nps']);
  expect(events.map(({ action, user, ip }) => [action, user, ip])).toEqual([
    ['', 'sato', '203.0.113.9'],
    ['login', 'sato', '203.0.113.9'],
    ['login-failed', 'mori', '203.0.113.9'],
  ]);
  expect(events[1]?.at).toBe(micros('2026-10-19T03:11:42Z'));
});

it('takes the number of a Wi-Fi device for no address', () => {
  const { events } = readLines([decided(2, 'sato').replace('203.0.113.9', '00-1A-2B-3C-4D-5E')]);
  expect(events[0]).toMatchObject({ ip: '', fields: { calling: '00-1A-2B-3C-4D-5E' } });
});

it('reads which machine had an address, and the legend before as no record', () => {
  const { events, formats } = readLines([
    '\t\tMicrosoft DHCP Service Activity Log',
    '',
    'Event ID  Meaning',
    '10\tA new IP address was leased to a client.',
    'ID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name, TransactionID',
    '10,10/19/26,03:11:42,Assign,192.168.10.33,PC-SATO.kaisha.example,A0B1C2D3E4F5,,3141592653',
    'what nobody wrote',
  ]);
  expect(formats.at(-2)).toBe('windows_dhcp');
  expect(formats.at(-1)).toBeUndefined();
  expect(formats.slice(0, 5).every((format, i) => i === 1 || format === 'windows_dhcp')).toBe(true);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    ...{ at: micros('2026-10-19T03:11:42Z'), ip: '192.168.10.33' },
    fields: { hostname: 'PC-SATO.kaisha.example', mac: 'A0B1C2D3E4F5' },
  });
});
