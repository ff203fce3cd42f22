// What the paragraphs about limits share: their names, what no record shows, and how a list of names becomes sentences.
import type { Both } from '../../vocabulary/finding.ts';
import { listed, type Said } from '../said.ts';

/** When records show nothing, which there were none of, what no record shows: a paragraph each. */
export const sections = { time: 'limits.time', records: 'limits.records', beyond: 'limits.beyond' } as const;

export const outsidePrograms = /third-party-scripts/;

/** What no file shows, by the checks that say so. */
export const beyond: readonly (readonly [RegExp, Both])[] = [
  [/viewed-by/, { ja: '社員による閲覧', en: 'access by our own staff' }],
  [
    /copies-elsewhere/,
    { ja: '担当者のパソコンやバックアップにある写し', en: 'copies on staff computers or in backups' },
  ],
  [
    outsidePrograms,
    { ja: '弊社のページに組み込んだ他社のプログラムの動作', en: 'what other companies’ programs on our pages do' },
  ],
];

/** Names some to a sentence, so that a list keeps to one breath. Each further sentence has its own words: one repeated reads as a slip. */
export function listSentences(
  id: string,
  section: string,
  evidence: readonly string[],
  names: readonly Both[],
  first: Both,
  next: readonly [Both, ...Both[]],
  perSentence = 3,
): Said[] {
  const sentences: Said[] = [];
  for (let at = 0; at < names.length; at += perSentence) {
    sentences.push({
      id: `${id}.${sentences.length + 1}`,
      type: 'LIMIT',
      section,
      evidence,
      slots: { names: listed(names.slice(at, at + perSentence)) },
      text: at === 0 ? first : (next[(sentences.length - 1) % next.length] ?? next[0]),
    });
  }
  return sentences;
}
