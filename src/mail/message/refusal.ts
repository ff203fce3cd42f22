// Why a file is no mail, and what to do about it.
import type { Both } from '../../vocabulary/finding.ts';

const reasons = {
  empty: { ja: '空のファイルです。', en: 'the file is empty' },
  msg: {
    ja: 'Outlook の .msg 形式は読めません。Outlook でメールを開き、「名前を付けて保存」でテキスト形式(.eml)にするか、新しいメールに添付ではなく「.eml として保存」したものをお使いください。',
    en: "Outlook's .msg form cannot be read; save the mail as .eml (in Outlook on the web: open it, ⋯, Save as; in Thunderbird: Save As) so that its header is kept",
  },
  image: {
    ja: '画像です。画面の写しにはヘッダーがないため、届いたメールを .eml で保存したものが必要です。',
    en: 'this is an image: a screenshot has no header; the mail itself, saved as .eml, is needed',
  },
  pdf: {
    ja: 'PDF です。印刷されたメールにはヘッダーがないため、.eml で保存したものが必要です。',
    en: 'this is a PDF: a printed mail has no header; the mail itself, saved as .eml, is needed',
  },
  archive: { ja: '圧縮ファイルです。展開してから渡してください。', en: 'this is an archive: unpack it first' },
  utf16: {
    ja: 'UTF-16 で保存し直されたファイルで、元のバイトが残っていません。メールソフトから .eml のまま保存し直したものが必要です。',
    en: 'this was saved again as UTF-16, so its bytes are no longer those of the mail; save it as .eml straight from the mail program',
  },
  other: {
    ja: 'メールのヘッダーが見つかりません。届いたメールを .eml で保存したものが必要です。',
    en: 'no header of a mail was found; the mail itself, saved as .eml, is needed',
  },
  large: { ja: '大きすぎて読みません（上限 256 MiB）。', en: 'too large to read (limit 256 MiB)' },
  unreadable: { ja: '読み取れませんでした。', en: 'could not be read' },
} as const satisfies Record<string, Both>;

export type Refusal = keyof typeof reasons;

export const refusalWords = (why: Refusal): Both => reasons[why];

/** By the first bytes, `source` one character a byte. */
export function whyNoMail(source: string): Refusal {
  if (source.length === 0) return 'empty';
  if (source.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'msg';
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM)/.test(source)) return 'image';
  if (/^(?:\xff\xfe|\xfe\xff)/.test(source)) return 'utf16';
  if (source.startsWith('%PDF-')) return 'pdf';
  if (/^(?:PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)/.test(source)) return 'archive';
  return 'other';
}
