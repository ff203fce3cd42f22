import { laravel, railsLog, timestamped } from './applications.ts';
import { auditd } from './auditd.ts';
import { withConnections } from './connections.ts';
import { csvExport } from './csv-export.ts';
import type { Format } from './format.ts';
import { frameworkAccess } from './framework-access.ts';
import { journaldExport } from './journald-export.ts';
import { journaldVerbose } from './journald-verbose.ts';
import { jsonLines } from './json-lines.ts';
import { lastOutput } from './last-output.ts';
import { loadBalancer } from './load-balancer.ts';
import { logfmt } from './logfmt.ts';
import { modsecurity } from './modsecurity.ts';
import { mysql } from './mysql.ts';
import { mysqlAuditXml } from './mysql-audit-xml.ts';
import { oddAccess } from './odd-access.ts';
import { postgresql } from './postgresql.ts';
import { servers } from './servers.ts';
import { squid } from './squid.ts';
import { syslog } from './syslog.ts';
import { untimed } from './untimed.ts';
import { untimedRequests } from './untimed-requests.ts';
import { utmpdump } from './utmpdump.ts';
import { w3c } from './w3c.ts';
import { webAccess } from './web-access.ts';
import { apacheError, nginxError, phpError } from './web-error.ts';
import { windowsCsv } from './windows-csv.ts';
import { windowsEvent } from './windows-event.ts';
import { windowsServices } from './windows-services.ts';
import { windowsText } from './windows-text.ts';
import { xmlElement } from './xml-element.ts';

/** In the order in which they are tried: a stricter format before a looser one that would take its lines too. */
export const lineFormats: readonly Format[] = [
  webAccess,
  auditd,
  withConnections(jsonLines),
  w3c,
  nginxError,
  apacheError,
  phpError,
  loadBalancer,
  oddAccess,
  frameworkAccess,
  modsecurity,
  squid,
  withConnections(journaldExport),
  withConnections(journaldVerbose),
  postgresql,
  mysql,
  logfmt,
  utmpdump,
  mysqlAuditXml,
  windowsEvent,
  windowsCsv,
  windowsText,
  windowsServices,
  xmlElement,
  lastOutput,
  laravel,
  railsLog,
  servers,
  withConnections(syslog),
  csvExport,
  withConnections(timestamped),
  untimedRequests,
  untimed,
];
