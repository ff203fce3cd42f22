// Lines in the formats of five hundred services, written by us: who must be found, and what must not be held against anybody.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { loadRules } from '../sigma/load-rules.ts';
import { detectActors } from './detect-actors.ts';

const rules = loadRules([]);

type Service = {
  readonly name: string;
  readonly lines: string[];
  readonly sources: Set<string>;
  readonly harmless: number[];
};

function servicesOf(text: string): Service[] {
  const services: Service[] = [];
  for (const line of text.split('\n')) {
    const service = services.at(-1);
    if (line.startsWith('## ')) services.push({ name: line.slice(3), lines: [], sources: new Set(), harmless: [] });
    else if (service && line.startsWith('! ')) {
      const [source = '', ...said] = line.slice(2).split('\t');
      service.sources.add(source);
      service.lines.push(said.join('\t'));
    } else if (service && line.startsWith('= ')) {
      service.lines.push(line.slice(2));
      service.harmless.push(service.lines.length);
    }
  }
  return services;
}

const services = servicesOf(readFileSync(new URL('./fixtures/service-lines.txt', import.meta.url), 'utf8'));

// Not understood: a 403 in synapse's own access lines, a listener asked for a service it does not have, a key exchange for
// which there is no configuration; a relay that writes seconds since its start; "too frequently"; envoy's access lines;
// an account named with its host (`root@…`), a transfer refused by number, an attempt with a password that was wrong or
// missing, an address before the time, a number of AD FS alone, an alert of a cache's own rules, a record of CAS over
// many lines, a packet's number alone in the elements of NPS, a push that its user called a fraud.
const missed = [
  ...['synapse 203.0.113.16', 'oracle 203.0.113.58', 'strongswan 203.0.113.91', 'coturn 203.0.113.115'],
  ...['uptime-kuma 203.0.114.78', 'envoy-rbac 203.0.114.114'],
  ...['rlogind 203.0.116.34', 'tftpd 203.0.116.36', 'icecast 203.0.116.43', 'oauth2-proxy 203.0.116.56'],
  ...['sharepoint-adfs 203.0.116.101', 'varnish-waf 203.0.116.119', 'cas-118 203.0.118.13'],
  ...['iis-winhttp-nps-118 203.0.118.50', 'azure-okta-duo-119 203.0.119.227'],
];
// A forward proxy serves CONNECT; on any other server it is odd, and the rule knows no difference. Held as noise.
const held = ['squid 2'];

let found: Set<string>;
let heldLines: Set<string>;
beforeAll(async () => {
  const inputs = services.map(({ name, lines }) => ({
    name: `${name}.log`,
    bytes: Buffer.from(`${lines.join('\n')}\n`),
  }));
  const store = await readSharedCopy(inputs, new Date('2026-11-22T00:00:00Z'));
  try {
    const { actors } = await detectActors(store, rules);
    found = new Set(actors.map(({ id }) => id));
    heldLines = new Set(
      actors.flatMap(({ pointers }) => pointers.map(({ path, line }) => `${path.split('/').at(-1)} ${line}`)),
    );
  } finally {
    await store.close();
  }
});

it('finds every source but those named', () => {
  const not = services.flatMap(({ name, sources }) =>
    [...sources].filter((source) => !found.has(source)).map((source) => `${name} ${source}`),
  );
  expect(not).toEqual(missed);
});

it('holds no harmless line against anybody but those named', () => {
  const against = services.flatMap(({ name, harmless }) =>
    harmless.filter((line) => heldLines.has(`${name}.log ${line}`)).map((line) => `${name} ${line}`),
  );
  expect(against).toEqual(held);
});
