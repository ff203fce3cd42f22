import type { OutsideKind } from '../pages/form-page.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { type Check, missing, type Sources } from './check.ts';
import type { FormPageEvidence } from './page-evidence.ts';

/** So many hosts stand in the words; the others are counted. */
const MOST_HOSTS_NAMED = 5;

const kindWords: Readonly<Record<OutsideKind, readonly [ja: string, one: string, many: string]>> = {
  script: ['スクリプト', 'script', 'scripts'],
  'named-in-script': ['画面内のスクリプトに書かれた読み込み先', 'host named in a script', 'hosts named in scripts'],
  frame: ['フレーム', 'frame', 'frames'],
  pixel: ['計測用の画像', 'pixel', 'pixels'],
  'form-target': ['フォームの送信先', 'form target', 'form targets'],
};
const kinds = Object.keys(kindWords) as readonly OutsideKind[];

const withoutWww = (host: string) => host.replace(/^www\./, '');

/** Ours are our domains and what lies beneath them, and the host by which the page calls itself. */
function isOurs(host: string, { ownHost }: FormPageEvidence, { organisation }: Sources): boolean {
  const own = [...organisation.sendsFrom, ...(ownHost === undefined ? [] : [ownHost])].map((name) =>
    withoutWww(name.toLowerCase()),
  );
  return own.some((name) => host === name || host.endsWith(`.${name}`));
}

const notExamined: Both = {
  ja: '動いたときに何を送るかは調べていません',
  en: 'what they do when they run was not examined',
};

export const pagesThirdPartyScripts: Check = {
  id: 'pages.third-party-scripts',
  asks: {
    ja: 'アドレスを入力する画面に、他社のスクリプト・フレーム・計測用の画像・送信先が組み込まれていないか',
    en: 'Do scripts, frames, pixels or form targets of other companies stand on the pages where an address is typed?',
  },
  blindTo: [
    { ja: 'スクリプトが動いたときに読み取り、送るもの', en: 'what a script reads and sends when it runs' },
    {
      ja: '別のスクリプトやタグ管理の仕組みが、あとから読み込むもの',
      en: 'what another script, or a manager of tags, loads later',
    },
    {
      ja: '自社のサーバーに置いた他社のスクリプト、スタイルシート',
      en: "other companies' scripts kept on our own server, and style sheets",
    },
    { ja: '渡されていない画面、以前の版の画面', en: 'pages that were not given, and earlier versions' },
  ],
  falseAlarms: [
    {
      ja: '地図、動画、広告の測定、決済など、承知のうえで組み込んだもの',
      en: 'a map, a video, the measuring of advertisements, a payment form: put there knowingly',
    },
    {
      ja: 'org.yaml の sends_from に書かれていない、弊社の別のドメイン',
      en: 'another domain of ours that sends_from in org.yaml does not list',
    },
  ],
  drilledBy: [],

  async run(sources) {
    const { pages } = sources;
    if (!pages)
      return missing(sources, 'pages', {
        ja: '弊社のページ（pages/）が渡されていません。アドレスを入力する画面のHTMLが要ります',
        en: 'our own pages (pages/) were not given: the HTML of the page where the address is typed is needed',
      });
    if (pages.forms.length === 0) {
      return notChecked({
        ja: `渡された${pages.pages}ページに、アドレスを入力する画面がありません。その画面のHTMLが要ります`,
        en: `none of the ${pages.pages} pages given has a field for an address: the HTML of the page where it is typed is needed`,
      });
    }
    const looked = wholeTable(pages.pages, pages.refused);
    const concerned = pages.forms
      .map((form) => ({ form, named: form.named.filter(({ host }) => !isOurs(host, form, sources)) }))
      .filter(({ named }) => named.length > 0);
    const outside = concerned.flatMap(({ named }) => named);
    if (outside.length === 0 && pages.refused > 0) {
      return notChecked({
        ja: `読めた入力画面（${pages.forms.length}）に他社のものはありませんが、${pages.refused}件を読み取れなかったため、ないとは言えません`,
        en: `nothing of other companies stands on the ${pages.forms.length} form ${pages.forms.length === 1 ? 'page' : 'pages'} read, but ${pages.refused} ${pages.refused === 1 ? 'file' : 'files'} could not be read, so it cannot be said that there is none`,
      });
    }
    if (outside.length === 0) {
      return {
        facts: [],
        finding: {
          kind: 'nothing-found',
          looked,
          says: {
            ja: `アドレスを入力する画面（${pages.forms.length}）のHTMLに、他社のスクリプト・フレーム・計測用の画像・送信先はありませんでした。スクリプトの動作は調べていません`,
            en: `the HTML of ${pages.forms.length} ${pages.forms.length === 1 ? 'page' : 'pages'} where an address is typed holds no script, frame, pixel or form target of another host; what scripts do when they run was not examined`,
          },
        },
      };
    }
    const hosts = [...new Set(outside.map(({ host }) => host))];
    const told = hosts.slice(0, MOST_HOSTS_NAMED);
    const more = hosts.length - told.length;
    const counts = kinds.flatMap((kind) => {
      const count = outside.filter((one) => one.kind === kind).length;
      return count > 0 ? [{ count, words: kindWords[kind] }] : [];
    });
    // The first place of each host, so that none hides behind another that stands there twenty times.
    const firsts = hosts.flatMap((host) => outside.find((one) => one.host === host)?.pointer ?? []);
    const pointers = firstPointers([...firsts, ...outside.map(({ pointer }) => pointer)]);
    const ownUnknown =
      sources.organisation.sendsFrom.length === 0 && concerned.some(({ form }) => form.ownHost === undefined);
    const number = (kind: OutsideKind) => outside.filter((one) => one.kind === kind).length;
    const fact: FactDraft = {
      ...{ kind: 'outside-on-form', pages: concerned.length, hosts: hosts.length },
      ...{ scripts: number('script') + number('named-in-script'), frames: number('frame') },
      ...{ pixels: number('pixel'), formTargets: number('form-target'), pointers },
    };
    return {
      facts: [fact],
      finding: {
        kind: 'found',
        at: pointers,
        looked,
        says: {
          ja: `アドレスを入力する画面${concerned.length}ページに、他社のもの（${told.join('、')}${more > 0 ? `、ほか${more}件` : ''}）があります：${counts.map(({ count, words: [ja] }) => `${ja}${count}`).join('、')}。${notExamined.ja}${ownUnknown ? '。弊社のドメインが org.yaml（sends_from）にもページにもなく、この中に弊社のものがあるかもしれません' : ''}`,
          en: `${concerned.length} ${concerned.length === 1 ? 'page' : 'pages'} where an address is typed ${concerned.length === 1 ? 'holds' : 'hold'} something of other hosts (${told.join(', ')}${more > 0 ? `, ${more} more` : ''}): ${counts.map(({ count, words: [, one, many] }) => `${count} ${count === 1 ? one : many}`).join(', ')}; ${notExamined.en}${ownUnknown ? '; some of these may be ours, since neither org.yaml (sends_from) nor the pages name a domain of ours' : ''}`,
        },
      },
    };
  },
};
