import type { Stage } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';

/** Headings by the first part of a section. Those without one (opening, closing) stand free. */
export const headings: Readonly<Record<string, Both>> = {
  conclusion: { ja: '結論', en: 'In short' },
  heard: { ja: '承った内容', en: 'What you told us' },
  kept: { ja: '記録の保全', en: 'Keeping the records' },
  found: { ja: 'これまでに分かったこと', en: 'What we have found so far' },
  will: { ja: '調べていること', en: 'What we are examining' },
  ask: { ja: 'お願い', en: 'A request' },
  verify: { ja: 'ご本人の確認について', en: 'Confirming your request' },
  stop: { ja: '配信や利用の停止について', en: 'If you want us to stop' },
  stopping: { ja: '配信や利用の停止のご要望について', en: 'Your request that we stop' },
  deleting: { ja: '停止と削除のご要望について', en: 'Your request to erase your data' },
  next: { ja: '次のご連絡', en: 'When you will hear from us' },
  origin: { ja: '届いたメールの送信元', en: 'Who sent the message' },
  threat: { ja: '脅して支払いを求めるメールについて', en: 'The message that threatens you' },
  checked: { ja: '調べたこと', en: 'What we checked' },
  limits: { ja: 'この調査で分からないこと', en: 'What this could not show' },
  ways: { ja: '経路について', en: 'How the spam reached you' },
  contact: { ja: '連絡をしてきた相手', en: 'Who contacted you' },
  reached: { ja: '経路について', en: 'How this reached you' },
  incident: { ja: '起きたことと対象', en: 'What happened, and which data' },
  advice: { ja: 'お願い（お急ぎいただきたい順）', en: 'What you can do, most urgent first' },
  done: { ja: '行ったこと', en: 'What we have done' },
  measures: { ja: 'これから行うこと', en: 'What we will do' },
  held: { ja: 'お預かりしている情報', en: 'What we hold about you' },
  turn: { ja: 'ほかの相談先', en: 'Where else you can turn' },
  since: { ja: 'その後の状況', en: 'Since then' },
  correction: { ja: '訂正とお詫び', en: 'Correction and apology' },
};

/** The heading under which a letter tells what was found: a correction has one of its own, and whoever is not verified reads it first. */
export function whereFindingsStand(stage: Stage, verified: boolean): Both {
  const key = stage === 'correction' ? 'correction' : verified || stage === 'holding' ? 'found' : 'conclusion';
  return headings[key] ?? { ja: '', en: '' };
}

/** Part of a section before the dot: what stands under one heading. */
export const headingKey = (section: string): string => section.split('.', 1)[0] ?? section;
