// The holding letter: what was heard, what is being kept, what will be examined, and when the next word comes.
import { isDate, workingMoment } from './days.ts';
import type { Grounds } from './grounds.ts';
import type { Said } from './said.ts';

/** Never more than was recorded: copies taken, keeping begun, or who will take the copies and when. */
export function kept(grounds: Grounds): Said[] {
  const section = 'kept.all';
  const { acquisition, preservationStartedAt } = grounds.case.handling ?? {};
  if (acquisition && isDate(acquisition.at)) {
    return [
      {
        id: 'kept.copies',
        type: 'DID',
        section,
        evidence: ['acquisition'],
        slots: { at: acquisition.at },
        text: {
          ja: '関係する記録の写しを{at:moment}に取り、それ以後に変更があれば分かるようにいたしました。',
          en: 'We took copies of the records concerned ({at:moment}) in such a way that any later change would show.',
        },
      },
      {
        id: 'kept.before',
        type: 'LIMIT',
        section,
        evidence: ['acquisition'],
        slots: {},
        text: {
          ja: 'それより前に変更がなかったかは、別に調べます。',
          en: 'Whether anything was changed before that, we examine separately.',
        },
      },
    ];
  }
  if (preservationStartedAt !== undefined && isDate(preservationStartedAt)) {
    return [
      {
        id: 'kept.begun',
        type: 'DID',
        section,
        evidence: ['acquisition'],
        slots: { since: preservationStartedAt },
        text: {
          ja: '関係する記録の保全を始めております（{since:moment}開始）。',
          en: 'We have begun to preserve the records concerned (since {since:moment}).',
        },
      },
    ];
  }
  const by = workingMoment(grounds.now, grounds.zone, { days: 1, hour: 17 });
  return [
    {
      id: 'kept.promise',
      type: 'PROMISE',
      section,
      evidence: ['claim'],
      slots: { by, owner: grounds.owner },
      text: {
        ja: '関係する記録が消えないよう、{owner}が{by:moment}までに写しを取ります。',
        en: 'Our {owner} will take copies of the records concerned by {by:moment}, so that they are not lost.',
      },
    },
  ];
}

export function willExamine(grounds: Grounds): Said[] {
  const section = 'will.all';
  const said: Said[] = [
    {
      id: 'will.examine',
      type: 'ACT',
      section,
      evidence: ['claim'],
      slots: {},
      text: {
        ja: 'サーバーの記録、名簿を扱った記録、弊社の公開ページ、情報の取扱いを任せている会社について調べます。',
        en: 'We examine server records, who handled our lists, our public pages, and the companies that handle data for us.',
      },
    },
  ];
  if (grounds.outcome !== 'leak_confirmed' || !grounds.verified) {
    said.push({
      id: 'will.cause-unknown',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: { ja: '原因は、まだ分かっておりません。', en: 'We do not know the cause yet.' },
    });
  }
  return said;
}

export function stopIfWished(grounds: Grounds): Said {
  return {
    id: grounds.verified ? 'stop.use' : 'stop.sending',
    type: 'RIGHT',
    section: 'kept.all',
    evidence: ['org'],
    slots: {},
    text: grounds.verified
      ? {
          ja: 'ご希望があれば、お預かりしている情報の利用を直ちに停止いたします。',
          en: 'If you wish, we stop using the data we hold about you at once.',
        }
      : {
          ja: 'ご希望があれば、お申し出のアドレスに弊社からお送りすることを直ちに止めます。',
          en: 'If you wish, we stop sending anything to the address at once.',
        },
  };
}

/** Everything asked for is optional, and nothing is asked that could harm who sends it. */
export function requests(): Said[] {
  const section = 'ask.all';
  const ask = (id: string, ja: string, en: string): Said => ({
    id,
    type: 'ASK',
    section,
    evidence: ['claim'],
    slots: {},
    text: { ja, en },
  });
  return [
    ask(
      'ask.sample',
      '差し支えなければ、届いた迷惑メールを消さずに保管し、1通を原本のまま（.eml 形式など）お送りください。',
      'If you are willing, please keep the messages and send us one in its original form (for example as .eml).',
    ),
    ask(
      'ask.links',
      'リンクや添付ファイルは、開かないようお願いいたします。',
      'Please do not open links or attachments in them.',
    ),
    ask(
      'ask.private',
      'パスワードやほかの方の情報が含まれるものは、お送りいただく前にご相談ください。',
      'If a message contains a password or details of other people, please speak to us before sending it.',
    ),
    ask('ask.without', 'お手元にない場合も、調査は続けます。', 'We will go on without it.'),
  ];
}

/** Asked of a requester who is not verified yet; says nothing about whether an address is held. */
export function verify(): Said[] {
  return [
    {
      id: 'verify.reply',
      type: 'ASK',
      section: 'verify.all',
      evidence: ['claim'],
      slots: {},
      text: {
        ja: 'お手数ですが、お申し出のアドレスから、この書面の受付番号を添えてご返信ください。',
        en: 'Please reply from the address concerned and quote the case number of this letter.',
      },
    },
    {
      id: 'verify.then',
      type: 'RIGHT',
      section: 'verify.all',
      evidence: ['org'],
      slots: {},
      text: {
        ja: 'ご本人の確認ができましたら、お預かりしている情報の有無を含めてお知らせいたします。',
        en: 'Once we have confirmed that the request is yours, we will tell you whether we hold anything, and what.',
      },
    },
  ];
}

export function nextWord(grounds: Grounds): Said {
  const by = workingMoment(grounds.now, grounds.zone, { days: 7, hour: 17 });
  return {
    id: 'promise.next',
    type: 'PROMISE',
    section: 'next.all',
    evidence: ['claim'],
    slots: { by, owner: grounds.owner },
    text: {
      ja: '調査の途中であっても、{by:moment}までに、{owner}からご連絡いたします。',
      en: 'Our {owner} will write to you by {by:moment}, even if we are not finished.',
    },
  };
}
