import { lastMomentOf, millisecondsOf } from '../custody/instant.ts';
import { rowsOf } from '../custody/register.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';
import { notChecked } from './answer.ts';
import type { Check, Sources } from './check.ts';
import { offsetTold, registerOffset } from './register-offset.ts';
import { spamAmong } from './spam-evidence.ts';
import { reachedThem } from './without-spam.ts';

const DAY = 86_400_000;

type Submission = { readonly at: string; readonly row: Pointer | null };

/** The day the customer gives; without one, the day our register first held the address. */
function submissionOf({ claim, register, organisation }: Sources): Submission | undefined {
  if (claim.submittedAt) return { at: claim.submittedAt, row: null };
  const address = parseAddress(claim.address);
  const [row] = register && address ? rowsOf(register, address, organisation.timeZone) : [];
  return row?.at ? { at: row.at, row: row.pointer } : undefined;
}

/** Without their word: when the earliest of the messages handed in came. What came before it was not kept, or not noticed. */
function earliestSample({ spam }: Sources): { readonly at: string; readonly pointer: Pointer | null } | undefined {
  const dated = (spam ? spamAmong(spam) : []).flatMap(({ kind, receivedAt, boundary, sentToAnother }) =>
    kind === 'message' && receivedAt !== null && !sentToAnother ? [{ at: receivedAt, pointer: boundary }] : [],
  );
  return dated.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
}

/** How the complaint's dates were read is no more than a reading. */
function orderTold({ dateOrder }: Sources['claim']): Both | undefined {
  if (dateOrder === undefined) return undefined;
  const isDay = dateOrder === 'day-first';
  return {
    ja: `お申し出の数字だけの日付は、${isDay ? '日、月' : '月、日'}、年の順と読みました（本文のほかの日付や前後関係に合う読み方がこれだけのため）`,
    en: `dates of numbers alone in the complaint were read as ${isDay ? 'day, month' : 'month, day'}, year, because the rest of its text allows no other order`,
  };
}

const withNotes = (said: Both, ...notes: readonly (Both | undefined)[]): Both =>
  notes.reduce<Both>((all, note) => (note ? { ja: `${all.ja}。${note.ja}`, en: `${all.en}; ${note.en}` } : all), said);

export const timingDelay: Check = {
  id: 'timing.delay',
  asks: { ja: '入力から最初の迷惑メールまでの日数', en: 'How long was it from the submission to the first spam?' },
  blindTo: [
    { ja: '届いたのに気付かれなかった、それ以前の迷惑メール', en: 'earlier spam that was filtered or not noticed' },
    { ja: '漏えいした日そのもの', en: 'the day of the leak itself' },
  ],
  falseAlarms: [{ ja: '偶然に時期が重なった別の経路', en: 'another way that happened at the same time' }],
  drilledBy: [],

  async run(sources) {
    const { claim, organisation } = sources;
    const { what, first } = reachedThem(sources);
    const submitted = submissionOf(sources);
    const offset = await registerOffset(sources);
    const told = offset && offsetTold(offset);
    const sample = claim.spamSince ? undefined : earliestSample(sources);
    const since = claim.spamSince ?? sample?.at;
    if (!submitted || !since) {
      const missing = [
        ...(submitted ? [] : [{ ja: '入力した日', en: 'the day of the submission' }]),
        ...(since ? [] : [{ ja: `${what.ja}が始まった日`, en: `the day of the ${first.en}` }]),
      ];
      return notChecked({
        ja: `${missing.map(({ ja }) => ja).join('と')}が、渡されたものからは分かりません`,
        en: `${missing.map(({ en }) => en).join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not known from what was given`,
      });
    }
    // Where the day told is one of our own mail, the messages handed in tell it.
    const by =
      claim.spamSinceTold === undefined
        ? { ja: 'お申し出による', en: "by the customer's account" }
        : { ja: '渡されたメールによる', en: 'by the mail handed in' };
    const zone = organisation.timeZone;
    const submittedMs = millisecondsOf(submitted.at, zone);
    const days = (millisecondsOf(since, zone) - submittedMs) / DAY;
    const looked = { from: submitted.at, to: since, lines: 0, parsed: 0, share: null };
    // A bare day of the first spam means the whole of it: spam on the afternoon of a morning's submission is in order.
    if (lastMomentOf(since, zone) <= submittedMs) {
      return {
        facts: [],
        finding: {
          kind: 'not-checked',
          because: {
            ja: `${what.ja}の始まりが入力より前の日付になっています。日付の確認が必要です`,
            en: `the ${first.en} is dated before the submission; the dates need to be confirmed`,
          },
        },
      };
    }
    // The same day means some hours, not none.
    const delayDays = Math.max(days, 0.5);
    const shown = Number(delayDays.toFixed(1));
    const at = [
      ...(submitted.row ? [submitted.row] : []),
      ...(sample?.pointer ? [sample.pointer] : []),
      ...(told && offset?.own ? [offset.own] : []),
    ];
    return {
      facts: [
        {
          kind: 'time-at-risk',
          submittedAt: submitted.at,
          firstSpamAt: since,
          delayDays,
          ...(told && offset ? { registerOffsetMinutes: offset.minutes } : {}),
          pointers: at,
        },
      ],
      finding: {
        kind: 'found',
        at,
        looked,
        says: withNotes(
          sample
            ? {
                ja: `入力（${submitted.row ? '登録簿' : 'お申し出'}による）から、渡された最も早い${what.ja}まで約${shown}日。それより前に届いていたかどうかは分かりません`,
                en: `about ${shown} days from the submission, by ${submitted.row ? 'our register' : "the customer's account"}, to the earliest message handed in; whether others came before it is not known`,
              }
            : submitted.row
              ? {
                  ja: `入力（登録簿による）から${first.ja}（${by.ja}）まで約${shown}日`,
                  en: `about ${shown} days from the submission, by our register, to the ${first.en}, ${by.en}`,
                }
              : {
                  ja: `入力から${first.ja}まで約${shown}日（${by.ja}）`,
                  en: `about ${shown} days from the submission to the ${first.en}, ${by.en}`,
                },
          orderTold(claim),
          told,
        ),
      },
    };
  },
};
