// What logs.bulk-read says of one kind of reading after another, to the people who examine. The check decides, this words it.
import type { Both } from '../vocabulary/finding.ts';

/** Sources that may have read much by questions that stand in no log: what was read cannot be told. */
export const unloggedWords = (count: number): Both => ({
  ja: `${count}件の送信元が、内容の記録されない問い合わせ（GraphQL）を普段とかけ離れた量で行っており、何を読み出したかは分かりません`,
  en: `${count} ${count === 1 ? 'source' : 'sources'} asked GraphQL far more than anybody ordinarily does, by questions that the log does not hold, and what was read is not known`,
});

/** Of those counted, how many came by a login that was guessed; `strange`: every one of them from a network nobody else uses. */
export const byIntruders = (count: number, strange: boolean): Both =>
  strange
    ? {
        ja: `うち${count}件は、記録のほかの日にもほかの利用者にも現れない接続元からログインした者によるものです（logs.login-after-failures）`,
        en: `${count} of them by a source that logged in from a network which stands in the record on no other day and for nobody else (logs.login-after-failures)`,
      }
    : {
        ja: `うち${count}件は、失敗を重ねた後にログインした送信元によるものです（logs.login-after-failures）`,
        en: `${count} of them by a source that logged in after failures (logs.login-after-failures)`,
      };

/** Read by many addresses together, of which only one is named as a source; and whether the own record was opened meanwhile. */
export function sharedWords(count: number, opened: number | undefined): Both {
  const own: Both =
    opened === undefined
      ? { ja: '', en: '' }
      : opened > 0
        ? {
            ja: '。お申し出の方の記録（登録簿の番号による）も、その間に開かれています',
            en: '; the record of the person who wrote, by its number in the register, was opened meanwhile',
          }
        : {
            ja: '。お申し出の方の記録の番号（登録簿による）は、その間に開かれた中に見当たりません',
            en: '; the number that the register gives the record of the person who wrote is not among those opened meanwhile',
          };
  return {
    ja: `うち${count}件は、多くの接続元が分担して、番号の順に読み出したものです${own.ja}`,
    en: `${count} of them ${count === 1 ? 'is' : 'are'} a walk through the numbers of pages, in their order, shared among many addresses${own.en}`,
  };
}

/** A list that somebody took from where nobody of staff works: the first thing to look at, so it is told for itself. */
export const strayWords = (count: number): Both => ({
  ja: `うち${count}件は、担当者の使うページから、担当者のふだんの接続元ではない所へ一覧を書き出しています`,
  en: `${count} of them had lists written out from the pages of staff to a network from which staff do not work`,
});

/** Of the person who wrote, for the people who examine; letters say so to whoever is verified. */
export function ownWords(opened: number | undefined): Both | undefined {
  if (opened === undefined) return undefined;
  return opened > 0
    ? {
        ja: 'お申し出の方の記録（登録簿の番号による）も、番号順に開かれた中にあります',
        en: 'the record of the person who wrote, by its number in the register, is among those opened in order',
      }
    : {
        ja: 'お申し出の方の記録の番号（登録簿による）は、番号順に開かれた中に見当たりません',
        en: 'the number that the register gives the record of the person who wrote is not among those opened in order',
      };
}

/** The same of an hour in an application's own record. `opened`: places; undefined where register or numbers do not tell. */
export function viewedWords(opened: number | undefined): Both | undefined {
  if (opened === undefined) return undefined;
  return opened > 0
    ? {
        ja: 'お申し出の方の記録（登録簿の番号による）も、その1時間に開かれています',
        en: 'the record of the person who wrote, by its number in the register, was opened in that hour',
      }
    : {
        ja: 'お申し出の方の記録の番号（登録簿による）は、その1時間に開かれた中に見当たりません',
        en: 'the number that the register gives the record of the person who wrote is not among those opened in that hour',
      };
}

/** So many sources of a web server's record, of whom so many are named in org.yaml as reading for their work. */
export const inBulk = (count: number, known: number): Both => ({
  ja: `${count}件の送信元がまとめ読みをしています（うち業務と分かっているもの${known}件）`,
  en: `${count} ${count === 1 ? 'source' : 'sources'} read in bulk (${known} known as part of the work)`,
});

/** One after the other; undefined where there is nothing to say. */
export function inTurn(all: readonly [Both, ...(Both | undefined)[]]): Both;
export function inTurn(all: readonly (Both | undefined)[]): Both | undefined;
export function inTurn(all: readonly (Both | undefined)[]): Both | undefined {
  const said = all.flatMap((one) => one ?? []);
  if (said.length === 0) return undefined;
  return { ja: said.map(({ ja }) => ja).join('。'), en: said.map(({ en }) => en).join('; ') };
}
