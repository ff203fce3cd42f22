import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { AkashiError } from '../vocabulary/error.ts';
import { type NamedBytes, readCsv } from './csv.ts';

const file = (content: string | Uint8Array): NamedBytes => ({
  path: 'register.csv',
  sha256: 'd'.repeat(64),
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});
const known = { address: ['address', 'メールアドレス'] };
const bytesAt = ({ bytes }: NamedBytes, { byteStart, byteEnd }: { byteStart: number; byteEnd: number }) =>
  new TextDecoder().decode(bytes.slice(byteStart, byteEnd));

describe('a table that a person wrote', () => {
  it('keeps a pointer to the bytes of each row, blank lines and quoted line ends included', () => {
    const source = file('address,note\r\na@example.jp,1\r\n\r\n"b@example.jp","two\r\nlines"\r\nc@example.jp,3');
    const { rows } = readCsv(source, known, ['address']);
    expect(rows.map(({ pointer }) => pointer.line)).toEqual([2, 4, 6]);
    expect(rows.map(({ pointer }) => bytesAt(source, pointer))).toEqual([
      'a@example.jp,1',
      '"b@example.jp","two\r\nlines"',
      'c@example.jp,3',
    ]);
  });

  it('reads Shift_JIS, as Japanese spreadsheets save it, and points into those bytes', () => {
    const source = file(iconv.encode('メールアドレス,氏名\nx@example.jp,髙橋表\n', 'cp932'));
    const { rows, encoding } = readCsv(source, known, ['address']);
    expect(encoding).toBe('shift_jis');
    expect(rows[0]?.values).toMatchObject({ address: 'x@example.jp', 氏名: '髙橋表' });
    expect(rows[0]?.pointer.byteEnd).toBe(source.bytes.length - 1);
  });

  it.each([
    { name: 'a missing column', text: 'mail_of,at\n', says: /register\.csv, line 1: no column "address"/ },
    { name: 'no rows at all', text: '', says: /empty/ },
    { name: 'a column named twice', text: 'address,address\n', says: /stands twice/ },
    { name: 'a row with too many fields', text: 'address\na@b.jp,2\n', says: /line 2: 2 fields, but 1 columns/ },
    { name: 'a quote that never ends', text: 'address\n"a@b.jp\n', says: /not a comma-separated table/ },
  ])('refuses $name and names file and line', ({ text, says }) => {
    expect(() => readCsv(file(text), known, ['address'])).toThrow(says);
  });

  it.each(['お客様メールアドレス', 'ご連絡先', '氏名'])('a heading that is not known stays itself: %s', (heading) => {
    expect(readCsv(file(`address,${heading}\na@b.jp,x\n`), known, []).columns).toEqual(['address', heading]);
  });

  it.each(['メールアドレス（必須）', 'ﾒｰﾙｱﾄﾞﾚｽ', 'おメールアドレス', ' メール アドレス '])(
    'knows a heading dressed up: %s',
    (heading) => {
      expect(readCsv(file(`氏名,${heading}\nx,a@b.jp\n`), known, ['address']).columns).toEqual(['氏名', 'address']);
    },
  );

  it.each([
    { name: 'semicolons', text: 'Name;Email\nx;a@b.jp\n' },
    { name: 'tabs', text: '氏名\tメールアドレス\r\nx, y\ta@b.jp\r\n' },
  ])('may be separated by $name', ({ text }) => {
    const { rows } = readCsv(file(text), { address: ['email', 'メールアドレス'] }, ['address']);
    expect(rows[0]?.values['address']).toBe('a@b.jp');
  });

  it.each(['Submitted at', 'submitted-at', 'SUBMITTED_AT'])('knows %s however it is joined', (heading) => {
    const { columns } = readCsv(file(`address,${heading}\na@b.jp,x\n`), { ...known, at: ['submitted_at'] }, [
      'address',
    ]);
    expect(columns).toEqual(['address', 'at']);
  });

  it('of two columns that may be the time, the surer one is', () => {
    const { columns } = readCsv(
      file('address,date,登録日時\na@b.jp,x,y\n'),
      { ...known, at: ['登録日時', 'date'] },
      [],
    );
    expect(columns).toEqual(['address', 'date', 'at']);
  });

  it('two columns that may be the address are refused rather than chosen from', () => {
    const both = { address: ['email', 'メールアドレス'] };
    expect(() => readCsv(file('email,メールアドレス\na@b.jp,c@d.jp\n'), both, ['address'])).toThrow(/stands twice/);
  });

  it('a postal address beside the one for mail is not taken for it', () => {
    const { columns } = readCsv(file('Email,Address\na@b.jp,12 Quay Rd\n'), { address: ['address', 'email'] }, [
      'address',
    ]);
    expect(columns).toEqual(['address', 'Address']);
  });

  it('UTF-16 is refused with what to do', () => {
    const text = new Uint8Array([0xff, 0xfe, ...Buffer.from('address\na@b.jp\n', 'utf16le')]);
    expect(() => readCsv(file(text), known, [])).toThrow(/UTF-16.*save it as "CSV UTF-8"/);
  });

  it('a dressed-up heading gives way to a plain one', () => {
    const { columns } = readCsv(file('メールアドレス（確認）,メールアドレス\nb@b.jp,a@b.jp\n'), known, ['address']);
    expect(columns).toEqual(['メールアドレス（確認）', 'address']);
  });

  it('a column called __proto__ is a column', () => {
    const { rows } = readCsv(file('address,__proto__\na@b.jp,x\n'), known, ['address']);
    expect(Object.entries(rows[0]?.values ?? {})).toContainEqual(['__proto__', 'x']);
  });

  it('any bytes give a table or a typed refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          readCsv(file(bytes), known, []);
        } catch (error) {
          expect(error).toBeInstanceOf(AkashiError);
        }
      }),
    );
  });
});
