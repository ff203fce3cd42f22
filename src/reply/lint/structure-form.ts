// Structural rules about form: length, contact, every question answered, where else to turn, opening and closing words,
// and what has to be on record before a letter is sent.
import type { Language } from '../../vocabulary/finding.ts';
import { foreignWords } from '../foreign-words.ts';
import { quotedQuestion } from '../questions/question-quoted.ts';
import { hasPlaceToFill } from '../said.ts';
import type { Item } from './items.ts';
import { longestSentence, sentenceLength } from './sentence-length.ts';
import type { Breach, Structure } from './structure.ts';

/** How long the customer's own words are is theirs: a question is quoted whole. */
function ownWords({ unit, sentence }: Item): string {
  const quoted = sentence?.type === 'HEARD' ? sentence.slots['question'] : undefined;
  return quoted === undefined || quoted === '' ? unit.text : unit.text.replace(quoted, '…');
}

export function tooLong({ items, lang }: Structure): Breach[] {
  return items.flatMap((item): Breach[] =>
    sentenceLength(ownWords(item), lang) > longestSentence[lang] ? [{ rule: 'CL05', item }] : [],
  );
}

const pointsNowhere: Readonly<Record<Language, RegExp>> = {
  ja: /(?:お問い合わせ|ご連絡|ご相談|ご質問|お問合せ)は[^。0-9０-９]{0,14}(?:窓口|サポート|担当|弊社|センター)(?:まで|へ|に)/,
  en: /\b(?:contact|write to|call|reach|ask) (?:our )?(?:support|customer (?:service|support|care)|help ?desk|us)\s?\.?$/i,
};

export function contactMissing({ items, lang, text, input, whole }: Structure): Breach[] {
  const { claim, organisation } = input;
  const vague = items.flatMap((item): Breach[] =>
    pointsNowhere[lang].test(item.unit.text) ? [{ rule: 'CL07', item, part: pointsNowhere[lang] }] : [],
  );
  if (!whole) return vague;
  const { agent, agentEn, phone } = organisation.contact;
  const filled = hasPlaceToFill(text);
  const has = (part: string | null) => (part === null || part === '' ? filled : text.includes(foreignWords(part, 40)));
  const complete = has(claim.caseNumber) && (has(agent) || (agentEn !== undefined && has(agentEn))) && has(phone);
  return complete ? vague : [...vague, { rule: 'CL07', item: items.at(-1) ?? null }];
}

/** A holding letter promises the answers; every later one gives them. */
const answersQuestions = ({ whole, stage }: Structure) => whole && stage !== undefined && stage !== 'holding';

export function questionsUnanswered(structure: Structure): Breach[] {
  const { items, input, text, lang } = structure;
  if (!answersQuestions(structure)) return [];
  const missing = input.claim.questions.some((question, index) => {
    const section = `question-${index + 1}.answer`;
    const answered = items.some(({ sentence }) => sentence?.section === section);
    return !answered && !text.includes(quotedQuestion(question)[lang].slice(0, 12));
  });
  return missing ? [{ rule: 'CL08', item: items.at(-1) ?? null }] : [];
}

const authority: Readonly<Record<Language, RegExp>> = {
  ja: /個人情報保護委員会|認定個人情報保護団体|消費生活センター|監督機関|情報コミッショナー|【要記入：ほかの相談先】/,
  en: /\b(?:supervisory|data protection) authority|\bInformation Commissioner|\bICO\b|\bInformation Protection Commission|\bconsumer affairs cent|\[to fill: (?:where else to turn|the authority that oversees us)\]/i,
};

export function nowhereElseToTurn(structure: Structure): Breach[] {
  const { items, input, text, lang, stage, whole } = structure;
  if (!whole || stage === 'holding' || stage === undefined) return [];
  const named = input.organisation.authorities.some(({ name }) => text.includes(name[lang]));
  return named || authority[lang].test(text) ? [] : [{ rule: 'CL09', item: items.at(-1) ?? null }];
}

const pairs: Readonly<Record<Language, readonly { open: RegExp; right: RegExp; wrong: RegExp }[]>> = {
  ja: [
    { open: /拝啓/, right: /敬具|拝具|謹白/, wrong: /草々|早々|不一|敬白|かしこ/ },
    { open: /謹啓/, right: /謹白|敬白|謹言/, wrong: /草々|早々|敬具|かしこ/ },
  ],
  en: [
    { open: /^Dear (?:sir|madam)/im, right: /Yours faithfully/i, wrong: /Yours sincerely|Best regards|Kind regards/i },
    {
      open: /^Dear (?!sir|madam)\S/im,
      right: /Yours sincerely/i,
      wrong: /Yours faithfully|Cheers|Best wishes/i,
    },
  ],
};

export function openingAndClosing({ text, lang, items, whole, letter }: Structure): Breach[] {
  const [item = null] = items;
  const email = letter?.channel === 'email' || /^(?:件名|Subject)[:：]/.test(text);
  if (lang === 'ja' && email) return /拝啓|謹啓|敬具|謹白/.test(text) ? [{ rule: 'JP02', item }] : [];
  const bad = pairs[lang].some(
    ({ open, right, wrong }) => open.test(text) && !right.test(text) && (whole || wrong.test(text)),
  );
  return bad ? [{ rule: 'JP02', item }] : [];
}

/** Undefined when nothing is recorded and nothing is sent: then the question is not asked yet. */
export function awarenessMissing({ input, outcome, purpose, items }: Structure): Breach[] | undefined {
  const [item = null] = items;
  if (outcome !== 'leak_likely' && outcome !== 'leak_confirmed') return [];
  const record = input.handling?.awareness;
  if (!record) return purpose === 'sending' ? [{ rule: 'LI09', item }] : undefined;
  const signed = (record.signedBy ?? '').trim() !== '' && (record.reasons ?? '').trim() !== '';
  const enough = record.decision === 'aware' || (record.decision === 'not_reportable' && signed);
  return enough ? [] : [{ rule: 'LI09', item }];
}

/** What only a person knows has to be filled in before a letter goes out. */
export function placesToFill({ items, purpose }: Structure): Breach[] {
  if (purpose !== 'sending') return [];
  return items.flatMap((item: Item): Breach[] => (hasPlaceToFill(item.unit.text) ? [{ rule: 'JP06', item }] : []));
}
