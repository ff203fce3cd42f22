// A form that another company runs: what was entered there passed no server of ours, and no record of ours shows who opened it.
import type { Both } from '../vocabulary/finding.ts';
import type { CaseInput } from './grounds.ts';

/** As people name them, and as their addresses are written. */
const forms: readonly (readonly [RegExp, string])[] = [
  [
    /(?:グーグル|Google)[の・ ]{0,2}(?:入力|回答|申込み?|応募)?(?:フォーム|forms?\b)|docs\.google\.com\/forms|forms\.gle\b/i,
    'Google',
  ],
  [
    /(?:マイクロソフト|Microsoft|MS|Office)[の・ ]{0,2}(?:フォーム|Forms?\b)|forms\.(?:office|microsoft)\.com/i,
    'Microsoft',
  ],
];

/** Named where whoever wrote says that they entered their data in one; undefined else. */
export function foreignForm({ claim }: Pick<CaseInput, 'claim'>): Both | undefined {
  const told = (claim.text ?? '').slice(0, 10_000);
  const [, company] = forms.find(([words]) => words.test(told)) ?? [];
  return company === undefined
    ? undefined
    : {
        ja: `お申し出にある${company}のフォームの設定と記録`,
        en: `the settings and records of the ${company} form you wrote of`,
      };
}
