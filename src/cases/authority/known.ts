// What the case can put into an authority's form. Nobody's address, nobody's name but ours: figures, dates, fixed words.
import type { CaseFile } from '../../vocabulary/case-file.ts';
import { reachedBy } from '../../vocabulary/contact.ts';
import { factKinds, factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import type { Outcome } from '../../vocabulary/outcome.ts';
import { toldDayWords } from '../../vocabulary/told-day.ts';

export const outcomeWords: Readonly<Record<Outcome, Both>> = {
  no_evidence: {
    ja: '調べた範囲では、漏えいを示す事実は確認されていない（なかったことの証明ではない）',
    en: 'within what was examined, nothing found shows a leak (which does not prove that there was none)',
  },
  inconclusive: { ja: '漏えいがあったともなかったとも言えない', en: 'neither a leak nor its absence can be stated' },
  leak_likely: { ja: '漏えいのおそれがある（確定していない）', en: 'a leak is likely, not certain' },
  leak_confirmed: { ja: '漏えいを確認した', en: 'a leak is confirmed' },
  not_our_mail: {
    ja: '弊社のメールではなく、アドレスは弊社の登録簿にない',
    en: 'not our mail, and the address is in no register of ours',
  },
};

/** A confirmation says no more than its proof does. */
const scopeWords = {
  list: { ja: '確認できたこと：名簿が外に出た', en: 'what is confirmed: the list left us' },
  record: {
    ja: '確認できたこと：この方の登録情報が外に出た',
    en: 'what is confirmed: the record of this person left us',
  },
  exposure: {
    ja: '確認できたこと：外から見える状態にあった（読まれたかどうかは分からない）',
    en: 'what is confirmed: it could be seen from outside (whether anybody read it is not known)',
  },
} as const satisfies Record<NonNullable<CaseFile['confirmedScope']>, Both>;

export const dayOf = (when: string) => when.slice(0, 10);

export function outline(caseFile: CaseFile): Both[] {
  const { claim, outcome, confirmedScope, handling } = caseFile;
  const { what } = reachedBy(caseFile);
  const lines: Both[] = [];
  if (claim.receivedAt)
    lines.push({
      ja: `${dayOf(claim.receivedAt)}に、${what.ja}に関するお申し出を受けた`,
      en: `on ${dayOf(claim.receivedAt)} a complaint about ${what.en} was received`,
    });
  const since = toldDayWords(claim, 'spamSince');
  if (since)
    lines.push({
      ja: `お申し出によれば、${what.ja}は${since.ja}から`,
      en: `${what.en} since ${since.en}, by the complainant's account`,
    });
  const incident = handling?.incident;
  if (incident?.at) lines.push({ ja: `発生：${dayOf(incident.at)}`, en: `it happened on ${dayOf(incident.at)}` });
  const learned = incident?.learnedAt ?? handling?.awarenessRecord?.at(-1)?.knewAt;
  if (learned) lines.push({ ja: `発覚：${dayOf(learned)}`, en: `it became known on ${dayOf(learned)}` });
  if (incident?.what) lines.push(incident.what);
  lines.push(outcomeWords[outcome]);
  if (outcome === 'leak_confirmed' && confirmedScope) lines.push(scopeWords[confirmedScope]);
  return lines;
}

/** How many people, as a range; null: the case cannot say. */
export function peopleRange({ facts, confirmedScope, handling }: CaseFile): { low: number; high: number } | null {
  const counted = handling?.incident?.people;
  if (counted) return { low: counted.low, high: counted.high };
  const mailing = factsOf(facts, 'visible-recipients').filter(({ includesThis }) => includesThis === 'yes');
  const most = Math.max(0, ...mailing.map(({ recipients }) => recipients));
  if (most > 0) return { low: most, high: most };
  const [held] = factsOf(facts, 'people-exposed');
  // The whole register is an upper bound only where the list itself is in question.
  return held && confirmedScope === 'list' ? { low: 1, high: held.people } : null;
}

export function people(caseFile: CaseFile): Both[] {
  const range = peopleRange(caseFile);
  if (!range) return [];
  const { low, high } = range;
  const counted = caseFile.handling?.incident?.people;
  if (counted)
    return [
      {
        ja: `${low}〜${high}名（${dayOf(counted.at)}時点）`,
        en: `${low} to ${high} people (as of ${dayOf(counted.at)})`,
      },
    ];
  return low === high
    ? [{ ja: `宛先が見える形で送られた${high}名`, en: `${high} people whose addresses were visible to each other` }]
    : [
        {
          ja: `多くとも${high}名（同じ期間に預かっていた人数）`,
          en: `at most ${high} people, those whose data was held at the time`,
        },
      ];
}

const causeWords: Partial<Record<CaseFile['facts'][number]['kind'], Both>> = {
  'attacker-trace': { ja: '記録に、攻撃が成功したしるしがある', en: 'the logs show signs of a successful attack' },
  'visible-recipients': {
    ja: '宛先が互いに見える形で送信した',
    en: 'a message was sent with recipients visible to each other',
  },
  'sent-to-another': { ja: 'メールを別の方に送った', en: 'a message was sent to somebody else' },
  'record-of-another': {
    ja: '別の方の情報を書いたメールを送った',
    en: 'a message with the data of somebody else was sent',
  },
  'log-integrity': {
    ja: '記録に、書き換えまたは欠けのしるしがある',
    en: 'the logs show signs of alteration or gaps',
  },
};

/**
 * What points to a cause and is not yet one. By kind alone: what people wrote into a fact may name somebody, and stays in
 * the case.
 */
export function clues({ facts, unresolved }: CaseFile): Both[] {
  const found = facts
    .filter(({ id }) => unresolved.includes(id))
    .map(({ kind }) => causeWords[kind] ?? factKinds[kind].about);
  return [...new Set(found)].map(({ ja, en }) => ({
    ja: `調査中。手がかり：${ja}`,
    en: `being examined; a clue: ${en}`,
  }));
}

export function towardsPeople({ handling, letters }: CaseFile): Both[] {
  const sent = handling?.sent ?? [];
  if (sent.length > 0)
    return sent.map(({ at }) => ({
      ja: `お申し出の方に${dayOf(at)}に書面を送った`,
      en: `a letter was sent to the complainant on ${dayOf(at)}`,
    }));
  return letters.length > 0
    ? [
        {
          ja: 'お申し出の方への回答の案を作成した（未送付）',
          en: 'a reply to the complainant is drafted (not sent yet)',
        },
      ]
    : [];
}

export function measures({ handling }: CaseFile): Both[] {
  return (handling?.measures ?? []).map(({ what, doneAt, by }) => ({
    ja: `${what.ja}（${doneAt ? `${dayOf(doneAt)}に実施` : by ? `${dayOf(by)}まで` : '時期未定'}）`,
    en: `${what.en} (${doneAt ? `done on ${dayOf(doneAt)}` : by ? `by ${dayOf(by)}` : 'no date yet'})`,
  }));
}

/** What the examination could not see: an authority acts on what a first report left out. */
export function limits({ checks }: CaseFile): Both[] {
  const missing = checks.filter(({ result }) => result === 'not-checked');
  if (missing.length === 0) return [];
  return [
    {
      ja: `行えなかった確認${missing.length}件：${missing.map(({ asks }) => asks.ja).join('／')}`,
      en: `${missing.length} checks could not be done: ${missing.map(({ asks }) => asks.en).join(' / ')}`,
    },
  ];
}

/** Unresolved findings by which somebody may have taken data on purpose (Rule Art. 7(3)). */
export function wrongfulPurpose({ facts, unresolved }: CaseFile): boolean {
  return facts.some(({ id, kind }) => unresolved.includes(id) && kind === 'attacker-trace');
}
