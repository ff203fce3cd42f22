// Steps that findings ask for, and what does not fit.
import { foreignWords } from '../../reply/foreign-words.ts';
import { isWriter } from '../../reply/vendor-names.ts';
import { factsOf } from '../../vocabulary/fact.ts';
import { answeredForOthers } from '../../vocabulary/vendor-scope.ts';
import { explain } from '../explanations.ts';
import { type Add, DAY, type Situation } from './situation.ts';

/** What was written or collected and does not fit. */
export function toSettle({ facts, handling, acquisition, now }: Situation, add: Add): void {
  const { unmatched } = explain(handling?.explanations ?? [], facts);
  if (unmatched.length > 0) {
    add(1, 'officer', now + DAY, {
      ja: `署名された説明のうち${unmatched.length}件は、今の調査結果のどの項目とも一致しないため使っていません。番号・種類・場所を確かめる`,
      en: `${unmatched.length} signed ${unmatched.length === 1 ? 'explanation matches' : 'explanations match'} no finding of this examination and closed nothing: compare number, kind and place`,
    });
  }
  if (acquisition.some(({ intact }) => intact === false)) {
    add(1, 'engineer', now + DAY, {
      ja: '収集した後に変わった写しがある。別に置いた二つ目の写しと突き合わせ（akashi preserve --check）、いつ誰が変えたかを確かめる',
      en: 'copies were changed after collection: compare with the second copy (akashi preserve --check) and find out when and by whom',
    });
  }
  if (acquisition.some(({ adminRights, secondPerson }) => adminRights === true && secondPerson !== true)) {
    add(2, 'manager', now + DAY, {
      ja: '管理者権限を持つ人が一人で集めた写しについて、立会人を置くか、機器の外の写しを直ちに別の人に預ける',
      en: 'copies were taken by one person with administrator rights: have a second person present, or give a copy off the host to somebody else at once',
    });
  }
}

/** What findings ask for within the company. */
export function toFollow({ facts, unresolved, now }: Situation, add: Add): void {
  for (const { ownMailFiles = 0 } of factsOf(facts, 'mail-origin')) {
    if (ownMailFiles === 0) continue;
    add(1, 'officer', now + DAY, {
      ja: `弊社から送ったメール${ownMailFiles}通の添付ファイルを開き、名簿などを誤って付けていないか、同じものを誰に何通送ったかを確かめる（検査では読んでいない）`,
      en: `open the files attached to ${ownMailFiles} of our own messages: was a list attached by mistake, and to how many people did the same go (the checks do not read them)`,
    });
  }
  for (const { id, run } of factsOf(facts, 'record-of-another')) {
    if (!unresolved.includes(id)) continue;
    add(0.5, 'officer', now + DAY, {
      ja: `写しにある弊社のメールについて、送信済みのメールと差し込みの元の表を確かめ、同じ誤りのあったメールの宛先${run === undefined ? '' : `（続けて送られた${run}件のうち）`}と、書かれていた方を数え、その方々への連絡を決める`,
      en: `of our own mail in the copy, look at the sent mail and at the table it was made from: count to whom mail with the same mistake went${run === undefined ? '' : ` (of the ${run} addresses written to in one go)`} and whose data it told, and decide how these people are told`,
    });
  }
  const integrity = factsOf(facts, 'log-integrity').find(
    ({ verdict }) => verdict === 'altered' || verdict === 'suspect',
  );
  if (integrity) {
    add(2, 'engineer', now + DAY, {
      ja: '記録の欠けについて、停止や作業の有無を確かめ、別の場所の写し（バックアップ、中継機器）と突き合わせる',
      en: 'find out whether maintenance explains what is missing from the logs, and compare with copies kept elsewhere',
    });
  }
  if (factsOf(facts, 'bulk-read').some(({ id, known }) => !known && unresolved.includes(id))) {
    add(1, 'officer', now + DAY, {
      ja: '一覧の書き出しやまとめ読みが業務によるものかを、その利用者と上司に確かめ、答えを記録する（書面で「確かめております」と述べている）',
      en: 'ask the user concerned, and whoever directs their work, whether the lists written out or records read in bulk were part of it, and note the answers (the letters say that this is being found out)',
    });
  }
  if (factsOf(facts, 'page-exposure').some(({ id, thisAddress }) => thisAddress && unresolved.includes(id))) {
    add(0.3, 'engineer', now, {
      ja: 'アドレスが見えるページの写しを取ってから、表示を消す（検索サイトや写しを置く所にも消すよう頼む）',
      en: 'copy the page that shows the address, then take the address off it (and ask search engines and archives to do so)',
    });
  }
  if (
    factsOf(facts, 'visible-recipients').some(
      ({ includesThis, listMessages }) => includesThis !== 'no' && listMessages === undefined,
    )
  ) {
    add(1, 'officer', now + DAY, {
      ja: '宛先が見えていた一斉送信の対象者を確定し、連絡の要否を決める',
      en: 'establish who was on the mailing with visible recipients, and decide who has to be told',
    });
  }
}

/** What is asked in writing of companies that the spam names, and of vendors that have not answered. */
export function toAskOthers({ claim, organisation, facts, now }: Situation, add: Add): void {
  const named = factsOf(facts, 'mail-origin').flatMap(({ names = '' }) => (names === '' ? [] : names.split('; ')));
  if (named.length > 0) {
    const companies = named.map((name) => foreignWords(name, 40));
    add(2.5, 'officer', now + DAY, {
      ja: `届いたメールに名前のある${companies.join('と')}に、その理由と、渡した情報の今の扱い（使用、提供、譲渡、廃業や改称）を書面で尋ね、記録の保全を求める`,
      en: `ask ${companies.join(' and ')}, which the spam names, in writing how that comes about and what became of the data it had from us (use, passing on, sale, change of name), and to keep its records`,
    });
  }
  const writers = organisation.vendors.filter((vendor) => isWriter({ claim }, vendor)).map(({ name }) => name);
  const unanswered = factsOf(facts, 'vendor-answer').filter(
    ({ vendor, answer }) => answer === 'none' && !writers.includes(vendor),
  );
  if (unanswered.length > 0) {
    add(4, 'officer', now + 3 * DAY, {
      ja: `回答のない委託先${unanswered.length}社に、記録の保全と書面での回答を求める`,
      en: `ask ${unanswered.length} ${unanswered.length === 1 ? 'vendor' : 'vendors'} in writing to keep their records and to answer`,
    });
  }
  const forOthers = answeredForOthers(facts).length;
  if (forOthers > 0) {
    add(4, 'officer', now + 3 * DAY, {
      ja: `この記録について答えていない委託先${forOthers}社に、この記録を含む名簿を預かったか、漏れていないかを書面で尋ねる`,
      en: `ask the ${forOthers === 1 ? 'vendor that has' : `${forOthers} vendors that have`} not answered for this record, in writing, whether they held it and whether it leaked`,
    });
  }
}
