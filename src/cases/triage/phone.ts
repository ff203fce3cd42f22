// What the phone may say: what is established is not denied, and what is not is not admitted.
import type { Both } from '../../vocabulary/finding.ts';
import { holdingDue } from '../holding-due.ts';
import { minute } from './due-words.ts';
import { contactOf, type Section, type Seen } from './first-look.ts';

/** What is established is not denied on the phone, and what is not is not admitted. */
function admission({ ended }: Seen): readonly Both[] {
  const never: Both = { ja: '言わない：「漏れていません」', en: 'do not say: "it did not leak"' };
  if (!ended)
    return [
      never,
      {
        ja: '検査が終わるまで言わない：「漏らしました」',
        en: 'until the checks are done, do not say: "we leaked it"',
      },
    ];
  if (!ended.admits)
    return [
      never,
      {
        ja: '言わない：「漏らしました」（検査では確かめられていません）',
        en: 'do not say: "we leaked it" (the checks did not establish it)',
      },
    ];
  return [
    never,
    {
      ja: '一次回答が弊社の側で確かめられたと述べていることは、保険会社と顧問に知らせてから、その言葉で認める。広げも、打ち消しもしない',
      en: 'what the holding reply says is established on our side, admit in its words once insurer and counsel know: neither widen nor deny it',
    },
  ];
}

export function phone(input: Seen): Section {
  const by = minute(holdingDue(input.claim, input.organisation, input.now).by, input.organisation.timeZone);
  const told = contactOf(input);
  const what: Both = { ja: told?.what.ja ?? '迷惑メール', en: told?.the ?? 'the spam' };
  return {
    title: { ja: '電話で言えること', en: 'What the phone may say' },
    lines: [
      {
        ja: `「ただいま確認しております。${by}までに、あらためてご連絡いたします。${what.ja}の原因はまだ分かっておりません」`,
        en: `"We are looking into it and will contact you by ${by}. We do not know the cause of ${what.en} yet."`,
      },
      {
        ja: '検査が終わった後は、一次回答（holding.ja.txt）にあることだけを、その言葉で言う',
        en: 'once the checks are done, say what the holding reply (holding.en.txt) says, in its words, and no more',
      },
      ...(input.ended?.threatened
        ? [
            {
              ja: '脅して支払いを求めるメールについては：「お支払いも、返信もなさらないでください。警察にもご相談いただけます」',
              en: 'on the message that threatens: "Please do not pay and do not reply; the police can advise you too."',
            },
          ]
        : []),
      ...admission(input),
      { ja: '言わない：「お客様のパソコンが原因では」', en: 'do not say: "it may be your computer"' },
      {
        ja: '言わない：アドレスを預かっているかどうか（ご本人と確かめるまで）',
        en: 'do not say whether we hold the address, until the caller is verified',
      },
    ],
  };
}
