// Which attacks are planted, when, by whom; and the lines they leave.
import { accessFormats } from '../vocabulary/log-families.ts';
import { type Random, seededRandom } from '../vocabulary/random.ts';
import { accessTime } from './access-time.ts';
import {
  type HostTemplate,
  hostAttacks,
  type OwnLog,
  ownAttacks,
  type PlantedLine,
  type Stage,
} from './host-attacks.ts';
import type { SiteVocabulary } from './site-vocabulary.ts';
import { type PlantedRequest, type WebTemplate, webAttacks } from './web-attacks.ts';

/** One planted attack. `ip`, `user` and `host` are its alone, so that a finding can be traced back to it. */
export type Trial = {
  readonly id: string;
  readonly template: number;
  readonly ip: string;
  readonly user: string;
  readonly host: string;
  /** Lines it left in the logs that there are; 0: these logs cannot hold it. */
  readonly lines: number;
};

export type Planted = {
  readonly trials: readonly Trial[];
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
};

type Written = { readonly file: string; readonly atMs: number; readonly text: string };

/** In the user's format where it is one of Apache's own; else in the combined format, beside the copy. */
function accessLine(ip: string, atMs: number, request: PlantedRequest, plain: boolean): string {
  const { method, target, status, size, referer, agent } = request;
  const asked = method === '' ? target : `${method} ${target} HTTP/1.1`;
  const common = `${ip} - - [${accessTime(atMs)}] "${asked}" ${status} ${size}`;
  return plain ? common : `${common} "${referer}" "${agent.replaceAll('"', '\\"')}"`;
}

/** Logs of a storage are planted in on their own; requests without a time show nothing that takes time. */
const webFormats = accessFormats.filter((format) => format !== 's3_access' && format !== 'untimed_access');

function holds(formats: readonly string[]): (file: string) => boolean {
  const any = (pattern: RegExp) => formats.some((format) => pattern.test(format));
  const known: Readonly<Record<string, boolean>> = {
    web: formats.some((format) => webFormats.includes(format)),
    auth: any(/^(?:sshd|syslog|journald)/),
    audit: any(/^auditd/),
    mail: any(/^(?:postfix|dovecot|syslog)/),
    cloud: any(/^cloudtrail/),
    postgres: any(/^postgresql/),
    mysql: any(/^mysql/),
    storage: any(/^s3_access/),
  };
  return (file) => known[file] ?? false;
}

/**
 * Whether a log writes what is planted in it: a database that is told to log neither statements nor connections shows no
 * dump, and finding one there would say more of the search than is true.
 */
function tells(log: OwnLog, { databases }: SiteVocabulary): boolean {
  if (log === 'postgres') return databases.includes('postgres');
  return log === 'mysql' ? databases.includes('mysqld') : true;
}

/** Addresses of the range for benchmarks (RFC 2544): nobody's, and left out when the logs hold one all the same. */
function addresses(clients: ReadonlySet<string>): () => string {
  let next = 0;
  return () => {
    for (;;) {
      next += 1;
      const ip = `198.${18 + (next >> 16)}.${(next >> 8) & 255}.${next & 255}`;
      if (!clients.has(ip)) return ip;
    }
  };
}

/** A time at which the site is awake: that of one of its own lines. */
function someTime(site: SiteVocabulary, random: Random): number {
  return site.times[random.below(Math.max(1, site.times.length))] ?? 0;
}

export type PlantOptions = { readonly seed: number; readonly perTemplate: number; readonly ids?: readonly string[] };

/** Attacks of every class, `perTemplate` of each way it may look. */
export function plantAttacks(site: SiteVocabulary, { seed, perTemplate, ids }: PlantOptions): Planted {
  const random = seededRandom(seed, 'drill-attacks');
  const address = addresses(site.clients);
  const kept = holds(site.formats);
  const plain = site.formats.includes('common') && !site.formats.some((format) => /combined/.test(format));
  const trials: Trial[] = [];
  const written: Written[] = [];

  const plant = (id: string, template: number, make: (stage: Stage) => readonly Written[]): void => {
    const number = trials.length;
    const stage: Stage = {
      atMs: someTime(site, random),
      ip: address(),
      user: `${site.users[random.below(Math.max(1, site.users.length))] ?? 'user'}${number}r`,
      host: `${site.host}-r${number}`,
      site,
      random,
    };
    const lines = make(stage).filter(({ file }) => kept(file));
    for (const line of lines) written.push(line);
    trials.push({ id, template, ip: stage.ip, user: stage.user, host: stage.host, lines: lines.length });
  };
  const web =
    (template: WebTemplate) =>
    ({ atMs, ip }: Stage): Written[] =>
      template(site, random).map((request) => {
        const at = atMs + request.after * 1000;
        return { file: 'web', atMs: at, text: accessLine(ip, at, request, plain) };
      });
  const host =
    (template: HostTemplate) =>
    (stage: Stage): readonly PlantedLine[] =>
      template(stage);
  const each = (id: string, count: number, make: (i: number) => (stage: Stage) => readonly Written[]) => {
    if (ids && !ids.includes(id)) return;
    for (let i = 0; i < count; i += 1) for (let k = 0; k < perTemplate; k += 1) plant(id, i, make(i));
  };
  for (const [id, templates] of Object.entries(webAttacks)) {
    each(id, templates.length, (i) => {
      const template = templates[i];
      return template ? web(template) : () => [];
    });
  }
  for (const [id, templates] of Object.entries(hostAttacks)) {
    each(id, templates.length, (i) => {
      const template = templates[i];
      return template ? host(template) : () => [];
    });
  }
  for (const [i, { id, log, template }] of ownAttacks.entries()) {
    if (!kept(log) || !tells(log, site) || (ids && !ids.includes(id))) continue;
    for (let k = 0; k < perTemplate; k += 1) plant(id, templatesOf(id) + i, host(template));
  }
  const names = [...new Set(written.map(({ file }) => file))].sort();
  const files = names.map((name) => {
    const lines = written.filter(({ file }) => file === name).sort((a, b) => a.atMs - b.atMs);
    return {
      name: `planted-${name}.log`,
      bytes: new TextEncoder().encode(`${lines.map(({ text }) => text).join('\n')}\n`),
    };
  });
  return { trials, files };
}

/** How many ways an attack of a class is planted. */
export function templatesOf(id: string): number {
  return (webAttacks[id] ?? hostAttacks[id] ?? []).length;
}
