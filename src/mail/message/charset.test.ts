import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { charsetOf, decodeCharset, guessCharset } from './charset.ts';

const bytes = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex');

it.each([
  { name: 'windows-1252 quotes and euro', label: 'windows-1252', hex: '93 80 94 2d 97', want: '“€”-—' },
  { name: 'iso-8859-1 means windows-1252', label: 'iso-8859-1', hex: '92', want: '’' },
  { name: 'us-ascii means windows-1252', label: 'US-ASCII', hex: 'e9 96', want: 'é–' },
  { name: 'ISO-2022-JP', label: 'ISO-2022-JP', hex: '1b2442 2546 2539 2548 1b2842 21', want: 'テスト!' },
  {
    name: 'ISO-2022-JP with two escapes in a row',
    label: 'iso-2022-jp',
    hex: '1b2442 2546 1b2842 1b2442 2539 1b2842',
    want: 'テス',
  },
  { name: 'half-width kana by ESC ( I', label: 'cp50221', hex: '1b2849 313233 1b2842', want: 'ｱｲｳ' },
  { name: 'NEC circled digits in ISO-2022-JP', label: 'iso-2022-jp', hex: '1b2442 2d21 1b2842', want: '①' },
  { name: 'JIS X 0212 in ISO-2022-JP-1', label: 'iso-2022-jp-1', hex: '1b242844 3021 1b2842', want: '丂' },
  { name: 'a line end returns to ASCII', label: 'iso-2022-jp', hex: '1b2442 2546 0d0a 61', want: 'テ\r\na' },
  { name: 'cp932 with NEC extensions', label: 'cp932', hex: '8740 90bc', want: '①西' },
  { name: 'EUC-JP', label: 'x-euc-jp', hex: 'a5c6 a5b9 a5c8', want: 'テスト' },
  { name: 'UTF-7', label: 'unicode-1-1-utf-7', hex: Buffer.from('Fr+APY-sche').toString('hex'), want: 'Frösche' },
  { name: 'HZ', label: 'hz-gb-2312', hex: Buffer.from('~{VPND~}').toString('hex'), want: '中文' },
  { name: 'ISO-2022-KR', label: 'iso-2022-kr', hex: '1b242943 0e 4744 0f 61', want: '픔a' },
  { name: 'big5', label: 'big5', hex: 'a4a4 a4e5', want: '中文' },
  {
    name: 'the body wins over a wrong UTF-8 label when it holds escapes',
    label: 'utf-8',
    hex: '1b2442 2546 1b2842',
    want: 'テ',
  },
])('$name', ({ label, hex, want }) => {
  expect(decodeCharset(bytes(hex), label)).toMatchObject({ text: want, undecodable: 0 });
});

it.each([
  { name: 'a lone UTF-8 byte', label: 'utf-8', hex: '61 ff 62', count: 1, places: [1] },
  { name: 'an unassigned byte of windows-1252', label: 'windows-1252', hex: '61 81', count: 1, places: [1] },
  {
    name: "a carrier's private row in ISO-2022-JP",
    label: 'iso-2022-jp',
    hex: '1b2442 7541 1b2842',
    count: 1,
    places: [3],
  },
])('$name is reported, not replaced in silence', ({ label, hex, count, places }) => {
  expect(decodeCharset(bytes(hex), label)).toMatchObject({ undecodable: count, places });
});

it('does not count a U+FFFD that the sender wrote', () => {
  expect(decodeCharset(Buffer.from('a\ufffdb'), 'utf-8').undecodable).toBe(0);
});

it.each([
  { name: 'UTF-8', encoding: 'utf-8', text: 'お世話になっております。' },
  { name: 'Shift_JIS', encoding: 'shift_jis', text: 'お世話になっております。' },
  { name: 'EUC-JP', encoding: 'euc-jp', text: 'お世話になっております。' },
])('guesses unlabelled $name', ({ encoding, text }) => {
  expect(guessCharset(iconv.encode(text, encoding))).toBe(encoding);
});

it('takes unlabelled French for windows-1252', () => {
  expect(guessCharset(Buffer.from('Votre déclaration a été reçue à temps, déjà', 'latin1'))).toBe('windows-1252');
});

it.each([
  { name: 'a syllable that Windows added to EUC-KR', label: 'euc-kr', hex: '8c63 b9e6', want: '똠방' },
  { name: 'a character of HKSCS in Big5', label: 'big5', hex: '8740', want: '䏰' },
  { name: 'the euro of GBK', label: 'gbk', hex: 'a2e3', want: '€' },
  { name: 'Korean in ISO-2022-JP-2', label: 'iso-2022-jp-2', hex: '1b242843 3e48 1b2842', want: '안' },
  { name: 'Chinese in ISO-2022-JP-2', label: 'iso-2022-jp-2', hex: '1b2441 3e48 1b2842', want: '救' },
])('knows $name', ({ label, hex, want }) => {
  expect(decodeCharset(bytes(hex), label)).toMatchObject({ text: want, undecodable: 0 });
});

it.each([
  { label: 'iso-2022-jp', encoding: 'utf-8' },
  { label: 'utf-8', encoding: 'shift_jis' },
  { label: 'shift_jis', encoding: 'utf-8' },
  { label: 'iso-2022-jp', encoding: 'euc-jp' },
])('reads $encoding in spite of the label $label, under which bytes are lost', ({ label, encoding }) => {
  const text = 'このメールは「表示」できません。お問い合わせください。';
  expect(decodeCharset(iconv.encode(text, encoding), label)).toMatchObject({ text, undecodable: 0 });
});

it('keeps to the label, and counts, where no other charset reads every byte', () => {
  const broken = Buffer.concat([iconv.encode('お世話になっております', 'shift_jis'), Buffer.from([0x82, 0xff, 0xfd])]);
  const { charset, undecodable } = decodeCharset(broken, 'shift_jis');
  expect(charset).toBe('shift_jis');
  expect(undecodable).toBeGreaterThan(0);
});

it.each(['', 'unknown-8bit', 'none', '"x-no-such"'])('knows no charset called %j', (label) => {
  expect(charsetOf(label)).toBeUndefined();
});

it.each([
  { label: 'gb18030', hex: 'b330a3fa' },
  { label: 'euc-jp', hex: '96076e8fb95a' },
])('gives text for bytes at which the runtime throws ($label)', ({ label, hex }) => {
  expect(decodeCharset(bytes(hex), label).undecodable).toBeGreaterThan(0);
});

it('gives text for any bytes under any label', () => {
  const labels = fc.constantFrom(
    'utf-8',
    'iso-2022-jp',
    'shift_jis',
    'euc-jp',
    'utf-7',
    'windows-1252',
    'hz',
    'iso-2022-kr',
    'big5',
    'gb2312',
    'utf-16',
    'x-nothing',
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), labels, (any, label) => {
      const { text, undecodable, places } = decodeCharset(any, label);
      expect(typeof text).toBe('string');
      expect(places.length).toBeLessThanOrEqual(Math.max(undecodable, 20));
    }),
  );
});

it('reads EUC-JP below a label of Shift_JIS, under which it is kana of half width', () => {
  const text = '小野寺様、このたびはご当選おめでとうございます。';
  expect(decodeCharset(iconv.encode(text, 'euc-jp'), 'shift_jis')).toMatchObject({ text, charset: 'euc-jp' });
});

it.each(['ｺｳﾄﾞｳｶｲﾊﾞﾂｼﾞﾁﾖｳ､ｵﾉﾃﾞﾗ ﾀﾏｷ ｻﾏ', '会議の件、ｵﾉﾃﾞﾗ ﾀﾏｷ ｻﾏ ｶﾞ ｲﾗｯｼｬｲﾏｽ', 'ﾃﾞﾝﾜ､ﾌｧｯｸｽ､ﾒｰﾙ､ﾃｶﾞﾐ'])(
  'leaves kana of half width in Shift_JIS as they are: %s',
  (text) => {
    expect(decodeCharset(iconv.encode(text, 'shift_jis'), 'shift_jis').text).toBe(text);
  },
);
