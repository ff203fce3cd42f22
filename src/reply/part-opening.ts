import { contactedBy } from '../vocabulary/contact.ts';
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type ToldKey, toldForm } from '../vocabulary/told-day.ts';
import { type AnswerWanted, answerWantedIn } from './answer-wanted.ts';
import { isDate } from './days.ts';
import { earlierHeard } from './earlier-complaints.ts';
import { firstUseWords } from './first-use.ts';
import { foreignWords } from './foreign-words.ts';
import type { Grounds } from './grounds.ts';
import { fearWords, heardWords, quotedMark } from './heard-words.ts';
import { namesClient } from './names-client.ts';
import type { Said } from './said.ts';

/** Words of mail that nobody asked for, or of fraud. */
const speaksOfSpam =
  /迷惑メール|めいわくメール|スパム|詐欺|フィッシング|なりすまし|(?:怪し|あやし|不審|変|知らな|覚えのな)[^。]{0,8}メール|(?:広告|宣伝|勧誘)[^。]{0,4}メール|\b(?:spam|junk|scam|phish|fraud|unwanted|unsolicited|advert|marketing|strange (?:mail|message))/i;

/** A complaint of our own mail that reached somebody else, by one who speaks of no spam and handed none in. */
function isOfAstrayMail({ case: { claim, facts } }: Grounds): boolean {
  return (
    claim.text !== null &&
    !speaksOfSpam.test(claim.text) &&
    factsOf(facts, 'sent-to-another').some(({ ours = 0 }) => ours > 0) &&
    factsOf(facts, 'mail-origin').every(({ origin }) => origin === 'ours')
  );
}

/** Thanks and feeling first. The object of the apology follows the outcome: worry, trouble, or the leak itself. */
export function thanks(grounds: Grounds): Said[] {
  const { form } = grounds;
  const opening: Said = {
    id: 'thanks',
    type: 'FEEL',
    section: 'opening',
    evidence: ['claim'],
    slots: form === undefined ? {} : { form },
    text:
      form === undefined
        ? {
            ja: 'このたびはご連絡をいただき、ありがとうございます。',
            en: 'Thank you for writing to us.',
          }
        : {
            ja: 'このたびは、「{form}」のフォームに関してご連絡をいただき、ありがとうございます。',
            en: 'Thank you for writing to us about our form “{form}”.',
          },
  };
  const feeling: Said = {
    id: 'feeling',
    type: 'FEEL',
    section: 'opening',
    evidence: ['claim'],
    slots: {},
    text: isOfAstrayMail(grounds)
      ? grounds.case.claim.onBehalf
        ? {
            ja: 'お申し出の件で、ご本人様には、ご不快な思いをなさっていることと存じます。',
            en: 'We understand how unpleasant this is for the person you write for.',
          }
        : {
            ja: 'お申し出の件で、ご不快な思いをなさっていることと存じます。',
            en: 'We understand how unpleasant this is.',
          }
      : grounds.case.claim.onBehalf
        ? {
            ja: '迷惑メールが届いているご本人様には、ご不快な思いをなさっていることと存じます。',
            en: 'We understand how unpleasant these messages are for the person you write for.',
          }
        : factsOf(grounds.case.facts, 'extortion-mail').length > 0
          ? {
              ja: '迷惑メールが届き、不安なお気持ちでお過ごしのことと存じます。',
              en: 'We understand how frightening such a message is.',
            }
          : {
              ja: '迷惑メールが届き、ご不快な思いをなさっていることと存じます。',
              en: 'We understand how unpleasant these messages are.',
            },
  };
  return [opening, feeling];
}

/** An apology for the worry; never for more than the outcome carries. */
export function sorryForWorry(id = 'sorry', section = 'opening'): Said {
  return {
    id,
    type: 'APOLOGY',
    section,
    evidence: ['claim'],
    slots: {},
    text: {
      ja: 'ご心配をおかけしておりますことをお詫び申し上げます。',
      en: 'We apologise for the worry this is causing you.',
    },
  };
}

/** "I never registered anything with you", in the words people use for it. */
const gaveNothing =
  /(?:登録|入力|利用|申し込|申込|会員|取引|買)[^。]{0,12}(?:覚え|記憶|こと)[^。]{0,4}(?:ない|無い|なく|ありません|ございません)|\bnever (?:registered|signed up|subscribed|joined|gave|used|bought|been a customer)\b|\b(?:have|had) no (?:account|dealings|relationship) with\b/i;

/** The clause in which they say so, from its beginning. */
function wordsOfNever(text: string | null): string {
  const told = (text ?? '').slice(0, 4000).replace(/\s+/g, ' ');
  const found = gaveNothing.exec(told);
  if (!found) return '';
  const before = told.slice(Math.max(0, found.index - 120), found.index);
  const start = before.split(/[。、,;.!?！？]\s?|\b(?:and|but|although) /).at(-1) ?? '';
  const rest = told.slice(found.index).split(/[。、,;.!?！？]/, 1)[0] ?? '';
  return foreignWords(`${start}${rest}`.trim(), 60);
}

/** By their own words they never gave us anything. */
export const saysNeverGiven = ({ text }: Pick<Grounds['case']['claim'], 'text'>): boolean =>
  gaveNothing.test((text ?? '').slice(0, 4000));

/** Whom a letter to a lawyer or a relative means where it speaks of the person. */
function whomMeant({ case: { claim } }: Grounds): Said[] {
  if (claim.onBehalf !== true) return [];
  const base = { id: 'heard.whom', type: 'HEARD', section: 'heard.all', evidence: ['claim'] } as const;
  // Of a mail the name is that of its sender, who writes for another.
  const name = namesClient(claim) ? foreignWords(claim.name ?? '', 40) : '';
  return name === ''
    ? [
        {
          ...base,
          slots: {},
          text: {
            ja: 'この書面の「ご本人様」は、ご連絡をくださった方が代わりに申し出ておられる方を指します。',
            en: 'Where this letter says “you” of an address, of data or of mail, it means the person for whom you write.',
          },
        },
      ]
    : [
        {
          ...base,
          slots: { name },
          text: {
            ja: 'この書面の「ご本人様」は、{name}様を指します。',
            en: 'Where this letter says “you” of an address, of data or of mail, it means {name}, for whom you write.',
          },
        },
      ];
}

/** Whose address it is to us: entered in a form, given to us by their account, or no more than the address they write of. */
function addressNamed({ form, submittedAt, case: { claim } }: Grounds): Both {
  if (form !== undefined) {
    return { ja: '「{form}」のフォームに入力なさったアドレスに、', en: 'the address you entered in our form “{form}”' };
  }
  // Without a form or a day nobody said that it was given to us.
  return submittedAt === undefined
    ? { ja: claim.onBehalf ? 'お申し出のアドレスに、' : 'お使いのアドレスに、', en: 'the address you wrote about' }
    : { ja: `${claim.onBehalf ? 'ご本人様が' : ''}弊社にお知らせになったアドレスに、`, en: 'the address you gave us' };
}

/** That it was never given to us is the heart of some complaints: it is not left out, and not contradicted. */
function neverGiven({ case: { claim }, form, submittedAt }: Grounds): Said[] {
  if (form !== undefined || submittedAt !== undefined || !saysNeverGiven(claim)) return [];
  const words = wordsOfNever(claim.text);
  if (words !== '')
    return [
      {
        ...{ id: 'heard.never-given', type: 'HEARD', section: 'heard.all', evidence: ['claim'], slots: { words } },
        text: { ja: 'お申し出には「{words}」とございます。', en: `You wrote: “{words}”${quotedMark(words)}.` },
      },
    ];
  return [
    {
      id: 'heard.never-given',
      type: 'HEARD',
      section: 'heard.all',
      evidence: ['claim'],
      slots: {},
      text: {
        ja: '弊社に何かを登録なさった覚えはないと伺っております。',
        en: 'You told us that you do not remember registering with us.',
      },
    },
  ];
}

/** That nobody else had the address: in their own words, since "only my family has it" is not "used nowhere else". */
function firstUseHeard(grounds: Grounds, section: string): Said[] {
  if (grounds.case.claim.firstUseClaimed !== true || contactedBy(grounds.case) !== undefined) return [];
  const words = firstUseWords(grounds.case.claim.text);
  if (words !== '')
    return [
      {
        ...{ id: 'heard.first-use', type: 'HEARD', section, evidence: ['claim'], slots: { words } },
        // "Only you have the name of the class" is said of something else.
        text: /アドレス|メアド|\b(?:e-?mail|address)\b/i.test(words)
          ? {
              ja: 'アドレスについては「{words}」と伺っております。',
              en: `Of the address you wrote: “{words}”${quotedMark(words)}.`,
            }
          : { ja: '「{words}」とも伺っております。', en: `You also wrote: “{words}”${quotedMark(words)}.` },
      },
    ];
  return [
    {
      id: 'heard.first-use',
      type: 'HEARD',
      section,
      evidence: ['claim'],
      slots: {},
      text: {
        ja: 'このアドレスは、ほかではお使いになっていなかったと伺っております。',
        en: 'By your account you had not used this address anywhere else.',
      },
    },
  ];
}

function particularsHeard({ case: { claim } }: Grounds, section: string): Said[] {
  const words = heardWords(claim.text);
  if (words === '') return [];
  const heardOf: Said = {
    ...{ id: 'heard.particulars', type: 'HEARD', section, evidence: ['claim'], slots: { words } },
    text: {
      ja: 'また、「{words}」とのことも承りました。',
      en: `You also wrote: “{words}”${quotedMark(words)}.`,
    },
  };
  if (!/待た(?:さ|せ)|\bwait(?:ed|ing)\b|\bfor (?:an hour|\w{1,10} hours)\b/i.test(words)) return [heardOf];
  return [
    heardOf,
    {
      ...{ id: 'heard.waited', type: 'APOLOGY', section, evidence: ['claim'], slots: {} },
      text: { ja: '長くお待たせいたしましたことを、お詫び申し上げます。', en: 'We are sorry that you had to wait.' },
    },
  ];
}

/** What they fear most is not left out of an answer to it, whoever is right about where it came from. */
function fearHeard({ case: { claim } }: Grounds, section: string): Said[] {
  const words = fearWords(claim.text);
  if (words === '') return [];
  return [
    {
      ...{ id: 'heard.fear', type: 'FEEL', section, evidence: ['claim'], slots: { words } },
      text: {
        ja: '「{words}」とのお言葉を、重く受け止めております。',
        en: `We take to heart what you wrote: “{words}”${quotedMark(words)}.`,
      },
    },
  ];
}

/** A day as the customer told it: "on Friday 3 May 2026", "about" it, or "early in May 2026". */
export function onDay({ case: { claim } }: Pick<Grounds, 'case'>, key: ToldKey, slot: string): Both {
  const exact = claim.monthPart?.[key] === undefined && claim.approximate?.includes(key) !== true;
  const { ja, en } = toldForm(claim, key);
  const placed = (words: string) => words.replace('{day}', `{${slot}:day}`).replace('{month}', `{${slot}:month}`);
  return { ja: placed(ja), en: `${exact ? 'on ' : claim.monthPart?.[key] === 'month' ? 'in ' : ''}${placed(en)}` };
}

const wantedWords = (asked: AnswerWanted): Pick<Said, 'slots' | 'text'> =>
  'days' in asked
    ? {
        slots: { days: asked.days },
        text: {
          ja: asked.working
            ? '{days}営業日以内の回答をご希望と承っております。'
            : '{days}日以内の回答をご希望と承っております。',
          en: `You asked for an answer within {days} ${asked.working ? 'working ' : ''}days.`,
        },
      }
    : wantedOnDay(asked);

function wantedOnDay({ day, minutes }: Extract<AnswerWanted, { day: string }>): Pick<Said, 'slots' | 'text'> {
  if (minutes === undefined) {
    return {
      slots: { wanted: day },
      text: {
        ja: '{wanted:day}までの回答をご希望と承っております。',
        en: 'You asked for an answer by {wanted:day}.',
      },
    };
  }
  return {
    slots: { wanted: day },
    text:
      minutes === 12 * 60
        ? {
            ja: '{wanted:day}正午までの回答をご希望と承っております。',
            en: 'You asked for an answer by noon on {wanted:day}.',
          }
        : {
            ja: '{wanted:day}の、ご指定の時刻までの回答をご希望と承っております。',
            en: 'You asked for an answer by {wanted:day}, at the hour you named.',
          },
  };
}

/** That the day told is one of our own mail is no reproach: what came from elsewhere began later. Told to whoever is verified. */
function firstFromElsewhere({ case: { claim, facts }, spamSince, verified }: Grounds, section: string): Said[] {
  const [origin] = factsOf(facts, 'mail-origin');
  if (!verified || !origin || claim.spamSinceTold === undefined || spamSince === undefined) return [];
  return [
    {
      ...{ id: 'heard.first-elsewhere', type: 'FOUND', section, evidence: [origin.id, 'claim'] },
      slots: { first: spamSince },
      text: {
        ja: 'その日にお受け取りのメールは弊社からのもので、お送りいただいた中で弊社以外からの最初のものは{first:day}に届いております。',
        en: 'The message of that day that you sent us is ours; the first from elsewhere among those you sent us came on {first:day}.',
      },
    },
  ];
}

/** What the customer told us, in their dates; parts they did not say are left out. */
export function heard(grounds: Grounds): Said[] {
  const { form, submittedAt } = grounds;
  const { spamSinceTold } = grounds.case.claim;
  // What the customer told, even where the first message from elsewhere came later.
  const spamSince = spamSinceTold !== undefined && isDate(spamSinceTold) ? spamSinceTold : grounds.spamSince;
  const entered = onDay(grounds, 'submittedAt', 'submitted');
  const when = submittedAt === undefined ? { ja: '', en: '' } : { ja: `${entered.ja}に`, en: ` ${entered.en}` };
  const began = onDay(grounds, 'spamSince', 'since');
  const where = addressNamed(grounds);
  const [ourName] = factsOf(grounds.case.facts, 'mail-origin').filter(({ carriesOurName }) => carriesOurName);
  const under = ourName ? { ja: '弊社の名前で', en: ' in our name' } : { ja: '', en: '' };
  const isMail = contactedBy(grounds.case) === undefined;
  const base = { type: 'HEARD', section: 'heard.all', evidence: ['claim'] } as const;
  const told: Said = {
    ...base,
    id: 'heard',
    evidence: ['claim', ...(ourName ? [ourName.id] : [])],
    slots: {
      ...(form === undefined ? {} : { form }),
      ...(submittedAt === undefined ? {} : { submitted: submittedAt }),
    },
    text: isOfAstrayMail(grounds)
      ? {
          ja: `${when.ja}${where.ja.replace(/に、$/, 'について、')}弊社のメールが別の方に届いたとのお申し出を承りました。`,
          en: `You told us that mail of ours has reached somebody else. You write about ${where.en}${when.en}.`,
        }
      : {
          // Whose name it is stands beside the mail that bears it; of calls and post the phrase is put in other words.
          ja: `${isMail || !ourName ? '' : '弊社の名前で、'}${when.ja}${where.ja}${isMail ? under.ja : ''}迷惑メールが届いているとのお申し出を承りました。`,
          en: `You told us that ${where.en}${when.en} has been receiving spam${under.en}.`,
        },
  };
  const earlier = earlierHeard(grounds, 'heard.all');
  const more = [
    ...whomMeant(grounds),
    ...neverGiven(grounds),
    ...firstUseHeard(grounds, 'heard.all'),
    ...particularsHeard(grounds, 'heard.all'),
    ...fearHeard(grounds, 'heard.all'),
  ];
  const asked = answerWantedIn(grounds.case.claim);
  const wanted: Said[] = asked === undefined ? [] : [{ ...base, id: 'heard.answer-wanted', ...wantedWords(asked) }];
  if (spamSince === undefined) return [told, ...more, ...wanted, ...earlier];
  return [
    told,
    ...more,
    {
      ...base,
      id: 'heard.since',
      slots: { since: spamSince },
      text: { ja: `届き始めたのは${began.ja}からと伺っております。`, en: `By your account it began ${began.en}.` },
    },
    ...firstFromElsewhere(grounds, 'heard.all'),
    ...wanted,
    ...earlier,
  ];
}
