// Who gave which address, with which form, when, from where: register.csv.
import { type Address, sameMailbox } from '../vocabulary/address.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';
import { columnDates } from './column-dates.ts';
import { type NamedBytes, readCsv } from './csv.ts';
import { millisecondsOf } from './instant.ts';
import { parseTypedAddress } from './typed-address.ts';

export type RegisterRow = {
  readonly address: Address;
  readonly form: string | null;
  /** ISO 8601 with offset, or a bare date. */
  readonly at: string | null;
  readonly ip: string | null;
  /** Every other column: what the person wrote. */
  readonly answers: Readonly<Record<string, string>>;
  readonly pointer: Pointer;
};

export type Register = {
  readonly path: string;
  readonly sha256: string;
  readonly rows: readonly RegisterRow[];
  /** How its times were read, where a cell alone would have left it open. */
  readonly datesTold: readonly Both[];
  /** Rows whose address or time could not be understood: told, never dropped in silence. */
  readonly unread: readonly { readonly pointer: Pointer; readonly column: 'address' | 'at' }[];
};

const headings = {
  address: [
    'address',
    'email',
    'e-mail',
    'mail',
    'mail_address',
    'email_address',
    'メールアドレス',
    'アドレス',
    'メール',
    'eメール',
    'eメールアドレス',
    'e-mailアドレス',
    '連絡先メールアドレス',
  ],
  form: ['form', 'form_name', 'source', 'フォーム', 'フォーム名', '申込フォーム', '申込フォーム名', '登録元'],
  at: [
    'at',
    'submitted_at',
    'created_at',
    'registered_at',
    'timestamp',
    'date',
    '日時',
    '登録日時',
    '登録日',
    '送信日時',
    '回答日時',
    '受付日時',
    '受付日',
    '申込日時',
    '申込日',
    '入力日時',
    '作成日時',
    'タイムスタンプ',
    'registration_date',
    'signup_date',
    'created',
    'registered',
    'date_submitted',
    'submitted',
    'submitted_on',
    'submission_date',
    'date_created',
    'created_on',
    'date_added',
    'date_registered',
    'registered_on',
    'date_joined',
    'joined',
    'join_date',
    'signed_up',
    'signup_at',
    'order_date',
    'ordered_at',
    'entry_date',
    'received_at',
    'date_received',
    '応募日時',
    '応募日',
    '予約日時',
    '予約日',
    '注文日時',
    '注文日',
    '購入日時',
    '購入日',
    '登録年月日',
    '受付年月日',
    '申込年月日',
  ],
  ip: ['ip', 'ip_address', 'remote_addr', 'ipアドレス'],
} as const;

/** @throws AkashiError custody/csv-unreadable */
export function readRegister(file: NamedBytes, zone: string): Register {
  const { columns, rows } = readCsv(file, headings, ['address']);
  const answers = columns.filter((name) => !(name in headings));
  const read: RegisterRow[] = [];
  const unread: { pointer: Pointer; column: 'address' | 'at' }[] = [];
  const dates = columnDates(
    rows.map(({ values }) => values['at'] ?? ''),
    zone,
  );
  for (const { values, pointer } of rows) {
    const address = parseTypedAddress(values['address'] ?? '');
    if (!address) {
      unread.push({ pointer, column: 'address' });
      continue;
    }
    const at = values['at'] ? dates.read(values['at']) : undefined;
    if (values['at'] && !at) unread.push({ pointer, column: 'at' });
    read.push({
      address,
      form: values['form'] || null,
      at: at ?? null,
      ip: values['ip'] || null,
      answers: Object.fromEntries(answers.flatMap((name) => (values[name] ? [[name, values[name]]] : []))),
      pointer,
    });
  }
  return { path: file.path, sha256: file.sha256, rows: read, datesTold: dates.told, unread };
}

/** The rows of one mailbox, earliest first, rows without a time last. */
export function rowsOf(register: Register, address: Address, zone: string): readonly RegisterRow[] {
  const time = (row: RegisterRow) => (row.at === null ? Number.POSITIVE_INFINITY : millisecondsOf(row.at, zone));
  return register.rows
    .filter((row) => sameMailbox(row.address, address))
    .sort((a, b) => (time(a) === time(b) ? a.pointer.line - b.pointer.line : time(a) - time(b)));
}

/** How many different mailboxes the register held at a time (rows without a time count as held). Milliseconds UTC. */
export function peopleUpTo(register: Register, until: number, zone: string): number {
  const held = register.rows.filter((row) => row.at === null || millisecondsOf(row.at, zone) <= until);
  return new Set(held.map((row) => row.address.toLowerCase())).size;
}
