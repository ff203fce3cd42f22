// What we have done and will do, what we hold, and where else to turn.
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isDate, workingMoment } from './days.ts';
import { erasureUnderHold } from './erasure-words.ts';
import { foreignName } from './foreign-words.ts';
import type { Grounds } from './grounds.ts';
import { openPromise } from './part-findings.ts';
import { gaps } from './part-limits.ts';
import { type Said, toFill } from './said.ts';

/** Steps that people recorded: taken with their date, planned with date and owner. */
function recordedMeasures(grounds: Grounds, section: string): Said[] {
  return (grounds.case.handling?.measures ?? []).slice(0, 6).flatMap((measure, index): Said[] => {
    const id = `measure.${index + 1}`;
    const evidence = [`measure:${measure.id}`];
    const what: Both = measure.what;
    if (measure.doneAt !== null && isDate(measure.doneAt)) {
      return [
        {
          id,
          type: 'ACT',
          section,
          evidence,
          slots: { what, at: measure.doneAt, owner: measure.owner },
          text: { ja: '{what}を{at:day}に行いました（{owner}）。', en: '{what}: done on {at:day} ({owner}).' },
        },
      ];
    }
    if (measure.by === null || !isDate(measure.by)) return [];
    return [
      {
        id,
        type: 'PROMISE',
        section,
        evidence,
        slots: { what, by: measure.by, owner: measure.owner },
        text: { ja: '{what}を{by:day}までに行います（担当：{owner}）。', en: '{what}: by {by:day} ({owner}).' },
      },
    ];
  });
}

function reports(grounds: Grounds, section: string): Said[] {
  return (grounds.case.handling?.reports ?? []).slice(0, 3).flatMap((report, index): Said[] => {
    const slots = { authority: report.authority };
    const id = `report.${index + 1}`;
    if (report.at !== null && isDate(report.at)) {
      return [
        {
          id,
          type: 'ACT',
          section,
          evidence: ['handling'],
          slots: { ...slots, at: report.at },
          text: { ja: '{authority}への報告は、{at:day}に行いました。', en: 'We reported to {authority} on {at:day}.' },
        },
      ];
    }
    if (report.by === null || !isDate(report.by)) return [];
    return [
      {
        id,
        type: 'PROMISE',
        section,
        evidence: ['handling'],
        slots: { ...slots, by: report.by, owner: grounds.owner },
        text: {
          ja: '{authority}への報告は、{owner}が{by:day}までに行います。',
          en: 'Our {owner} will report to {authority} by {by:day}.',
        },
      },
    ];
  });
}

function promise(grounds: Grounds, id: string, days: number, text: Both, section: string): Said {
  const by = workingMoment(grounds.now, grounds.zone, { days, hour: 17 });
  return { id, type: 'PROMISE', section, evidence: ['outcome'], slots: { by, owner: grounds.owner }, text };
}

/** Done and to do. Every promise names its day and who keeps it. */
export function measures(grounds: Grounds): Said[] {
  const section = 'measures.all';
  const said = [...recordedMeasures(grounds, section), ...reports(grounds, section)];
  if (grounds.unresolved.length > 0) said.push(openPromise(grounds, section));
  if (!grounds.verified) return said;
  switch (grounds.outcome) {
    case 'no_evidence':
      said.push(
        promise(
          grounds,
          'promise.watch',
          30,
          {
            ja: '{owner}は引き続き記録を確認し、{by:moment}までに、変化の有無をお知らせいたします。',
            en: 'Our {owner} will keep checking the records and tell you by {by:moment} whether anything has changed.',
          },
          section,
        ),
      );
      break;
    case 'inconclusive':
      if (gaps(grounds).names.length > 0) {
        said.push(
          promise(
            grounds,
            'promise.gaps',
            14,
            {
              ja: '足りない資料が残っていないかを、{owner}が{by:moment}までに確かめ、再度ご報告いたします。',
              en: 'Our {owner} will look for what is missing and report to you again by {by:moment}.',
            },
            section,
          ),
        );
      } else if (grounds.unresolved.length === 0) {
        said.push(
          promise(
            grounds,
            'promise.again',
            14,
            {
              ja: '{owner}が調べを続け、{by:moment}までに再度ご報告いたします。',
              en: 'Our {owner} will go on examining this and report to you again by {by:moment}.',
            },
            section,
          ),
        );
      }
      break;
    case 'leak_likely':
    case 'leak_confirmed':
      said.push(
        promise(
          grounds,
          'promise.update',
          grounds.outcome === 'leak_likely' ? 3 : 7,
          {
            ja: '次のご連絡は、{by:moment}までに{owner}からいたします。',
            en: 'Our {owner} will write to you again by {by:moment}.',
          },
          section,
        ),
      );
      break;
    case 'not_our_mail':
      said.push(
        promise(
          grounds,
          'promise.our-name',
          14,
          {
            ja: '弊社の名義をかたるメールへの対応は、{owner}が{by:moment}までにご報告いたします。',
            en: 'Our {owner} will tell you by {by:moment} what we have done about mail that uses our name.',
          },
          section,
        ),
      );
      break;
  }
  return said;
}

/** Register facts and rights: only to somebody whose request is confirmed. */
export function heldAndRights(grounds: Grounds): Said[] {
  if (!grounds.verified) return [];
  const section = 'held.all';
  const [fact] = factsOf(grounds.case.facts, 'in-register');
  const said: Said[] = [];
  if (fact?.found) {
    const forms = foreignName(fact.forms ?? null, 30);
    const dated = fact.firstAt !== undefined && isDate(fact.firstAt);
    const slots: Record<string, string> = {};
    if (dated && fact.firstAt !== undefined) slots['first'] = fact.firstAt;
    if (forms !== undefined) slots['forms'] = forms;
    said.push({
      id: 'held.record',
      type: 'FOUND',
      section,
      evidence: [fact.id],
      slots,
      text: {
        ja: `弊社の登録簿には、${forms === undefined ? '' : '「{forms}」での'}お客様のご登録がございます${dated ? '（最初は{first:day}）' : ''}。`,
        en: `Our register holds your entry${forms === undefined ? '' : ' from “{forms}”'}${dated ? ' (first on {first:day})' : ''}.`,
      },
    });
  }
  if (fact && !fact.found) return said;
  const held = erasureUnderHold(grounds);
  said.push(
    {
      id: 'held.stop',
      type: 'RIGHT',
      section,
      evidence: ['org'],
      slots: {},
      text: {
        ja: 'ご希望があれば、お預かりしている情報の利用は直ちに停止いたします。',
        en: 'If you wish, we stop using the data we hold about you at once.',
      },
    },
    ...(held.length > 0
      ? held.map((words, index): Said => ({ id: `held.erase-${index + 1}`, type: 'RIGHT', section, ...words }))
      : [erasureWithoutHold(section)]),
  );
  return said;
}

function erasureWithoutHold(section: string): Said {
  return {
    id: 'held.erase',
    type: 'RIGHT',
    section,
    evidence: ['org'],
    slots: {},
    text: {
      ja: '削除は、調査に必要な記録を分けて保存したうえで行い、残す項目・理由・期間をお知らせいたします。',
      en: 'Before erasing it we set apart what the examination needs, and tell you what is kept, why and until when.',
    },
  };
}

const defaultAuthorities: Readonly<Record<'appi' | 'gdpr' | 'uk', Both>> = {
  appi: {
    ja: '個人情報保護委員会の相談窓口',
    en: 'the Personal Information Protection Commission of Japan',
  },
  gdpr: { ja: 'お住まいの国のデータ保護監督機関', en: 'the data protection authority of your country' },
  uk: {
    ja: '英国の情報コミッショナー事務局（ICO）',
    en: 'the Information Commissioner’s Office (ICO)',
  },
};

/** Where else to turn: named by the organisation, else by the law it works under. */
export function turnElsewhere(grounds: Grounds): Said[] {
  const { organisation } = grounds.case;
  const named = organisation.authorities.slice(0, 3).map(({ name, contact }) => {
    const at = foreignName(contact, 40);
    return at === undefined ? name : { ja: `${name.ja}（${at}）`, en: `${name.en} (${at})` };
  });
  const byLaw = [...new Set(organisation.regimes)].map((regime) => defaultAuthorities[regime]);
  const some = named.length > 0 ? named : byLaw;
  const all = some.length > 0 ? some : [toFill({ ja: 'ほかの相談先', en: 'where else to turn' })];
  return all.map((authority, index) => ({
    id: `turn.${index + 1}`,
    type: 'RIGHT',
    section: 'turn.all',
    evidence: ['org'],
    slots: { authority },
    text:
      index === 0
        ? {
            ja: '弊社の回答にご納得いただけない場合は、{authority}にもご相談いただけます。',
            en: 'If you are not satisfied with our answer, you can also turn to {authority}.',
          }
        : { ja: '{authority}にもご相談いただけます。', en: 'You can also turn to {authority}.' },
  }));
}

export function lastWords(grounds: Grounds): Said[] {
  return [
    {
      id: 'last.new-facts',
      type: 'RIGHT',
      section: 'closing.all',
      evidence: ['org'],
      slots: {},
      text: {
        ja: '新しい事実が分かりましたら、弊社からご連絡いたします。',
        en: 'If we learn anything new, we will tell you.',
      },
    },
    {
      id: 'last.contact',
      type: 'RIGHT',
      section: 'closing.all',
      evidence: ['org'],
      slots: { agent: grounds.agent },
      text: {
        ja: 'ご不明の点は、担当の{agent}までお申し付けください。',
        en: 'If anything is unclear, please write to {agent}.',
      },
    },
  ];
}
