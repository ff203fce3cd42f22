import { isoInZone } from '../custody/instant.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import type { Check, Sources } from './check.ts';
import { type SpamEvidence, type SpamSample, spamAmong } from './spam-evidence.ts';
import { unsubscribeUsed } from './unsubscribe-used.ts';
import { noneReadable, withoutSpam } from './without-spam.ts';

/** Companies that are told of; a list of partners in a mail names more than can be asked. */
const MOST_NAMED = 3;

/** Of what others sent: what a company of ours sent bears its name anyhow. */
function companiesNamedIn(samples: readonly SpamSample[]): {
  readonly fields: { readonly names?: string };
  readonly pointers: readonly Pointer[];
  readonly says: Both;
} {
  const found = samples.filter(({ origin }) => origin !== 'ours').flatMap(({ namesCompanies }) => namesCompanies ?? []);
  const companies = [...new Set(found.map(({ vendor }) => vendor))].slice(0, MOST_NAMED);
  if (companies.length === 0) return { fields: {}, pointers: [], says: { ja: '', en: '' } };
  return {
    fields: { names: companies.join('; ') },
    pointers: companies.flatMap((company) => found.find(({ vendor }) => vendor === company)?.pointer ?? []),
    says: {
      ja: `。本文に${companies.join('、')}の名前があります`,
      en: `; the name of ${companies.join(' and of ')} stands in the text`,
    },
  };
}

/** When the unsubscribe address of our own mail was used, and how much of that mail came after. */
async function unsubscribed(
  own: readonly SpamSample[],
  { logs, organisation }: Sources,
): Promise<{
  readonly fields: {
    readonly unsubscribedAt?: string;
    readonly unsubscribeOpened?: true;
    readonly ownMailAfter?: number;
  };
  readonly pointers: readonly Pointer[];
}> {
  const used = logs ? await unsubscribeUsed(own, logs.store) : undefined;
  if (!used) return { fields: {}, pointers: [] };
  const after = own.filter(({ receivedAt }) => receivedAt !== null && Date.parse(receivedAt) > used.at).length;
  return {
    fields: {
      unsubscribedAt: isoInZone(used.at, organisation.timeZone),
      ...(used.posted ? {} : { unsubscribeOpened: true }),
      ownMailAfter: after,
    },
    pointers: used.pointers,
  };
}

/** What was handed in beside the spam is counted too: whoever sent three files is not told of one. */
function handedInBeside(spam: SpamEvidence, samples: readonly SpamSample[]) {
  const beside = spam.samples.filter((sample) => !samples.includes(sample));
  const bounces = beside.filter(({ kind }) => kind === 'bounce').length;
  const own = beside.filter((sample) => sample.origin === 'ours' && sample.kind !== 'bounce');
  const [ownMailAt] = own.length === 1 ? own.flatMap(({ receivedAt }) => receivedAt ?? []) : [];
  const ownMailFiles = own.filter(({ files = 0 }) => files > 0).length;
  const unread: Both =
    ownMailFiles > 0
      ? {
          ja: `。ほかに渡された弊社のメールのうち${ownMailFiles}通には添付ファイルがあり、その中身は読んでいません`,
          en: `; of our own mail that was handed in beside them, ${ownMailFiles} ${ownMailFiles === 1 ? 'message has' : 'messages have'} files attached, whose contents were not read`,
        }
      : { ja: '', en: '' };
  return {
    fields: {
      ...(bounces > 0 ? { bounces } : {}),
      ...(own.length > 0 ? { ownMail: own.length } : {}),
      ...(ownMailFiles > 0 ? { ownMailFiles } : {}),
      ...(ownMailAt === undefined ? {} : { ownMailAt }),
    },
    says: unread,
  };
}

/** How much of the spam came from elsewhere, and where it borrows our name or our host. */
function borrowed(samples: readonly SpamSample[], ours: readonly SpamSample[], foreign: readonly SpamSample[]) {
  const claiming = foreign.filter(({ claimsOurHost }) => claimsOurHost).length;
  const refused = samples.filter(({ refusedAsOurs }) => refusedAsOurs).length;
  return {
    ...(ours.length > 0 && foreign.length > 0 ? { elsewhere: foreign.length } : {}),
    ...(refused > 0 ? { refusedAsOurs: refused } : {}),
    ...(claiming > 0 ? { claimsOurHost: claiming } : {}),
  };
}

export const spamOwnInfrastructure: Check = {
  id: 'spam.own-infrastructure',
  asks: {
    ja: '迷惑メールは、弊社または委託先の配信設備から送られたか',
    en: 'Was the spam sent by our own systems or by those of our vendors?',
  },
  blindTo: [{ ja: 'org.yaml に載っていない配信設備', en: 'sending systems that org.yaml does not name' }],
  falseAlarms: [{ ja: '弊社の正規のお知らせ', en: 'ordinary mail of ours' }],
  drilledBy: [],

  async run(sources) {
    const { spam, organisation } = sources;
    if (!spam) return withoutSpam(sources);
    const samples = spamAmong(spam);
    if (samples.length === 0) return noneReadable(spam);
    const carriesOurName = samples.some((sample) => sample.carriesOurName);
    const named = companiesNamedIn(samples);
    const ours = samples.filter(({ origin }) => origin === 'ours');
    const foreign = samples.filter(({ origin }) => origin === 'not_ours');
    const open: FactDraft[] = [
      { kind: 'mail-origin', origin: 'unknown', carriesOurName, ...named.fields, pointers: named.pointers },
    ];
    if (organisation.sendsFrom.length === 0) {
      const refusal = notChecked({
        ja: '弊社の配信設備の一覧（org.yaml の sends_from）がないため、送信元を比べられません',
        en: 'it is not known from where we send (sends_from in org.yaml), so senders cannot be compared',
      });
      // Whom a message names can be read without knowing who sent it.
      return named.pointers.length > 0 ? { ...refusal, facts: open } : refusal;
    }
    if (ours.length === 0 && foreign.length === 0) {
      const because = { ja: '送信元を示すヘッダーが残っていません', en: 'no header that shows the sender is left' };
      return { facts: open, finding: { kind: 'not-checked', because } };
    }
    const isOurs = ours.length > 0;
    const told = isOurs ? ours : foreign;
    const pointers = firstPointers([...told.flatMap(({ boundary }) => boundary ?? []), ...named.pointers]);
    const beside = handedInBeside(spam, samples);
    const mailedByUs = spam.samples.filter((sample) => sample.origin === 'ours' && sample.kind !== 'bounce');
    const left = await unsubscribed(mailedByUs, sources);
    const fact: FactDraft = {
      kind: 'mail-origin',
      origin: isOurs ? 'ours' : 'not_ours',
      carriesOurName,
      messages: told.length,
      of: samples.length,
      pointers: firstPointers([...pointers, ...left.pointers]),
      ...(ours.length === 1 && ours[0]?.receivedAt ? { receivedAt: ours[0].receivedAt } : {}),
      ...borrowed(samples, ours, foreign),
      ...beside.fields,
      ...left.fields,
      ...named.fields,
    };
    const looked = wholeTable(samples.length, spam.refused);
    if (isOurs) {
      const says = {
        ja: `${samples.length}通のうち${ours.length}通が弊社または委託先の設備から送られています${beside.says.ja}`,
        en: `${ours.length} of ${samples.length} ${samples.length === 1 ? 'sample was' : 'samples were'} sent by our systems or vendors${beside.says.en}`,
      };
      return { facts: [fact], finding: { kind: 'found', at: pointers, looked, says } };
    }
    const forged = {
      ja: carriesOurName ? '。差出人には弊社の名前が使われています' : '',
      en: carriesOurName ? '; the sender shown carries our name' : '',
    };
    const says = {
      ja: `送信元の分かる${foreign.length}通は、弊社の設備から送られたものではありません${forged.ja}${named.says.ja}${beside.says.ja}`,
      en: `${foreign.length} ${foreign.length === 1 ? 'sample' : 'samples'} with a known sender came from outside our systems${forged.en}${named.says.en}${beside.says.en}`,
    };
    return { facts: [fact], finding: { kind: 'nothing-found', looked, says } };
  },
};
