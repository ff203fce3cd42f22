import { millisecondsOf } from '../custody/instant.ts';
import { peopleUpTo } from '../custody/register.ts';
import { notChecked, wholeTable } from './answer.ts';
import type { Check } from './check.ts';

/** A complaint arrives some time after the spam: those of this long after the first spam count to the same event. */
const REPORTING_DELAY_DAYS = 60;
const DAY = 86_400_000;

export const complaintsSimilar: Check = {
  id: 'complaints.similar',
  asks: {
    ja: '同じ時期に、ほかの方からも同様のお申し出があったか',
    en: 'Did others complain of the same at the same time?',
  },
  blindTo: [
    { ja: '届いても申し出なかった方', en: 'people who got spam and did not write' },
    { ja: '記録されなかった電話や口頭の申し出', en: 'complaints by phone that nobody recorded' },
  ],
  falseAlarms: [{ ja: '弊社と関係のない迷惑メールの増加', en: 'a wave of spam that has nothing to do with us' }],
  drilledBy: [],

  async run({ organisation, claim, risk, register, now }) {
    const since = organisation.complaintsRecordedSince;
    if (!since) {
      return notChecked({
        ja: '申し出を記録し始めた日（org.yaml の complaints_recorded_since）が分からないため、ほかの申し出がないとは言えません',
        en: 'it is not known since when complaints are recorded (complaints_recorded_since in org.yaml), so their absence says nothing',
      });
    }
    if (!register) {
      return notChecked({
        ja: '登録簿がなく、何名のうちの件数かを言えません',
        en: 'without the register the number of people cannot be told',
      });
    }
    const zone = organisation.timeZone;
    const time = (when: string) => millisecondsOf(when, zone);
    const start = time(since);
    const windowFrom = risk?.from ?? (claim.spamSince ? time(claim.spamSince) - 365 * DAY : now - 365 * DAY);
    const windowTo = Math.min(now, (risk?.to ?? now) + REPORTING_DELAY_DAYS * DAY);
    if (start > windowTo) {
      return notChecked({
        ja: '申し出の記録は、該当する期間より後に始まっています',
        en: 'complaints were recorded only after the time in question',
      });
    }
    const within = organisation.complaints.filter(
      ({ at }) => time(at) >= Math.max(windowFrom, start) && time(at) <= windowTo,
    );
    const before = organisation.complaints.filter(({ at }) => time(at) >= start && time(at) < windowFrom);
    const people = peopleUpTo(register, risk?.to ?? now, zone);
    const historyYears = Math.max(0, (windowFrom - start) / DAY / 365.25);
    const looked = {
      ...wholeTable(organisation.complaints.length, 0),
      from: since,
      to: new Date(windowTo).toISOString(),
    };
    const fact = {
      kind: 'similar-complaints' as const,
      count: within.length,
      people,
      sameSender: within.filter((one) => one.sameSender).length,
      uniqueAddresses: within.filter((one) => one.uniqueAddress).length,
      recordedSince: since,
      ...(historyYears > 0 ? { historyComplaints: before.length, historyPersonYears: historyYears * people } : {}),
      pointers: [],
    };
    const of = {
      ja: `最初の迷惑メールまでの登録者${people}名のうち`,
      en: `among ${people} people entered up to the first spam`,
    };
    if (within.length === 0) {
      return {
        facts: [fact],
        finding: {
          kind: 'nothing-found',
          looked,
          says: {
            ja: `${of.ja}、ほかに同様のお申し出は記録されていません`,
            en: `no other complaint of this kind is recorded ${of.en}`,
          },
        },
      };
    }
    return {
      facts: [fact],
      finding: {
        kind: 'found',
        at: [],
        looked,
        says: {
          ja: `${of.ja}、ほかに${within.length}件（同じ送信元${fact.sameSender}件、弊社専用のアドレス${fact.uniqueAddresses}件）`,
          en: `${within.length} other ${within.length === 1 ? 'complaint' : 'complaints'} ${of.en} (${fact.sameSender} with the same sender, ${fact.uniqueAddresses} with addresses made for us alone)`,
        },
      },
    };
  },
};
