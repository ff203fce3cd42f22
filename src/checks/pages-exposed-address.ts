import { parseAddress, sameMailbox } from '../vocabulary/address.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { type Check, missing } from './check.ts';

export const pagesExposedAddress: Check = {
  id: 'pages.exposed-address',
  asks: {
    ja: '弊社のページに、このアドレスが（見える形でも隠れた形でも）表示されていないか',
    en: 'Does the address stand in our own pages, visible or not?',
  },
  blindTo: [
    { ja: '以前の版のページ、消したページ', en: 'earlier versions of pages, and pages that were removed' },
    { ja: 'ログイン後や実行時に作られる画面', en: 'pages behind a login or made when a script runs' },
  ],
  falseAlarms: [{ ja: 'お客様ご自身が公開した投稿', en: 'something the customer published there' }],
  drilledBy: [],

  async run(sources) {
    const { pages, claim } = sources;
    if (!pages)
      return missing(sources, 'pages', {
        ja: '弊社のページ（pages/）が渡されていません',
        en: 'our own pages (pages/) were not given',
      });
    const address = parseAddress(claim.address);
    const own = pages.exposed.filter((one) => address !== undefined && sameMailbox(one.address, address));
    const looked = wholeTable(pages.pages, pages.refused);
    const others = pages.exposed.length - own.length;
    const also = {
      ja: others > 0 ? `（ほかのアドレスの表示${others}件）` : '',
      en: others > 0 ? ` (other addresses shown: ${others})` : '',
    };
    const [first] = own;
    // A page that could not be read may be the one that shows it.
    if (!first && pages.refused > 0) {
      return notChecked({
        ja: `読めた${pages.pages}ページにこのアドレスはありませんが、${pages.refused}件を読み取れなかったため、ないとは言えません`,
        en: `the address stands in none of the ${pages.pages} pages read, but ${pages.refused} could not be read, so it cannot be said that it is not there`,
      });
    }
    if (!first) {
      return {
        facts: [],
        finding: {
          kind: 'nothing-found',
          looked,
          says: {
            ja: `${pages.pages}ページの中に、このアドレスはありませんでした${also.ja}`,
            en: `the address stands in none of ${pages.pages} pages${also.en}`,
          },
        },
      };
    }
    const pointers = firstPointers(own.map(({ pointer }) => pointer));
    const visible = own.some((one) => one.visible);
    const facts: FactDraft[] = [{ kind: 'page-exposure', level: first.level, visible, thisAddress: true, pointers }];
    return {
      facts,
      finding: {
        kind: 'found',
        at: pointers,
        looked,
        says: {
          ja: `弊社のページの${own.length}か所にこのアドレスがあります（${visible ? '人の目に見える形' : '画面には見えない形'}）${also.ja}`,
          en: `the address stands in ${own.length} ${own.length === 1 ? 'place' : 'places'} of our pages (${visible ? 'visible to a person' : 'not visible on screen'})${also.en}`,
        },
      },
    };
  },
};
