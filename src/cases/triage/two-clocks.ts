// Both clocks, as the page of the first minutes shows them.
import { millisecondsOf } from '../../custody/instant.ts';
import { answerWantedIn, wantedUntil, withinWords } from '../../reply/answer-wanted.ts';
import type { Handling } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { complainedBefore, dueDates, vendorNotices } from '../clocks/due-dates.ts';
import { dueIn } from './due-words.ts';
import type { Line, Section, Seen } from './first-look.ts';

/** The day by which whoever writes asks to be answered: theirs, and none of the law's. */
function askedFor(input: Seen): Both[] {
  const { claim, organisation, now } = input;
  const wanted = answerWantedIn(claim);
  if (wanted === undefined) return [];
  const received = claim.receivedAt ? millisecondsOf(claim.receivedAt, organisation.timeZone) : now;
  const due = dueIn(wantedUntil(wanted, received, organisation.timeZone), input);
  const within = 'days' in wanted ? withinWords(wanted) : { ja: '日を指定', en: 'a day that they name' };
  return [
    {
      ja: `${due.ja}：お申し出が求める回答の期限（${within.ja}。法令の期限ではない）`,
      en: `${due.en}: answer wanted by the writer (${within.en}; no period of the law)`,
    },
  ];
}

/** What people decided about having come to know, and what it starts. */
function decisionWords(handling: Handling | undefined): Both {
  const decided = handling?.awareness;
  if (!decided)
    return {
      ja: '「知った」かどうかの判断の記録がないため、知った時から数える期限はまだありません',
      en: 'no decision about being aware is recorded: what counts from knowing has no date yet',
    };
  if (decided.decision === 'aware')
    return {
      ja: `「知った」と判断した記録があります（${decided.at}）`,
      en: `a decision to count as aware is on record (${decided.at})`,
    };
  return {
    ja: `判断の記録があります（${decided.at}、理由と署名は handling.yaml）：知った時から数える期限を始めるものではありません。上の時計は止まりません`,
    en: `a decision is on record (${decided.at}; reasons and signer in handling.yaml) that starts nothing counted from knowing; the first clock does not stop`,
  };
}

/** Both clocks, from the same table as `akashi clocks`. */
export function clocks(input: Seen): Section {
  const { claim, organisation, handling, now } = input;
  const deadlines = dueDates({ claim, organisation, handling, now });
  const before = complainedBefore({ claim, organisation, now });
  const line = ({ what, by }: (typeof deadlines)[number]): Both => {
    const due = dueIn(Date.parse(by), input);
    return { ja: `${due.ja}：${what.ja}`, en: `${due.en}: ${what.en}` };
  };
  const head = (ja: string, en: string): Line => ({ ja, en, head: true });
  const lines: Line[] = [
    head(
      '慎重な時計（受付、または記録にあるそれより早い時を「知った時」とみなす）',
      'the cautious clock (receipt, or an earlier time on record, taken as the moment of knowing)',
    ),
    ...vendorNotices(organisation).map(
      (at): Both => ({
        ja: `委託先から漏えいの知らせがあった${at.slice(0, 10)}も、「知った時」とみなし得る時に数えています`,
        en: `the day on which a vendor told of a leak, ${at.slice(0, 10)}, counts among the times that may be the moment of knowing`,
      }),
    ),
    ...(before === undefined
      ? []
      : [
          {
            ja: `${before.slice(0, 10)}に、同じ方から、または同じ送信者についてのお申し出があり、「知った時」とみなし得る時に数えています`,
            en: `a complaint of ${before.slice(0, 10)}, by the same person or about the same sender, counts among the times that may be the moment of knowing`,
          },
        ]),
    ...deadlines.filter(({ conservative }) => conservative).map(line),
    ...askedFor(input),
    head('判断による時計', 'the decided clock'),
    ...deadlines.filter(({ conservative }) => !conservative).map(line),
    decisionWords(handling),
    {
      ja: '法的助言ではありません。期限は顧問に確かめてください',
      en: 'not legal advice: have counsel confirm the dates',
    },
  ];
  return { title: { ja: '二つの時計', en: 'The two clocks' }, lines };
}
