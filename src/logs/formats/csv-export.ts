// Tables with a head: what mailing services, clouds and control panels hand out. A column of times and a column of
// addresses are found by name; every cell is kept under its column's name.
import { event, fromBytes, toBytes } from '../rows.ts';
import { splitCsv } from './csv-line.ts';
import type { Format } from './format.ts';
import { anyTime } from './json-time.ts';
import { plainWords } from './refusal.ts';

const timeColumn =
  /^(?:.*[ _.-])?(?:date ?time|time ?stamp|time|date|datetime|created(?: at)?|occurred|when)$|^.{0,8}(?:日時|時刻)$/i;
const ipColumn =
  /^(?:.*[ _.-])?(?:ip|ip ?address|source ip|client ?ip|remote ?addr(?:ess)?|sourceipaddress|src_ip)$|^.{0,8}(?:ip ?アドレス|接続元)$/i;
const userColumn =
  /^(?:user|user ?name|user ?id|account|login|email|actor|principal|recipient|by|ユーザー?(?:名|id)?|利用者(?:名|id)?|アカウント(?:名|id)?|ログインid|操作者|担当者)$/i;
const eventColumn =
  /^(?:event ?name|event|action|operation|activity|message|type|event type|status|内容|操作(?:内容)?|処理|イベント|メッセージ|結果)$/i;

/** A head has at least these many columns, each a short name, and one of them a time. */
const FEWEST = 3;

export const csvExport: Format = {
  id: 'csv',
  open(file) {
    let columns: readonly string[] | undefined;
    let separator = ',';
    return {
      read(line) {
        if (!columns) {
          if (file.n !== 0) return undefined;
          const text = line.startsWith('\xef\xbb\xbf') ? line.slice(3) : line;
          for (const candidate of [',', '\t', ';']) {
            const names = splitCsv(text, candidate).map((name) => name.trim());
            const named = names.every((name) => name.length > 0 && name.length <= 64 && !/^\d|[{}[\]=]/.test(name));
            if (names.length >= FEWEST && named && names.some((name) => timeColumn.test(fromBytes(name)))) {
              columns = names;
              separator = candidate;
              return 'csv';
            }
          }
          return undefined;
        }
        const cells = splitCsv(line, separator);
        if (cells.length !== columns.length) return undefined;
        const fields: Record<string, string> = {};
        let at = 0;
        let ip = '';
        let user = '';
        let said = '';
        for (const [i, name] of columns.entries()) {
          const value = cells[i] ?? '';
          const known = fromBytes(name);
          if (value !== '') fields[name] = value.slice(0, 16_384);
          if (at === 0 && timeColumn.test(known)) at = anyTime(value.trim(), file);
          if (ip === '' && ipColumn.test(known)) ip = value.trim();
          if (user === '' && userColumn.test(known)) user = value;
          if (said === '' && eventColumn.test(known)) said = value;
        }
        if (at === 0) return undefined;
        const cloud = fields['Event Type'] === 'AwsApiCall' || 'eventSource' in fields;
        file.emit(
          event({
            at,
            program: toBytes('csv'),
            ip,
            user,
            action: cloud ? 'cloud-call' : (plainWords(said).action ?? ''),
            message: line,
            fields,
          }),
        );
        return 'csv';
      },
    };
  },
};
