// Tables that a database was made to write out, or gave many rows of: which, from where, with which columns, by the statements in its own log.
import type { Fact, FactOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate } from '../days.ts';
import { foreignName } from '../foreign-words.ts';
import type { Slot } from '../said.ts';
import { columnsNamed } from './held-columns.ts';
import type { HowFar } from './how-far.ts';

type Trace = FactOf<'attacker-trace'>;
type Told = { readonly text: Both; readonly slots: Readonly<Record<string, Slot>> };
type Words = Told & { readonly and?: Told; readonly but: Both; readonly howFar?: HowFar };

/** Whether the trace names a table that was written out. */
export const isWrittenOut = ({ attack, success, tables }: Trace): boolean =>
  attack === 'data-dump' && success !== 'none' && tables !== undefined && firstOf(tables) !== undefined;

function firstOf(tables: string): { name: string; columns: string; more: number } | undefined {
  const all = tables.split(' | ');
  const [, called = '', columns = ''] = /^(\w+)(?: \((.*)\))?$/u.exec(all[0] ?? '') ?? [];
  const name = foreignName(called, 24);
  return name === undefined ? undefined : { name, columns, more: all.length - 1 };
}

/** A command that an attack carried was sent; whether it was carried out, the line does not say. */
function commanded(slots: Told['slots'], fetched: Told | undefined): Words {
  const dated = slots['seen'] !== undefined;
  return {
    text: {
      ja: `${dated ? '{seen:moment}ごろからの、' : ''}成功した跡のある外部からの不正な操作の中に、データベースの表「{table}」${slots['more'] === undefined ? '' : 'ほか{more}表'}を書き出す命令がございます。`,
      en: `Among unauthorised operations from outside that show signs of success${dated ? ' (from about {seen:moment} on)' : ''} is a command to write out the database table “{table}”${slots['more'] === undefined ? '' : ' and {more} more'}.`,
    },
    slots,
    ...(fetched ? { and: fetched } : {}),
    but: fetched
      ? {
          ja: 'そのファイルに何が書かれていたかは、この記録だけでは分かりません。',
          en: 'What that file held, these records alone do not show.',
        }
      : {
          ja: '命令のとおりに書き出されたかどうかは、この記録だけでは分かりません。',
          en: 'Whether the table was written out, these records alone do not show.',
        },
    howFar: 'succeeded-with-command',
  };
}

/** The same source fetched the file into which the command was to write. */
export const isFetched = (fact: Fact): fact is Trace & { readonly fetchedAt: string } =>
  fact.kind === 'attacker-trace' && fact.fetchedAt !== undefined && isDate(fact.fetchedAt);

function fetchedFile(fact: Trace): Told | undefined {
  if (!isFetched(fact)) return undefined;
  const bytes = fact.fetchedBytes ?? 0;
  return {
    text: {
      ja: `その書き出し先に指定されたファイルは、{fetched:moment}ごろ、同じ接続元から取得されております${bytes > 0 ? '（{bytes}バイト）' : ''}。`,
      en: `The file that the command was to write to was fetched by the same source at about {fetched:moment}${bytes > 0 ? ' ({bytes} bytes)' : ''}.`,
    },
    slots: bytes > 0 ? { fetched: fact.fetchedAt, bytes } : { fetched: fact.fetchedAt },
  };
}

/** Undefined: no table is named. */
export function writtenOut(fact: Trace): Words | undefined {
  const first = fact.tables === undefined ? undefined : firstOf(fact.tables);
  if (!first) return undefined;
  const dated = fact.at !== undefined && isDate(fact.at);
  const held = columnsNamed(first.columns);
  const slots: Record<string, Slot> = first.more > 0 ? { table: first.name, more: first.more } : { table: first.name };
  if (dated && fact.at !== undefined) slots['seen'] = fact.at;
  if (fact.attack !== 'data-dump') return commanded(slots, fetchedFile(fact));
  const others = held !== undefined && held.more > 0 ? 'など' : '';
  const [ja, en] = [dated ? '{seen:moment}ごろ、' : '', dated ? ' at about {seen:moment}' : ''];
  const from = fact.outside ? { ja: '外部の接続元から', en: ' from an outside address' } : { ja: '', en: '' };
  const rows = fact.rows !== undefined && fact.rows > 0 ? fact.rows : undefined;
  if (rows !== undefined) slots['rows'] = rows;
  const several = first.more > 0;
  return {
    text: rows === undefined ? dumped(several, { ja, en }, from) : read(several, { ja, en }, from),
    ...(held
      ? {
          and: {
            text: {
              ja: `操作の文によれば、${several ? '「{table}」から' : ''}${rows === undefined ? '書き出された' : '読み出された'}項目は、{columns}${others}です。`,
              en: `By the statement, ${several ? 'the columns of “{table}”' : 'its columns'} are {columns}${held.more > 0 ? ', and others' : ''}.`,
            },
            slots: several ? { table: first.name, columns: held.names } : { columns: held.names },
          },
        }
      : {}),
    slots,
    but:
      rows === undefined
        ? {
            ja: 'どれだけの内容がどこに届いたかは記録に残っておらず、正当な操作であったかどうかは確かめております。',
            en: 'How much of it arrived, and where, is not in the records; whether it was legitimate we are finding out.',
          }
        : {
            ja: 'それがどこへ渡ったかは記録に残っておらず、正当な操作であったかどうかは確かめております。',
            en: 'Where it went from there is not in the records; whether it was legitimate we are finding out.',
          },
  };
}

const dumped = (several: boolean, at: Both, from: Both): Both => ({
  ja: `${at.ja}${from.ja}データベースの表「{table}」${several ? 'ほか{more}表' : ''}を書き出す操作が、記録に残っております。`,
  en: several
    ? `Our records show that the database table “{table}” and {more} more were written out${from.en}${at.en}.`
    : `Our records show that the database table “{table}” was written out${from.en}${at.en}.`,
});

/** The log counts what was given: of the table named, and of others that are not counted here. */
const read = (several: boolean, at: Both, from: Both): Both => ({
  ja: `${at.ja}${from.ja}データベースの表「{table}」から{rows}件を読み出した操作が、記録に残っております${several ? '（ほかに{more}表）' : ''}。`,
  en: `Our records show that {rows} rows of the database table “{table}”${several ? ', and rows of {more} more,' : ''} were read${from.en}${at.en}.`,
});
