// The frame of a letter: date, names, opening and closing words, contact. The sentences come rendered.
import type { Letter, Sentence } from '../vocabulary/case-file.ts';
import { reachedBy } from '../vocabulary/contact.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import { letterDate } from './days.ts';
import { inBothLanguages, isJapanese } from './english-words.ts';
import { foreignName } from './foreign-words.ts';
import { type CaseInput, type Grounds, groundsOf, type LetterWanted } from './grounds.ts';
import { headingKey, headings } from './headings.ts';
import { namesClient } from './names-client.ts';
import { ownWord } from './own-name.ts';
import { ownMistake } from './part-conclusion.ts';
import { toFill } from './said.ts';

/** The parts of a framed letter, as text and PDF need them. */
export type Frame = {
  readonly date: string;
  readonly addressee: string;
  readonly company: string;
  readonly role: string;
  readonly signer: string;
  readonly subject: string;
  /** 拝啓 and 敬具, Dear … and Yours sincerely; null in a Japanese e-mail, which takes none. */
  readonly opening: string | null;
  readonly closing: string | null;
  readonly blocks: readonly Block[];
  readonly contact: readonly string[];
  readonly caseNumber: string;
};

/** What stands under one heading; `heading` null for the opening and closing lines. */
export type Block = { readonly heading: string | null; readonly paragraphs: readonly string[] };

/** Sentences into paragraphs and headings, in the order they come. */
export function blocksOf(sentences: readonly Sentence[], lang: Language): readonly Block[] {
  const blocks: { key: string; heading: string | null; paragraphs: { section: string; texts: string[] }[] }[] = [];
  for (const { section, text } of sentences) {
    const key = headingKey(section);
    let block = blocks.at(-1);
    if (!block || block.key !== key) {
      block = { key, heading: headings[key]?.[lang] ?? null, paragraphs: [] };
      blocks.push(block);
    }
    // A question is its own heading, in the customer's words.
    if (section.endsWith('.heard') && key.startsWith('question-')) {
      const joint = lang === 'ja' ? '' : ' and ';
      block.heading = block.heading === null ? text : `${block.heading}${joint}${text}`;
      continue;
    }
    const paragraph = block.paragraphs.at(-1);
    if (paragraph?.section === section) paragraph.texts.push(text);
    else block.paragraphs.push({ section, texts: [text] });
  }
  const joint = lang === 'ja' ? '' : ' ';
  return blocks.map(({ key, heading, paragraphs }) => ({
    heading: heading === null || !key.startsWith('question-') ? heading : asWritten(heading, lang),
    paragraphs: paragraphs.map(({ texts }) => texts.join(joint)),
  }));
}

const fills = {
  name: toFill({ ja: '宛名', en: 'name' }),
  writer: toFill({ ja: '代理の方のお名前', en: 'name of the person or firm that wrote' }),
  company: toFill({ ja: '会社名', en: 'company' }),
  role: toFill({ ja: '役職', en: 'role' }),
  signer: toFill({ ja: '署名者', en: 'signer' }),
  department: toFill({ ja: '担当部署', en: 'department' }),
  phone: toFill({ ja: '電話番号', en: 'phone' }),
  hours: toFill({ ja: '受付時間', en: 'hours' }),
  address: toFill({ ja: '返信先のメールアドレス', en: 'address for replies' }),
  date: toFill({ ja: 'お出しする日', en: 'day of sending' }),
} as const satisfies Record<string, Both>;

/** A leak that is confirmed, and an error of ours, are apologised for in form as well. */
function isApology({ stage }: LetterWanted, grounds: Grounds): boolean {
  const { outcome, verified } = grounds;
  return stage === 'correction' || (verified && outcome === 'leak_confirmed') || ownMistake(grounds) !== undefined;
}

/** A question in another language than the letter is the customer's own, and is marked as such. */
const asWritten = (text: string, lang: Language) =>
  lang === 'en' && isJapanese(text) ? `${text} (quoted as you wrote it)` : text;

/** A firm or an office is no 様. What could as well be a surname (安部, 大学) is taken for a person. */
const organisationName =
  /^(?:株式会社|有限会社|合同会社|合資会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|学校法人|医療法人|宗教法人|特定非営利活動法人|NPO法人)|(?:株式会社|有限会社|合同会社|事務所|法人|組合|協会|連合会|センター|委員会|相談室|相談窓口|御中)$/;

const honorific = (name: string): string => {
  if (name.endsWith('御中')) return '';
  return organisationName.test(name.normalize('NFKC')) ? '御中' : '様';
};

/** What a letter is about: an apology where a leak is established, never more than that. No word on whom it concerns. */
export function subjectOf(grounds: Grounds, lang: Language, caseNumber: string): string {
  const { case: input, outcome, verified } = grounds;
  const own = ownWord(input.organisation);
  const number = lang === 'ja' ? `（受付番号 ${caseNumber}）` : `, case ${caseNumber}`;
  // The main letter on the same matter must not be taken for the same letter.
  const admitted =
    grounds.stage === 'holding'
      ? { ja: `（第一報・受付番号 ${caseNumber}）`, en: ` (first report)${number}` }[lang]
      : number;
  if (verified && outcome === 'leak_confirmed') {
    const exposed = input.confirmedScope === 'exposure';
    const words: Both = {
      ja: exposed
        ? `${own}がお預かりしていた情報の取扱いに関するお詫びとご報告`
        : `${own}がお預かりしていた情報の漏えいに関するお詫びとご報告`,
      en: exposed
        ? 'Apology and report on personal data that could be seen'
        : 'Apology and report on a leak of personal data',
    };
    return `${words[lang]}${admitted}`;
  }
  if (ownMistake(grounds)) {
    return lang === 'ja'
      ? `${own}からのメールの宛先表示に関するお詫びとご報告${admitted}`
      : `Apology and report on a message that showed its recipients${admitted}`;
  }
  const { what } = reachedBy(input);
  return lang === 'ja' ? `${what.ja}に関するお申し出について${number}` : `Your report of ${what.en}${number}`;
}

/** 「会長 大沢」 whose role is 「会長」: the role stands before the name in any case. */
const withoutRole = (signer: string | null, role: Both | null): string | null =>
  signer !== null && role !== null && signer.startsWith(`${role.ja} `) ? signer.slice(role.ja.length + 1) : signer;

export function frameOf(grounds: Grounds, sentences: readonly Sentence[], wanted: LetterWanted): Frame {
  const { lang, channel } = wanted;
  const { claim, organisation } = grounds.case;
  const { contact } = organisation;
  const given = (words: Both | null) => (words === null ? undefined : inBothLanguages(words)[lang]);
  const name =
    (namesClient(claim) ? fills.writer[lang] : undefined) ??
    (lang === 'en' ? foreignName(claim.nameEn ?? null, 40) : undefined) ??
    foreignName(claim.name, 40) ??
    fills.name[lang];
  const caseNumber = foreignName(claim.caseNumber, 40) ?? toFill({ ja: '受付番号', en: 'case number' })[lang];
  const company = organisation.name?.[lang] ?? fills.company[lang];
  const department = given(contact.department) ?? fills.department[lang];
  const agent = grounds.agent[lang];
  const phone = foreignName(contact.phone, 40) ?? fills.phone[lang];
  const hours = given(contact.hours) ?? fills.hours[lang];
  const words = isApology(wanted, grounds) ? ['謹啓', '謹白'] : ['拝啓', '敬具'];
  const [open = null, close = null] = channel === 'letter' ? words : [];
  const address = contact.address ?? fills.address[lang];
  return {
    // The first answer goes out on the day it is drawn up; what waits for a signature bears the day on which it goes.
    date: grounds.stage === 'holding' ? (letterDate(grounds.now, grounds.zone, lang) ?? '') : fills.date[lang],
    addressee: lang === 'ja' ? `${name} ${honorific(name)}`.trim() : name,
    company,
    role: given(contact.signerRole) ?? fills.role[lang],
    signer:
      (lang === 'en' ? foreignName(contact.signerEn ?? null, 40) : undefined) ??
      foreignName(withoutRole(contact.signer, contact.signerRole), 40) ??
      fills.signer[lang],
    subject: subjectOf(grounds, lang, caseNumber),
    opening: lang === 'ja' ? open : `Dear ${name},`,
    closing: lang === 'ja' ? close : 'Yours sincerely,',
    blocks: blocksOf(sentences, lang),
    contact:
      lang === 'ja'
        ? [
            `担当：${agent}（${department}）`,
            `電話：${phone}（${hours}）`,
            `連絡先：${address}`,
            `受付番号：${caseNumber}`,
          ]
        : [
            `Contact: ${agent}, ${department}`,
            `Phone: ${phone} (${hours})`,
            `Write to: ${address}`,
            `Case: ${caseNumber}`,
          ],
    caseNumber,
  };
}

function bodyText(blocks: readonly Block[], lang: Language): string {
  let number = 0;
  return blocks
    .map(({ heading, paragraphs }) => {
      if (heading === null) return paragraphs.join('\n');
      number += 1;
      const indent = lang === 'ja' ? '　' : '   ';
      return [`${number}. ${heading}`, ...paragraphs.map((text) => `${indent}${text}`)].join('\n');
    })
    .join('\n\n');
}

/** The whole letter as plain text, frame included. */
export function frameLetter(grounds: Grounds, sentences: readonly Sentence[], wanted: LetterWanted): string {
  const frame = frameOf(grounds, sentences, wanted);
  const body = bodyText(frame.blocks, wanted.lang);
  const lines = (...parts: readonly (string | null)[]) => `${parts.filter((part) => part !== null).join('\n')}\n`;
  if (wanted.channel === 'email') {
    return wanted.lang === 'ja'
      ? lines(`件名：${frame.subject}`, '', frame.addressee, '', body, '', '――', frame.company, ...frame.contact)
      : lines(
          `Subject: ${frame.subject}`,
          '',
          frame.opening,
          '',
          body,
          '',
          frame.closing,
          '',
          '--',
          frame.company,
          ...frame.contact,
        );
  }
  return wanted.lang === 'ja'
    ? lines(
        frame.date,
        frame.addressee,
        '',
        frame.company,
        `${frame.role} ${frame.signer}`,
        '',
        `件名：${frame.subject}`,
        '',
        frame.opening,
        body,
        frame.closing,
        '',
        ...frame.contact,
      )
    : lines(
        frame.company,
        frame.date,
        '',
        frame.addressee,
        '',
        frame.subject,
        '',
        frame.opening,
        '',
        body,
        '',
        frame.closing,
        '',
        frame.signer,
        frame.role,
        '',
        ...frame.contact,
      );
}

/** The frame of a letter that is already written, for setting it as a page. */
export function frameOfLetter(letter: Letter, input: CaseInput): Frame {
  const { stage, lang, sentences } = letter;
  return frameOf(groundsOf(input, stage), sentences, { stage, lang, channel: 'letter' });
}
