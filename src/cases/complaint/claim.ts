// The complaint as it arrived: claim.yaml, filled in by a person, or claim.eml, the mail itself.
import { z } from 'zod';
import type { NamedBytes } from '../../custody/csv.ts';
import { parseWhen, westernYears } from '../../custody/instant.ts';
import { parseTypedAddress } from '../../custody/typed-address.ts';
import { readYaml, yesOrNo } from '../../custody/yaml.ts';
import { saysFirstUse } from '../../reply/first-use.ts';
import { type Address, parseAddress } from '../../vocabulary/address.ts';
import type { Claim, EarlierComplaint } from '../../vocabulary/case-file.ts';
import type { DateOrder } from '../../vocabulary/date-order.ts';
import { AkashiError } from '../../vocabulary/error.ts';
import type { Language } from '../../vocabulary/finding.ts';
import type { ToldKey } from '../../vocabulary/told-day.ts';
import { contactedByIn } from './contacted-by.ts';
import { ordersLeft } from './date-order.ts';
import { formMail } from './form-mail.ts';
import { type ComplaintMail, instantOf, passedOnComplaint } from './forwarded.ts';
import { romanReading } from './kana-reading.ts';
import { numberedRequests, questionsIn, unwrapped } from './own-words.ts';
import { phoneNote } from './phone-note.ts';
import { isWrittenBy } from './same-writer.ts';
import { partsOfThread } from './thread.ts';
import { type ToldDay, toldDays, type WritingDay, writtenOn } from './told-days.ts';

const when = z.string();
export const claimKeys = z.strictObject({
  case_number: z.union([z.string(), z.number()]).transform(String).optional(),
  received_at: when.optional(),
  name: z.union([z.string(), z.strictObject({ ja: z.string(), en: z.string() })]).optional(),
  name_reading: z.string().optional(),
  on_behalf: yesOrNo.optional(),
  contacted_by: z.enum(['mail', 'phone', 'text_message', 'post', 'several']).optional(),
  earlier_complaints: z
    .array(z.strictObject({ received_at: when, answered_at: z.union([when, z.literal(false)]).optional() }))
    .max(20)
    .default([]),
  address: z.string({ error: 'missing: the address that gets spam' }),
  form: z.string().optional(),
  submitted_at: when.optional(),
  spam_since: when.optional(),
  first_use: yesOrNo.optional(),
  real_name_in_spam: yesOrNo.optional(),
  questions: z.array(z.string()).optional(),
  requester_verified: z.enum(['registered_address_reply', 'identity_check', 'no']).default('no'),
  language: z.enum(['ja', 'en']).optional(),
  text: z.string().optional(),
});

/** A number that the same complaint always gets, when nobody gave it one. */
const numberFrom = (sha256: string) => `AK-${sha256.slice(0, 8).toUpperCase()}`;

/** Japanese when it holds kana; a letter in the wrong language is worse than one question more. */
const languageOf = (text: string): Language => (/[\u3040-\u30ff]/.test(text) ? 'ja' : 'en');

function requireAddress(text: string, path: string): Address {
  const address = parseTypedAddress(text);
  if (!address) {
    throw new AkashiError('case/no-address', `${path}: "address" is no mail address`, {
      hint: 'give the address that gets the spam, like name@example.jp',
    });
  }
  return address;
}

/** 「午後4:10」 as 16:10; whatever else a date is written in stays as it is. */
const on24Hours = (text: string) =>
  text
    .slice(0, 60)
    .replace(/(午前|午後)\s?(\d{1,2})(?=[:：時])/, (_, half: string, hour: string) =>
      String((Number(hour) % 12) + (half === '午後' ? 12 : 0)),
    );

/** 「10月28日」, "28 October": the latest such day not after the one on which the complaint came. */
function dayWithoutYear(text: string, latest: string | null): string | undefined {
  const [day, ...others] = latest === null ? [] : toldDays(text.slice(0, 60), writtenOn(latest));
  return day && others.length === 0 && !day.about && day.part === undefined && !day.reckoned ? day.date : undefined;
}

/** @throws AkashiError case/no-address, custody/yaml-unreadable */
export function readClaimYaml(file: NamedBytes, zone: string): Claim {
  const read = readYaml(file, claimKeys);
  const instant = (text: string | undefined, key: string, latest: string | null = null) => {
    if (text === undefined) return null;
    const found = parseWhen(on24Hours(text), zone) ?? dayWithoutYear(text, latest);
    if (!found)
      throw new AkashiError('custody/yaml-unreadable', `${file.path}: ${key}: no date, expected one like 2009-04-10`);
    return found;
  };
  const name = typeof read.name === 'object' ? read.name.ja : (read.name ?? null);
  const said = [read.text ?? '', ...(read.questions ?? [])].join('\n');
  const by = read.contacted_by ?? contactedByIn(said) ?? 'mail';
  const recorded = read.earlier_complaints.map(({ received_at, answered_at }): EarlierComplaint => {
    const at = instant(received_at, 'earlier_complaints') ?? '';
    if (answered_at === undefined) return { at, by: 'record' };
    const never = answered_at === false || /^(?:no|いいえ|なし)$/i.test(answered_at.trim());
    const answeredAt = never ? null : instant(answered_at, 'earlier_complaints');
    return { at, by: 'record', answeredAt };
  });
  const receivedAt = instant(read.received_at, 'received_at');
  // What whoever filled it in left out, the customer's own words may tell.
  const told = toldIn(unwrapped(read.text ?? ''), writtenOn(receivedAt));
  const earlier = withTold(recorded, told.earlier);
  const nameEn = typeof read.name === 'object' ? read.name.en : romanReading(read.name_reading ?? '');
  return {
    caseNumber: read.case_number ?? numberFrom(file.sha256),
    receivedAt,
    name,
    ...(nameEn === undefined ? {} : { nameEn }),
    ...(read.on_behalf ? { onBehalf: true } : {}),
    ...(by === 'mail' ? {} : { contactedBy: by }),
    ...(earlier.length > 0 ? { earlierComplaints: earlier } : {}),
    address: requireAddress(read.address, file.path),
    form: read.form ?? null,
    submittedAt: instant(read.submitted_at, 'submitted_at', receivedAt) ?? told.submittedAt,
    spamSince: instant(read.spam_since, 'spam_since', receivedAt) ?? told.spamSince,
    ...roughly(told.rough, { submittedAt: read.submitted_at, spamSince: read.spam_since }),
    ...told.dates,
    firstUseClaimed: read.first_use ?? told.firstUseClaimed,
    realNameInSpam: read.real_name_in_spam ?? null,
    questions: read.questions ?? told.questions,
    requesterVerified: read.requester_verified,
    language: read.language ?? languageOf(read.text ?? name ?? ''),
    text: read.text ?? null,
  };
}

/** More than the longest request of an adviser that we know of, a dozen points each asked in two; the rest stands in the complaint. */
const MOST_QUESTIONS = 30;

const anyAddress = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g;
const aboutSubmission =
  /入力|アドレスを[^。]{0,6}入れ(?!て(?:い)?ません)|記入|資料(?:の|を)?ご?請求|回答|登録|応募|申し?込|送信し|(?<!(?:センター|警察|弁護士|消費生活|家族|友人|知人)[にへと])相談し|(?:予約|注文|購入|買い物をし|買いました|買った|寄付|入会|会員に|届けた|届け出|お渡しした)|typed|entered|submitted|filled|signed (?:(?:me|us|her|him) )?up|set (?:me|us|her|him) up (?:on|with|in)|registered|gave you|(?:opened|created|made|set up|registered) (?:an?|my) (?:[\w-]{1,20} ){0,2}account|\b(?:booked|ordered|rented|reserved|joined|subscribed|donated|enrolled|applied (?:to|for|on|at|through|via))\b|\b(?:bought|purchased)\b[^.]{0,60}\bfrom you\b|\bgave\b[^.]{0,20}\bto your (?:\w+ )?(?:appeal|charity|campaign|fund|collection)\b|填写|填寫|填入|提交|注册|註冊|작성|가입|등록/i;
const aboutSpam =
  /(?:迷惑|不審な|変な|怪しい|勧誘の?|詐欺|フィッシング)メール|スパム|届[いくき]|来るよう|来始め|メール[^。]{0,12}(?:来[てまる]|きて|入って)|始まり|spam|junk|unwanted|unsolicited|phishing|scam|垃圾|骚扰|騷擾|스팸/i;
/** Calls, texts and post, of a day since when they come: of any other day a call may be one that the customer made. */
const aboutContact =
  /電話|着信|SMS|ＳＭＳ|ショートメ|郵便|封書|はがき|ハガキ|チラシ|DM|ＤＭ|\b(?:calls?|called|calling|phon(?:e|ed|ing)|texts?|texted|letters?|leaflets?|post)\b/i;
const anyMail = /メール|e-?mail|\bmails?\b|邮件|이메일/i;
/** "They started on Monday 14 September": what began is what the complaint is about. */
const itBegan =
  /^(?:and |but |it all )?(?:they|these|this|it|those|(?:the|these|such) (?:e-?mails?|messages?|mails?|calls?|texts?))(?: all)?(?: first)? (?:started|began|begun|have been coming|has been coming|came for the first time)\b|^(?:最初|一通目|1通目|１通目|最初の(?:メール|電話|連絡|1通|一通))(?:は|が)|^.{0,10}[0-9０-９]{1,2}日(?:ごろ|ころ|頃|くらい|ぐらい)?から(?:です|でした|だと思います)?。?$/i;

/** "Since Tuesday I have been getting loan offers": whatever has come since is what the complaint is about. */
const sinceThenComes =
  /^,? ?(?:I|we|he|she|they|(?:my|our) client)(?:['’](?:ve|s)| have| has)? (?:(?:keep |keeps |am |is |are |kept )?(?:gets?|getting|receives?|received|receiving) (?!no\b)|had (?!no\b|not\b|to\b|trouble|difficult)|got (?!no\b)|been (?:getting|receiving|sent|flooded|bombarded|plagued)\b)/i;

/** "From early September on": it began on no day that is told, and another day in that sentence is not the one. */
const begunUndated =
  /(?:ころ|ごろ|頃|上旬|中旬|下旬|初め|はじめ|半ば|末|最近|先月|今月|先週|去年|昨年|以前|前)[^。、]{0,3}(?:から|より)|\b(?:since|from) (?:about |around )?(?:early|mid|late|last|a |the (?:beginning|start|middle|end)|(?:two|three|four|five|six|several|some) )/i;

/** That they wrote or called before: a day on which nothing was entered and no spam began. */
const aboutEarlier =
  /(?:にも|以前|先日|前回|前に)[^。]{0,30}(?:連絡|メールし|メールを(?:送|出)|問い?合わ?せ|申し出|電話し|苦情)|(?:連絡|メール|問い?合わ?せ|申し出)[^。]{0,20}(?:返事|返信|回答|お答え)[^。]{0,12}(?:な[いく]|ありません|いただけ|もらえ|来て|届いて)|\b(?:already|before|also|previously) (?:wrote|e-?mailed|contacted|complained|called|asked)\b|\b(?:I|we) (?:wrote|e-?mailed|complained|contacted you|wrote to you)\b[^.]{0,60}\b(?:no (?:reply|answer|response)|not (?:heard|had)|never (?:got|heard|received|replied|answered))\b/i;

/** 「登録したら、…」: what follows came of it, and is not told of the address that was registered. */
const thenCame = /たら|たところ|てから|た後|たあと|たのに|て以来|\b(?:and|then|but|after(?:wards)?)\b/i;

/**
 * That something was entered on that day. A day told by its distance stands as often for the mail that came to "the
 * address that I registered": its own part of the sentence has to say it.
 */
function tellsSubmission({ sentence, reckoned, before, after }: ToldDay): boolean {
  if (!reckoned) return aboutSubmission.test(sentence);
  if (aboutSubmission.test(before) && !aboutSpam.test(before)) return true;
  const entered = aboutSubmission.exec(after);
  if (!entered) return false;
  const spam = aboutSpam.exec(after);
  return !spam || (entered.index < spam.index && thenCame.test(after.slice(entered.index, spam.index)));
}

/** 「岩永と申します」, "my name is Ann Lee": where no mail's head says who wrote. */
function selfNamed(text: string): string | null {
  const ja =
    /(?:^|[。、\sはの])([\p{Script=Han}\p{Script=Katakana}々ー]{1,8}\p{Script=Hiragana}{0,4}(?:[ 　][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]{1,8})?)と申します/u.exec(
      text,
    )?.[1];
  // 「佐藤の母と申します」 names nobody.
  if (ja !== undefined)
    return /^(?:父|母|妻|夫|娘|息子|祖父|祖母|兄|弟|姉|妹|家族|代理|代理人|者)$/.test(ja) ? null : ja;
  return /\b[Mm]y name is ((?:(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]{1,24}) ?){1,4})/u.exec(text)?.[1]?.trim() ?? null;
}

/** The days, in the one order in which this text's dates of numbers can have been meant; open ones stay unread. */
function readDays(text: string, day: WritingDay) {
  const { possible, open } = ordersLeft(westernYears(text), day.notAfter?.slice(0, 10) ?? null);
  if (open.length === 0) return { ...daysIn(text, day, possible[0]), openDates: [], order: undefined };
  const readings = possible.map((order) => ({ ...daysIn(text, day, order), openDates: [], order }));
  // Nobody complains of spam that began before they gave the address, and "since I gave it" is what most say.
  const inSequence = readings.filter(
    ({ submitted, since }) => submitted !== undefined && since !== undefined && submitted.date <= since.date,
  );
  const fitting = readings.length === 1 ? readings : inSequence;
  const [only] = fitting;
  if (only && fitting.length === 1) return only;
  return { ...daysIn(text, day, undefined), openDates: open, order: undefined };
}

function daysIn(text: string, day: WritingDay, order: DateOrder | undefined) {
  const all = toldDays(text, day, order);
  const dated = all.filter(({ sentence }) => !aboutEarlier.test(sentence.slice(0, 500)));
  // Beside mail, a day since when the telephone rings is not the one since when mail comes.
  const callsAlone = contactedByIn(text) !== undefined;
  const ofContact = (sentence: string) => aboutContact.test(sentence) && (callsAlone || anyMail.test(sentence));
  const spamBegan = ({ sentence, begins, after }: ToldDay) =>
    (begins && (aboutSpam.test(sentence) || ofContact(sentence) || sinceThenComes.test(after))) ||
    itBegan.test(sentence.trim());
  // "To the address I registered, spam has come since 5 October" tells of no registration on that day.
  // A date is more than "last month", beside which it often stands.
  const first = (wanted: (told: ToldDay) => boolean) =>
    dated.find((told) => !told.reckoned && wanted(told)) ?? dated.find(wanted);
  const submitted = first((told) => tellsSubmission(told) && !spamBegan(told));
  const since =
    first(spamBegan) ??
    dated.find(
      ({ sentence, date, ofOneMail }) =>
        aboutSpam.test(sentence) &&
        !begunUndated.test(sentence.slice(0, 500)) &&
        date !== submitted?.date &&
        !ofOneMail,
    );
  return { all, submitted, since };
}

/** What the text itself says, where it says so plainly; null and empty where it does not. */
function toldIn(text: string, day: WritingDay) {
  const { all, submitted, since, openDates, order } = readDays(text, day);
  const firstUse = saysFirstUse(text);
  return {
    submittedAt: submitted?.date ?? null,
    spamSince: since?.date ?? null,
    rough: { submittedAt: submitted, spamSince: since },
    firstUseClaimed: firstUse ? true : null,
    earlier: earlierIn(all),
    dates: { ...(openDates.length > 0 ? { openDates } : {}), ...(order === undefined ? {} : { dateOrder: order }) },
    questions: askedIn(text),
  };
}

type Told = ReturnType<typeof toldIn>;

/** Of a point of several sentences, what is not asked already: nothing where it begins with a question. */
function askedIn(text: string): readonly string[] {
  const asked = questionsIn(text);
  const points = numberedRequests(text)
    .filter((one) => !asked.some((question) => one.startsWith(question)))
    .flatMap((one) => {
      const isSaid = asked.some((question) => one.includes(question));
      const rest = one.split(/(?<=。)/).filter((sentence) => !asked.includes(sentence.trim()));
      return isSaid ? rest : [one];
    });
  if (points.length === 0) return asked.slice(0, MOST_QUESTIONS);
  // As the text has them; what is not told in its very words stays behind what was asked before it.
  const all = [...asked, ...points];
  const places = all.map((one) => text.indexOf(one));
  const placeOf = (at: number): number => {
    for (let i = at; i >= 0; i -= 1) if ((places[i] ?? -1) >= 0) return places[i] ?? 0;
    return 0;
  };
  return all
    .map((one, at) => ({ one, place: placeOf(at) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one)
    .slice(0, MOST_QUESTIONS);
}

/** Of what one person wrote, newest first: each day as the newest tells it, and what the newest asks that asks anything. */
function toldInAll(all: readonly Told[]): Told {
  const [newest, ...before] = all;
  if (!newest) return toldIn('', writtenOn(null));
  const telling = (key: ToldKey) => all.find((one) => one[key] !== null) ?? newest;
  const [submitted, since] = [telling('submittedAt'), telling('spamSince')];
  return {
    ...newest,
    submittedAt: submitted.submittedAt,
    spamSince: since.spamSince,
    rough: { submittedAt: submitted.rough.submittedAt, spamSince: since.rough.spamSince },
    firstUseClaimed: all.find(({ firstUseClaimed }) => firstUseClaimed !== null)?.firstUseClaimed ?? null,
    earlier: all.flatMap((one) => one.earlier),
    questions:
      newest.questions.length > 0
        ? newest.questions
        : (before.find((one) => one.questions.length > 0)?.questions ?? []),
  };
}

/** What the customer wrote in this mail and in those quoted beneath it, newest first; what anybody else wrote there is left out. */
function writtenBy(
  mail: ComplaintMail,
  sender: Address | undefined,
  ours: (address: string) => boolean,
  zone: string,
): readonly { readonly text: string; readonly date: string | null }[] {
  const [own, ...quoted] = partsOfThread(mail.text);
  if (!own || own.text === '') return [{ text: mail.text, date: mail.date }];
  const writer = { name: mail.from?.name ?? null, sender };
  const theirs = quoted.filter(({ who, text }) => text !== '' && isWrittenBy(who, writer, ours));
  return [
    { text: own.text, date: mail.date },
    ...theirs.map(({ text, when }) => ({ text, date: instantOf(when, zone) ?? null })),
  ];
}

/** Days of our own mails that the customer's mail quotes, the earliest first: what we answered stands in their hands. */
function ourDaysQuoted(
  mail: ComplaintMail,
  sender: Address | undefined,
  ours: (address: string) => boolean,
  zone: string,
): readonly string[] {
  const writer = { name: mail.from?.name ?? null, sender };
  return partsOfThread(mail.text)
    .slice(1)
    .filter(({ who }) => !isWrittenBy(who, writer, ours) && (who.match(anyAddress) ?? []).some(ours))
    .flatMap(({ when }) => instantOf(when, zone)?.slice(0, 10) ?? [])
    .toSorted();
}

type Rough = Readonly<Record<ToldKey, ToldDay | undefined>>;

/** Days that stand in the text with "ごろ" or "about", or as a part of a month; one that somebody filled in is taken as the day itself. */
function roughly(
  told: Rough,
  filledIn: { readonly submittedAt?: string | undefined; readonly spamSince?: string | undefined },
) {
  const open = (['submittedAt', 'spamSince'] as const).filter((key) => filledIn[key] === undefined);
  const days = open.filter((key) => told[key]?.about === true);
  const parts = open.flatMap((key) => (told[key]?.part === undefined ? [] : [[key, told[key].part] as const]));
  return {
    ...(days.length > 0 ? { approximate: days } : {}),
    ...(parts.length > 0 ? { monthPart: Object.fromEntries(parts) } : {}),
  };
}

const earlierIn = (dated: readonly ToldDay[]): readonly EarlierComplaint[] =>
  dated.flatMap(({ sentence, date, reckoned, about, part }) =>
    // "Last week" names no day on which they wrote.
    aboutEarlier.test(sentence.slice(0, 500)) && !(reckoned && (about || part !== undefined))
      ? [{ at: date, by: 'customer' as const }]
      : [],
  );

/** What our record has of a day stands; the customer's word adds the days it does not have. */
function withTold(
  recorded: readonly EarlierComplaint[],
  told: readonly EarlierComplaint[],
): readonly EarlierComplaint[] {
  const known = new Set(recorded.map(({ at }) => at.slice(0, 10)));
  const added = told.filter(({ at }) => !known.has(at.slice(0, 10)));
  const once = [...new Map(added.map((one) => [one.at, one])).values()];
  return [...recorded, ...once].toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/**
 * What the subject line asks and the text does not ask again in the same words: "Where did you send my details?". The subject
 * of a reply is that of the mail replied to, and may be ours.
 */
function questionInSubject(subject: string | null, asked: readonly string[]): readonly string[] {
  const line = (subject ?? '').replace(/([?？])[?？!！]{1,20}$/, '$1').trim();
  if (/^(?:re|aw|sv|antw|回复|返信)\s?[:：]/i.test(line)) return [];
  const bare = line.replace(/^(?:fwd?|wg|tr|転送)\s?[:：]\s{0,4}/i, '');
  const words = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const known = asked.map(words);
  return questionsIn(bare)
    .filter((question) => !known.some((one) => one.includes(words(question))))
    .slice(0, 1);
}

/** An address that somebody made, or keeps, for one place alone: of several in a complaint, it is the one complained about. */
const madeForOne =
  /専用|だけのため|用に(?:作|取得|用意)|\b(?:alias|unique|dedicated|one-off|throw-?away)\b[^.]{0,40}\b(?:address|for|you)\b|\b(?:made|created|set up|generated|invented)\b[^.]{0,30}\bfor you\b|\bfor you (?:only|alone)\b|\bgave (?:you )?(?:an?|this|that|the|my) (?:\w+ )?(?:alias|address)\b/i;
/** Where mail to the customer ends up in the end: whoever sent it was given another address. */
const endsUp =
  /\b(?:(?:forward(?:s|ed|ing)?|redirect(?:s|ed|ing)?)\b[^.@]{0,24}\b(?:to|into)|(?:ends? up|everything (?:goes|comes|lands|arrives)|all (?:my )?mail (?:goes|comes|lands|arrives)) (?:to|in|at))\b[\s:"'<(]{0,4}$|転送(?:先|して)[^。@]{0,12}$/i;

/** Where the answer is wanted: 「当センター（…）あてに御回答願います」, "please reply to …". */
const forAnswers = /^[）)」』\s]{0,3}(?:あて|宛て?|まで|へ)[^。]{0,24}(?:回答|返信|返事|連絡|お答え|送付)/;
const replyTo =
  /(?:連絡先|返信先|回答先|送付先)[^。\n]{0,16}$|\b(?:reply|respond|answer|write (?:back )?)(?: to)?(?: (?:me|us))?(?: (?:at|on|to))?[\s:"'<(]{0,4}$|\b(?:contact|reach) (?:me|us) (?:at|on)[\s:"'<(]{0,4}$/i;
/** One that gets the same, beside the one complained about. */
const besideIt =
  /(?:別の|ほかの|他の|もう一つの)(?:メール)?アドレス[（(「\s]{0,3}$|\bother (?:e-?mail )?address(?:es)?[\s:"'<(]{0,4}$/i;

/** Who writes for somebody else: a lawyer, a relative. */
const forAnother =
  /代理人|代理として|代理で|に代わ(?:り|って)|on behalf of|\b(?:calling|ringing|phoning|writing|called|rang|phoned) for (?:her|him|them|(?:my|his|her) \w{3,12})\b|\b(?:he|she|I|who) (?:is|am) (?:the|a) (?:son|daughter|grandson|granddaughter|niece|nephew|carer|husband|wife|mother|father|guardian) of\b|acting for|my client|our client|相談者(?:様)?(?:は|の|から|が|に|、|　)|当(?:センター|窓口|相談室)に[^。]{0,20}相談|(?:依頼人|ご本人)の同意を得|(?:consumer|complainant|resident|member) (?:who|has|contacted|approached) (?:contacted |approached |complained to |asked )?us|受.{1,12}委托|代理律师/i;

/**
 * The address that gets the spam: the one of which the text says that it was entered somewhere; else the sender's own, when
 * the text names it, and not on somebody's behalf, or names none; else the first that the text names. From where spam came is
 * no address of the customer.
 */
function addressIn(text: string, sender: Address | undefined, ours: (address: string) => boolean): Address | undefined {
  const plain = text.normalize('NFKC');
  const named = [...plain.matchAll(anyAddress)].flatMap((match) => {
    const address = parseAddress(match[0]);
    if (!address || ours(address)) return [];
    const before = plain.slice(Math.max(0, match.index - 80), match.index);
    const after = plain.slice(match.index + match[0].length, match.index + match[0].length + 60);
    if (/^[\s>)」』"']{0,4}(?:から|より|を名乗|という差出人)/.test(after) || /\bfrom:?[\s"'<(]{0,4}$/i.test(before))
      return [];
    const sentence = `${before.split(/[。.!?！？]\s|[。！？]|\n\s*\n/).at(-1) ?? ''}${after.split(/[。！？]|\n\s*\n/, 1)[0] ?? ''}`;
    const end = endsUp.test(before) || forAnswers.test(after) || replyTo.test(before) || besideIt.test(before);
    return [{ address, end, made: !end && madeForOne.test(sentence), given: !end && aboutSubmission.test(sentence) }];
  });
  // Where several are told, an address made for one place says more than where another one was entered.
  const likely = [
    named.filter(({ made }) => made),
    named.filter(({ given }) => given),
    named.filter(({ end }) => !end),
    named,
  ]
    .map((some) => some.map(({ address }) => address))
    .find((some) => some.length > 0);
  if (!likely) return sender;
  // Whoever writes for somebody names an address of their own only for the answer.
  const theirs = forAnother.test(plain) ? likely.filter((address) => address !== sender) : [];
  if (theirs.length > 0) return theirs[0];
  return sender && likely.includes(sender) ? sender : likely[0];
}

/**
 * A claim from the complaint mail. What the customer did not write stays null. The address complained about is one in the
 * text that is not ours, else the sender's own. A mail that a colleague sent on is the customer's mail inside it.
 *
 * @param ourDomains domains whose addresses in the text are not the customer's
 * @param today the day on which it is read: what was written on a day that nobody noted was not written after it
 * @throws AkashiError case/no-address
 */
export function claimFromMail(
  received: ComplaintMail,
  file: Pick<NamedBytes, 'path' | 'sha256'>,
  ourDomains: readonly string[],
  zone: string,
  today: string | null = null,
): Claim {
  const ours = (address: string) =>
    ourDomains.some((domain) => address.endsWith(`@${domain}`) || address.endsWith(`.${domain}`));
  const by = received.from ? parseAddress(received.from.address) : undefined;
  const form = formMail(received.text);
  const sent = form
    ? { ...received, from: { address: form.address, name: form.name }, subject: null, text: form.message }
    : by && ours(by)
      ? passedOnComplaint(received, zone, ours)
      : received;
  const note = sent.from === null ? phoneNote(sent.text) : undefined;
  // The hour of a call starts what has to be answered within so many of them.
  const calledOn = note?.date ?? (note?.dayWords ? dayWithoutYear(note.dayWords, today) : undefined);
  const called = calledOn && note?.hour ? (parseWhen(`${calledOn} ${note.hour}`, zone) ?? calledOn) : calledOn;
  const mail = note ? { ...sent, text: note.text, date: sent.date ?? called ?? null } : sent;
  const sender = mail.from ? parseAddress(mail.from.address) : undefined;
  const written = writtenBy(mail, sender, ours, zone);
  const whole = written.map(({ text }) => text).join('\n\n');
  const text = unwrapped(whole);
  const address = addressIn(whole, sender, ours);
  if (!address) {
    throw new AkashiError('case/no-address', `${file.path}: the complaint names no address that gets spam`, {
      hint: 'write a claim.yaml with "address:" beside it',
    });
  }
  const told = toldInAll(
    written.map((one) => toldIn(unwrapped(one.text), { written: one.date, notAfter: one.date ?? today })),
  );
  const questions = [...questionInSubject(mail.subject ?? null, told.questions), ...told.questions];
  const before = written
    .slice(1)
    .flatMap(({ date }) => (date ? [{ at: date.slice(0, 10), by: 'customer' as const }] : []));
  const ourDays = ourDaysQuoted(mail, sender, ours, zone);
  const earlier = withTold([], [...told.earlier, ...before]).map((one) => {
    const quotedAnswerAt = ourDays.find((day) => day >= one.at.slice(0, 10));
    return quotedAnswerAt === undefined ? one : { ...one, quotedAnswerAt };
  });
  const contactedBy = contactedByIn(text);
  return {
    caseNumber: numberFrom(file.sha256),
    receivedAt: mail.date,
    name: mail.from?.name ?? selfNamed(text),
    ...(note?.onBehalf === true || (address !== sender && forAnother.test(text)) ? { onBehalf: true } : {}),
    ...(contactedBy === undefined ? {} : { contactedBy }),
    ...(earlier.length > 0 ? { earlierComplaints: earlier } : {}),
    address,
    form: null,
    submittedAt: told.submittedAt,
    spamSince: told.spamSince,
    ...roughly(told.rough, {}),
    ...told.dates,
    firstUseClaimed: told.firstUseClaimed,
    realNameInSpam: null,
    questions: questions.slice(0, MOST_QUESTIONS),
    requesterVerified: 'no',
    language: languageOf(written[0]?.text ?? whole),
    text: whole,
  };
}
