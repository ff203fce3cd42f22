// Leaks made up for measuring: values of a synthetic register merged into real spam bodies, in several charsets,
// spellings and transfer encodings. Nobody in it exists.
import iconv from 'iconv-lite';
import { seededRandom } from '../../src/vocabulary/random.ts';

export type PlantedRecord = {
  readonly address: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly romaji: readonly [string, string];
};

const families = [
  ['佐藤', 'サトウ', 'Sato'],
  ['鈴木', 'スズキ', 'Suzuki'],
  ['髙橋', 'タカハシ', 'Takahashi'],
  ['伊藤', 'イトウ', 'Ito'],
  ['渡邉', 'ワタナベ', 'Watanabe'],
  ['小野寺', 'オノデラ', 'Onodera'],
  ['村井', 'ムライ', 'Murai'],
  ['大野', 'オオノ', 'Ohno'],
  ['近藤', 'コンドウ', 'Kondo'],
  ['千葉', 'チバ', 'Chiba'],
  ['藤原', 'フジワラ', 'Fujiwara'],
  ['土屋', 'ツチヤ', 'Tsuchiya'],
  ['後藤', 'ゴトウ', 'Goto'],
  ['森', 'モリ', 'Mori'],
  ['新井', 'アライ', 'Arai'],
  ['東条', 'トウジョウ', 'Tojo'],
] as const;
const givens = [
  ['花子', 'ハナコ', 'Hanako'],
  ['太郎', 'タロウ', 'Taro'],
  ['裕子', 'ユウコ', 'Yuko'],
  ['環', 'タマキ', 'Tamaki'],
  ['翔太', 'ショウタ', 'Shota'],
  ['真一郎', 'シンイチロウ', 'Shinichiro'],
  ['千鶴', 'チヅル', 'Chizuru'],
  ['純', 'ジュン', 'Jun'],
  ['美津子', 'ミツコ', 'Mitsuko'],
  ['冴', 'サエ', 'Sae'],
  ['淳平', 'ジュンペイ', 'Junpei'],
  ['京子', 'キョウコ', 'Kyoko'],
  ['哲', 'テツ', 'Tetsu'],
  ['風香', 'フウカ', 'Fuka'],
] as const;
const hobbies = [
  '玄関の人感ライト',
  '蒸気機関車の模型',
  '二十世紀梨の箱入り',
  '六角形の珪藻土マット',
  '折りたたみ式の脚立',
];

/** `count` records; a few people share a name, as in life. */
export function syntheticRegister(count: number, seed: number): PlantedRecord[] {
  const random = seededRandom(seed, 'register');
  const digits = (length: number) => Array.from({ length }, () => random.below(10)).join('');
  return Array.from({ length: count }, (_, index) => {
    const family = families[random.below(families.length)] ?? families[0];
    const given = givens[random.below(givens.length)] ?? givens[0];
    return {
      address: `person${index}@example.jp`,
      fields: {
        name: `${family[0]} ${given[0]}`,
        kana: `${family[1]} ${given[1]}`,
        phone: `090-${digits(4)}-${digits(4)}`,
        order: `A${digits(8)}`,
        wish: `${hobbies[random.below(hobbies.length)] ?? ''}と${digits(3)}番`,
      },
      romaji: [family[2], given[2]],
    };
  });
}

const toHiragana = (text: string) => text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
const toWide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const halfKana = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｬｭｮｯ';
const wideKana = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンャュョッ';
const toHalf = (text: string) =>
  [...text.normalize('NFD')]
    .map((char) => ({ '\u3099': 'ﾞ', '\u309a': 'ﾟ', ' ': ' ' })[char] ?? halfKana[[...wideKana].indexOf(char)] ?? char)
    .join('');

/** Ways in which a spammer's template may write one record, by name. */
export const spellings: Readonly<Record<string, (record: PlantedRecord) => string>> = {
  'as written': ({ fields }) => `${fields['name']} 様`,
  'no space': ({ fields }) => `${fields['name']?.replace(' ', '')}様へのお知らせ`,
  'daily kanji': ({ fields }) =>
    `${fields['name']?.replace('髙', '高').replace('邉', '辺').replace(' ', '　')}さん、こんにちは`,
  katakana: ({ fields }) => `${fields['kana']} 様`,
  hiragana: ({ fields }) => `${toHiragana(fields['kana'] ?? '')}さま`,
  'half-width kana': ({ fields }) => `${toHalf(fields['kana'] ?? '')} ｻﾏ`,
  hepburn: ({ romaji }) => `Dear ${romaji[1]} ${romaji[0]},`,
  'hepburn, family first': ({ romaji }) => `Hello ${romaji[0].toUpperCase()} ${romaji[1]}`,
  waapuro: ({ fields }) => `Dear ${waapuro(fields['kana'] ?? '')}:`,
  'wide romaji': ({ romaji }) => `${toWide(`${romaji[0]} ${romaji[1]}`)} 様`,
  phone: ({ fields }) => `ご登録のお電話 ${fields['phone']} まで`,
  'phone, plain': ({ fields }) => `call ${fields['phone']?.replaceAll('-', '')} today`,
  'phone, wide': ({ fields }) => `電話番号：${toWide(fields['phone'] ?? '')}`,
  'phone, abroad': ({ fields }) => `+81 ${fields['phone']?.slice(1)}`,
  order: ({ fields }) => `your order ${fields['order']} is waiting`,
  wish: ({ fields }) => `「${fields['wish']}」にご興味のある方へ`,
};

const waapuroTable: Readonly<Record<string, string>> = {
  アa: '',
  サ: 'sa',
  ト: 'to',
  ウ: 'u',
  ス: 'su',
  ズ: 'zu',
  キ: 'ki',
  タ: 'ta',
  カ: 'ka',
  ハ: 'ha',
  シ: 'si',
  イ: 'i',
  ワ: 'wa',
  ナ: 'na',
  ベ: 'be',
  オ: 'o',
  ノ: 'no',
  デ: 'de',
  ラ: 'ra',
  ム: 'mu',
  コ: 'ko',
  ン: 'n',
  ド: 'do',
  チ: 'ti',
  バ: 'ba',
  フ: 'hu',
  ジ: 'zi',
  ツ: 'tu',
  ヤ: 'ya',
  ゴ: 'go',
  モ: 'mo',
  リ: 'ri',
  ア: 'a',
  ロ: 'ro',
  ユ: 'yu',
  マ: 'ma',
  ヅ: 'du',
  ル: 'ru',
  ミ: 'mi',
  エ: 'e',
  ペ: 'pe',
  テ: 'te',
  ョ: 'yo',
  ュ: 'yu',
};

function waapuro(kana: string): string {
  const spelled = [...kana].map((char) => waapuroTable[char] ?? char).join('');
  return spelled.replace(/i(?=y[ou])/g, '').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** ISO-2022-JP by way of EUC-JP: escapes around the two-byte runs. */
function encodeIso2022Jp(text: string): Buffer {
  const euc = iconv.encode(text.normalize('NFKC'), 'euc-jp');
  const out: number[] = [];
  let wide = false;
  for (let i = 0; i < euc.length; i += 1) {
    const byte = euc[i] ?? 0;
    if (byte >= 0xa1 !== wide) {
      wide = byte >= 0xa1;
      out.push(0x1b, ...(wide ? [0x24, 0x42] : [0x28, 0x42]));
    }
    out.push(byte & 0x7f);
    if (wide) out.push((euc[++i] ?? 0) & 0x7f);
  }
  if (wide) out.push(0x1b, 0x28, 0x42);
  return Buffer.from(out);
}

export const charsets = ['utf-8', 'iso-2022-jp', 'shift_jis', 'euc-jp', 'windows-1252'] as const;
export type PlantCharset = (typeof charsets)[number];

export function encodeText(text: string, charset: PlantCharset): Buffer {
  return charset === 'iso-2022-jp' ? encodeIso2022Jp(text) : iconv.encode(text, charset);
}

function quotedPrintable(bytes: Buffer): string {
  return [...bytes.toString('latin1').split('\n')]
    .map((line) =>
      line
        .replace(/\r$/, '')
        .replace(/[^ -<>-~\t]|[ \t]$/g, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`),
    )
    .map((line) => line.replace(/.{1,70}(?:=[0-9A-F]{2}|[^=]{1,3})(?=.)/g, '$&=\r\n'))
    .join('\r\n');
}

/** A spam with its body put again in `charset`, the planted line after its first fifth. */
export function plantedMail(
  to: string,
  subject: string,
  body: string,
  planted: string,
  isHtml: boolean,
  charset: PlantCharset,
  encoding: 'base64' | 'quoted-printable' | '8bit',
): Buffer {
  const lines = body.split('\n');
  const at = Math.floor(lines.length / 5);
  // What the charset cannot write is the spam's own text, not the planted line.
  const whole = [...lines.slice(0, at), isHtml ? `<p>${planted}</p>` : planted, ...lines.slice(at)].join('\n');
  const bytes = encodeText(whole, charset);
  const head = [
    'Received: from bulk.example (unknown [203.0.113.9]) by mx.example.net with SMTP; Thu, 9 Apr 2009 03:12:51 +0900',
    'From: offers@bulk.example',
    `To: ${to}`,
    `Subject: ${subject.replace(/[^ -~]/g, '?')}`,
    'MIME-Version: 1.0',
    `Content-Type: text/${isHtml ? 'html' : 'plain'}; charset="${charset}"`,
    `Content-Transfer-Encoding: ${encoding}`,
  ].join('\r\n');
  const payload =
    encoding === 'base64'
      ? Buffer.from(bytes.toString('base64').replace(/.{76}/g, '$&\r\n'))
      : encoding === 'quoted-printable'
        ? Buffer.from(quotedPrintable(bytes), 'latin1')
        : bytes;
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), payload]);
}
