import { rowsOf } from '../custody/register.ts';
import { localPart, parseAddress } from '../vocabulary/address.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { type Check, missing } from './check.ts';
import { spamAmong } from './spam-evidence.ts';
import { noneReadable, reachedThem, withoutSpam } from './without-spam.ts';

/** A value that more than this share of the other records holds too says nothing. */
const COMMON = 0.05;

/** Fewer letters stand in any address. */
const SHORTEST_WORD = 3;

/**
 * Whether the name can be read from the address: Latin letters of the name inside the local part, or a whole word of the domain
 * (`shop@fionnuala-doyle.example`). Within a word of a domain it is chance: Mai stands in gmail. Each of its words must stand
 * there: "t.vandermeer@" does not show that somebody is called Thijs.
 */
function readableFrom(name: string, address: string): boolean {
  const parsed = parseAddress(address);
  if (!parsed) return false;
  const part = localPart(parsed).toLowerCase();
  const domain = new Set(parsed.slice(parsed.lastIndexOf('@') + 1).split(/[.-]/));
  const words = name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return (
    words.some((word) => word.length >= SHORTEST_WORD) &&
    words.every((word) => word.length > 1 && (part.includes(word) || domain.has(word)))
  );
}

export const spamFormValues: Check = {
  id: 'spam.form-values',
  asks: {
    ja: '迷惑メールに、フォームにだけ書かれた内容がないか',
    en: 'Does the spam hold values that only our form had?',
  },
  blindTo: [
    { ja: '画像や添付ファイルの中の文字', en: 'text inside pictures and attachments' },
    { ja: 'アドレスだけが使われた漏えい', en: 'a leak of which only the address was used' },
  ],
  falseAlarms: [
    { ja: '名前がアドレスから読み取れる場合', en: 'a name that can be read from the address' },
    { ja: '多くの方に共通する回答', en: 'an answer that many people gave' },
  ],
  drilledBy: [],

  async run(sources) {
    const { spam, register, claim, organisation } = sources;
    if (!spam) return withoutSpam(sources);
    if (!register)
      return missing(sources, 'register', {
        ja: '登録簿がなく、比べる内容が分かりません',
        en: 'without the register there is nothing to compare with',
      });
    const address = parseAddress(claim.address);
    const record = address ? rowsOf(register, address, organisation.timeZone) : [];
    const fields = new Set(record.flatMap(({ answers }) => Object.keys(answers)));
    if (fields.size === 0) {
      return notChecked({
        ja: '登録簿に、このお客様のアドレス以外の内容がありません',
        en: 'the register holds nothing of this customer but the address',
      });
    }
    const samples = spamAmong(spam);
    const chats = spam.chats ?? [];
    if (samples.length + chats.length === 0) return noneReadable(spam);
    const looked = wholeTable(samples.length + chats.length, spam.refused);
    const { what } = reachedThem(sources);
    const hits = [...samples, ...chats]
      .flatMap(({ formValues }) => formValues)
      .filter(({ chance }) => chance <= COMMON);
    const byField = new Map(hits.map((hit) => [hit.field, hit]));
    const found = [...byField.values()];
    if (found.length === 0) {
      const says = {
        ja: `登録された${fields.size}項目の内容のうち、お一人を見分けられるものは、${what.ja}にありませんでした（多くの方に共通する内容は数えていません）`,
        en: `of the ${fields.size} values we hold, none that tells one record from others stands in the ${what.en} (what many gave is not counted)`,
      };
      return { facts: [], finding: { kind: 'nothing-found', looked, says } };
    }
    const pointers = firstPointers(found.map(({ pointer }) => pointer));
    const names = found.filter(({ isName }) => isName);
    const answers = found.filter(({ isName }) => !isName);
    const facts: FactDraft[] = [];
    if (names.length > 0) {
      const nameInAddress = names.every(
        ({ columns, inAddress }) =>
          inAddress === true ||
          record.some(({ answers: own }) =>
            readableFrom(columns.map((column) => own[column] ?? '').join(' '), claim.address),
          ),
      );
      facts.push({
        kind: 'real-name-in-spam',
        nameInAddress,
        pointers: firstPointers(names.map(({ pointer }) => pointer)),
      });
    }
    if (answers.length > 0) {
      facts.push({
        kind: 'form-values-in-spam',
        values: answers.length,
        formOnly: true,
        chance: Math.max(
          1 / Math.max(2, register.rows.length),
          answers.reduce((product, { chance }) => product * chance, 1),
        ),
        holds: [...new Set(found.flatMap(({ columns }) => columns))].join('; '),
        pointers: firstPointers(answers.map(({ pointer }) => pointer)),
      });
    }
    const list = found.map(({ field }) => field).join('、');
    return {
      facts,
      finding: {
        kind: 'found',
        at: pointers,
        looked,
        says: {
          ja: `登録された内容が${what.ja}にあります（項目：${list}。多くの方に共通する内容は数えていません）`,
          en: `values we hold stand in the ${what.en} (fields: ${found.map(({ field }) => field).join(', ')}; what many gave is not counted)`,
        },
      },
    };
  },
};
