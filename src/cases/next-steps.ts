// What to do next, by the time it is due, the more urgent first of what is due together: each step answers something that this case found or could not look at.

import { isoInZone, millisecondsOf } from '../custody/instant.ts';
import { answerWantedIn, wantedUntil, withinWords } from '../reply/answer-wanted.ts';
import { contactWords } from '../reply/contact-words.ts';
import { foreignWords } from '../reply/foreign-words.ts';
import { saysNeverGiven } from '../reply/part-opening.ts';
import { wantsCall } from '../reply/questions/call-back.ts';
import { isWriter } from '../reply/vendor-names.ts';
import type {
  AcquisitionRecord,
  CaseFile,
  CheckResult,
  Claim,
  ContactedBy,
  LogFileSummary,
  NextStep,
  Organisation,
} from '../vocabulary/case-file.ts';
import { contactNames } from '../vocabulary/contact.ts';
import type { Fact } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { describedFamilies } from '../vocabulary/log-families.ts';
import { isOpenFile } from '../vocabulary/open-file.ts';
import { answeredForOthers } from '../vocabulary/vendor-scope.ts';
import { type ApprovalEntry, approvalWords, standingOfSent } from './approval.ts';
import { dueDates } from './clocks/due-dates.ts';
import { isElsewhere } from './clocks/watched-regimes.ts';
import { copyingCanWait } from './dying-evidence.ts';
import { explain } from './explanations.ts';
import type { GivenHandling } from './handling.ts';
import { holdingDue } from './holding-due.ts';
import { mustBeTold } from './must-be-told.ts';
import { accountsInDoubt, isAtVendor, mayBeInside, openTraces } from './open-traces.ts';
import type { Owner } from './owner.ts';
import { byTime } from './promised-steps.ts';
import { stageNames } from './stage-names.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Situation = {
  readonly claim: Claim;
  readonly organisation: Organisation;
  readonly checks: readonly CheckResult[];
  readonly facts: readonly Fact[];
  readonly unresolved: readonly string[];
  /** Milliseconds UTC. */
  readonly now: number;
  readonly handling: GivenHandling | null;
  readonly acquisition: readonly AcquisitionRecord[];
  readonly approvals: readonly ApprovalEntry[];
  /** What was given and could not be read, with the reason: nothing in it was used. */
  readonly unread: readonly Both[];
  /** Files and folders that lie in the case folder under names that are not read. */
  readonly unnamed: readonly string[];
  /** What the case folder holds beside the claim. */
  readonly given: Given;
  /** The log whose oldest lines are expected to go first; left out: when any of them goes is not known. */
  readonly firstToGo?: CaseFile['firstToGo'];
};

/** So many are spelled out; the others are counted. */
const MOST_UNREAD_NAMED = 3;

/** A record of decisions that nobody could read must not look like one that was never kept. */
function mendUnread(unread: readonly Both[]): Both {
  const named = unread.slice(0, MOST_UNREAD_NAMED);
  const more = unread.length - named.length;
  return {
    ja: `読み取れず、まったく使っていないものがあります。直すか別の写しを用意して調べ直す：${named.map(({ ja }) => ja).join('／')}${more > 0 ? `、ほか${more}件` : ''}`,
    en: `mend or replace what could not be read, since nothing in it was used, and examine again: ${named.map(({ en }) => en).join(' / ')}${more > 0 ? `, ${more} more` : ''}`,
  };
}

/** A second complaint, or a register under a name of its own, lies there and was used for nothing. */
function nameOrMove(unnamed: readonly string[]): Both {
  const named = unnamed.slice(0, MOST_UNREAD_NAMED);
  const more = unnamed.length - named.length;
  return {
    ja: `事案のフォルダーに、読む対象の名前でなく、まったく使っていないものがある：${named.join('、')}${more > 0 ? `、ほか${more}件` : ''}。この一件のものなら docs/case-folder.md にある名前にして調べ直す。ほかの方からのお申し出は、別の一件にする`,
    en: `look at what lies in the case folder under a name that is not read and was used for nothing: ${named.join(', ')}${more > 0 ? `, ${more} more` : ''}; give what belongs to this case a name of docs/case-folder.md and examine again; the complaint of somebody else is a case of its own`,
  };
}

/** What was given and yet could not be used is not asked for again: it has to be mended. */
export type Given = {
  readonly register: boolean;
  readonly spam: boolean;
  /** Logs that break off before their end. */
  readonly brokenLogs: readonly string[];
  readonly webLogs: boolean;
};

/** What to provide so that a check that was not done can be done. */
const toProvide: Readonly<Record<string, Both>> = {
  'register.holds-address': {
    ja: '登録簿（register.csv）を用意して調べ直す',
    en: 'provide the register (register.csv) and examine again',
  },
  'exports.list-given': {
    ja: '名簿の書き出しの記録（exports.csv）を用意して調べ直す',
    en: 'provide the record of exports (exports.csv) and examine again',
  },
  'logs.attack-traces': {
    ja: '該当する期間のアクセスログを集めて調べ直す',
    en: 'collect the access logs of the time in question and examine again',
  },
  'spam.own-infrastructure': {
    ja: '差し支えなければ、迷惑メールを原本のまま（.eml）一通いただく',
    en: 'ask, if the customer is willing, for one spam message in its original form (.eml)',
  },
};

/** Where no mail came there is none to ask for: what the letters ask for instead. */
function askFor(by: ContactedBy): Both {
  const { missing } = contactWords[by];
  return {
    ja: `差し支えなければ、${missing.ja}をお客様に伺う`,
    en: `ask, if the customer is willing, for ${missing.en}`,
  };
}

/** Where the thing is there but cannot be read or compared: what to mend. */
function toMend(id: string, given: Given): Both | undefined {
  if (id === 'register.holds-address' && given.register) {
    return {
      ja: '登録簿のうち読み取れない行（検査の欄に件数）を直し、調べ直す',
      en: 'mend the rows of the register that could not be read (their number stands with the check) and examine again',
    };
  }
  if (id === 'spam.own-infrastructure' && given.spam) {
    return {
      ja: '弊社の配信設備（ドメイン、ホスト、IPアドレス）を org.yaml の sends_from に書き、迷惑メールの送信元と比べ直す',
      en: 'list our sending systems (domains, hosts, IP addresses) as sends_from in org.yaml, and compare the sender of the spam again',
    };
  }
  if (id === 'logs.attack-traces' && given.brokenLogs.length > 0) {
    const paths = given.brokenLogs.slice(0, 3);
    const more = given.brokenLogs.length - paths.length;
    return {
      ja: `壊れている記録（${paths.join('、')}${more > 0 ? `、ほか${more}件` : ''}）の写しを元の機器から取り直し、調べ直す`,
      en: `take a new copy of the broken logs (${paths.join(', ')}${more > 0 ? `, ${more} more` : ''}) from their host and examine again`,
    };
  }
  if (id === 'logs.attack-traces' && given.webLogs) {
    return {
      ja: '読み取れなかった記録の行を確かめ（検査の欄に理由）、形式を直すか別の写しを用意して調べ直す',
      en: 'look at the log lines that were not understood (the check says why), and examine again with their format mended or another copy',
    };
  }
  return undefined;
}

/** Kinds of web log; what they hold may still not have been understood. */
export function givenOf(files: readonly LogFileSummary[], { register, spam }: Pick<Given, 'register' | 'spam'>): Given {
  return {
    register,
    spam,
    brokenLogs: files.filter(({ incomplete }) => incomplete !== undefined).map(({ path }) => path),
    webLogs: files.some(({ format, lines }) => lines > 0 && describedFamilies.web.formats.includes(format)),
  };
}

/** `urgency`: the less, the sooner. `dueAt`: milliseconds UTC; null: no date can be set. */
type Add = (urgency: number, owner: Owner, dueAt: number | null, what: Both) => void;

/** Before any word to anybody: what is deleted cannot be examined again. Nothing to do where copies are on record. */
function keepEvidence({ claim, organisation, handling, acquisition, firstToGo, now }: Situation, add: Add): void {
  if (acquisition.length > 0) return;
  const zone = organisation.timeZone;
  const goes = firstToGo ? millisecondsOf(firstToGo.at, zone) : undefined;
  if (goes !== undefined && copyingCanWait(goes, holdingDue(claim, organisation, now).by, now)) return;
  const when = (at: number) => isoInZone(at, zone).slice(0, 16).replace('T', ' ');
  const first =
    firstToGo === undefined || goes === undefined
      ? { ja: '', en: '' }
      : goes <= now
        ? {
            ja: `（まず ${firstToGo.log}：古いものはもう消えているおそれがあります）`,
            en: ` (${firstToGo.log} first: its oldest lines may be gone by now)`,
          }
        : {
            ja: `（まず ${firstToGo.log}：${when(goes)}ごろ古いものから消えます）`,
            en: ` (${firstToGo.log} first: its oldest lines go about ${when(goes)})`,
          };
  if (handling?.handling.preservationStartedAt !== undefined) {
    if (firstToGo === undefined) return;
    add(0.15, 'engineer', now, {
      ja: `保全を始めた記録の写しを取る${first.ja}`,
      en: `take copies of the records whose keeping has begun${first.en}`,
    });
    return;
  }
  add(0.15, 'engineer', now, {
    ja: `記録の切り替えと自動削除を止め、写しを取り始める${first.ja}`,
    en: `stop rotation and automatic deletion, and begin to copy the logs${first.en}`,
  });
}

/** What cannot wait: a host that may be entered, and what was given and not read. */
function atOnce(situation: Situation, add: Add): void {
  const { claim, organisation, unread, unnamed, now } = situation;
  const traces = openTraces(situation);
  if (traces.some(({ attack }) => attack === 'cloud-abuse')) {
    add(0, 'engineer', now, {
      ja: 'クラウドの操作の記録の写しを取り、使われた鍵や役割を無効にして（削除はしない）、発行済みの一時的な権限を打ち切る',
      en: 'copy the records of the cloud, then disable (not delete) the key or role concerned and revoke its open sessions',
    });
  }
  // The pages that were walked through answer the next reader too, and the host may be as it should be.
  const read = factsOf(situation.facts, 'bulk-read').filter(
    ({ id, known }) => !known && situation.unresolved.includes(id),
  );
  if (traces.some(({ attack }) => attack === 'bulk-read') || read.some(({ how }) => how === 'shared-walk')) {
    add(0, 'engineer', now, {
      ja: '番号を順に変えて記録の画面を開けないようにし（本人だけが開けるか確かめる）、写しから、開かれた記録を一覧にする',
      en: 'stop records from being opened by counting through their numbers (who may open which?), and list from the copies which were opened',
    });
  }
  const strays = read.filter(({ how }) => how === 'stray-export').flatMap(({ pointers = [] }) => pointers.slice(0, 1));
  if (strays.length > 0) {
    const at = strays.slice(0, MOST_UNREAD_NAMED).map(({ path, line }) => `${path}:${line}`);
    add(0, 'engineer', now, {
      ja: `担当者のページから、ふだん担当者のいない接続元へ一覧が書き出されている（${at.join('、')}）。担当者のログインをすべて終わらせ、記録の写しを取ってからパスワードを替え、その一覧に誰のどの情報があるかを確かめる`,
      en: `a list was written out from the pages of staff to a network from which staff do not work (${at.join(', ')}): end every login of staff there, change the passwords once the records are copied, and see whose data that list holds`,
    });
  }
  if (traces.some(isOpenFile)) {
    add(0, 'engineer', now, {
      ja: '外から読める所にあったファイルの写しを取ってから、公開の場所から外し（共有リンクで開けるなら、そのリンクを止め）、フォルダーの中身の一覧も見せないようにする。検索サイトや写しを保存する所にも消すよう頼み、誰のどの情報が書かれていたかを写しで確かめる',
      en: 'copy the files that lay open, then take them off the public server (or end the link that opens them) and stop it from listing their folder; ask search engines and archives to remove them, and see from the copy whose data stand in them',
    });
  }
  if (traces.some(({ attack }) => attack === 'data-dump')) {
    add(0, 'engineer', now, {
      ja: '書き出しまたは取得に使われた入口（データベースへの外部からの接続、サーバーやFTPのアカウント）を閉じ、その利用者のパスワードと鍵を、記録の写しを取ってから替える。書き出した接続元が、ほかの記録（クラウド、サーバー）にもないかを調べる',
      en: 'close the way by which the data were taken (outside connections to the database, the account of the server or its FTP), and change the password of the account and any key concerned once the records are copied; look for the same source in the other logs (cloud, servers)',
    });
  }
  for (const vendor of new Set(traces.filter(isAtVendor).flatMap((trace) => trace.vendor ?? []))) {
    const name = foreignWords(vendor, 40);
    add(0, 'engineer', now, {
      ja: `${name}にあるアカウントのセッションをすべて終わらせ、${name}の操作の記録の写しを取ってから、そのパスワードと鍵（侵入の後に作られたものも）を替えるか無効にする`,
      en: `end every session of the account at ${name}; once the records kept there are copied, change its password and change or disable its keys (those made after the login too)`,
    });
  }
  const lines = accountsInDoubt(situation).flatMap(({ pointers: [line] = [] }) =>
    line ? [`${line.path}:${line.line}`] : [],
  );
  if (lines.length > 0) {
    const [ja, en] = [[...new Set(lines)].slice(0, 3).join('、'), [...new Set(lines)].slice(0, 3).join(', ')];
    add(0, 'engineer', now, {
      ja: `ほかの日の記録に現れない外部の接続元から使われた利用者名（${ja} にあります）の接続をすべて終わらせ、持ち主に確かめるまで使えないようにする。記録の写しを取ってから、パスワードを替える`,
      en: `end every session of the account that was used from a network recorded on no other day (it is named in ${en}), and lock it until its owner has been asked; change its password once the records are copied`,
    });
  }
  if (traces.some(mayBeInside)) {
    add(0, 'engineer', now, {
      ja: '侵入の可能性がある機器を隔離する（再起動しない）。証拠の写しを取ってから鍵とパスワードを替える',
      en: 'isolate the host concerned without rebooting it; change keys and passwords only after copies are taken',
    });
  }
  if (organisation.timeZoneAssumed && isElsewhere(claim)) {
    add(0.1, 'support', now, {
      ja: '時刻を日本時間で書き、日本の法律の期限を数えている（org.yaml に time_zone がない）。日本でなければ time_zone と regimes を書き、送る前に作り直す',
      en: 'times are in Japan Standard Time and terms by the law of Japan, as org.yaml names no time_zone: if that is not yours, name it and regimes, and run this again before anything is sent',
    });
  }
  // Before the reply, which is drawn up without what could not be read.
  const answer = holdingDue(claim, organisation, now);
  if (unread.length > 0) add(0.2, 'engineer', Math.min(now + DAY, answer.by), mendUnread(unread));
  if (unnamed.length > 0) add(0.25, 'support', Math.min(now + DAY, answer.by), nameOrMove(unnamed));
}

/** By when it has to be decided whether this counts as known: before the first authority would have to be told. */
function decideBy({ claim, organisation, handling, now }: Situation): number {
  const deadlines = dueDates({ claim, organisation, handling: handling?.handling, now });
  const dates = mustBeTold({ claim, organisation, deadlines, now })
    .filter(({ id, undated }) => !undated && (id === 'authority' || id === 'representatives'))
    .map(({ by }) => millisecondsOf(by, organisation.timeZone));
  return Math.min(now + DAY, ...dates);
}

/** What somebody with authority decides or reviews. */
function toDecide(situation: Situation, add: Add): void {
  const { organisation, unresolved, handling, now } = situation;
  const zone = organisation.timeZone;
  const decided = handling?.handling.awarenessRecord?.at(-1);
  if (unresolved.length > 0 && !decided) {
    add(0.45, 'officer', decideBy(situation), {
      ja: '漏えいを「知った」と判断するかどうかを、理由とともに記録する',
      en: 'record, with reasons, whether this counts as being aware of a leak',
    });
  }
  if (decided?.nextReviewAt && decided.decision !== 'aware') {
    // A day that has passed is no reason to go before what is burning.
    add(1, 'officer', Math.max(now, millisecondsOf(decided.nextReviewAt, zone)), {
      ja: '漏えいを「知った」と判断するかどうかを見直し、対応の記録（handling.yaml）に追記する',
      en: 'review the decision about being aware of a leak, and add an entry to handling.yaml',
    });
  }
  const hold = handling?.handling.hold;
  if (hold?.until === null && hold.reviewAt !== null) {
    add(2, 'officer', millisecondsOf(hold.reviewAt, zone), {
      ja: '消さずに残している記録が、まだ必要かを見直す',
      en: 'examine whether the records under the hold are still needed',
    });
  }
}

/** Whom the law, a contract or prudence names. */
function toTell(situation: Situation, add: Add): void {
  const { claim, organisation, unresolved, handling, now } = situation;
  const zone = organisation.timeZone;
  const traces = openTraces(situation);
  const deadlines = dueDates({ claim, organisation, handling: handling?.handling, now });
  const decided = handling?.handling.awarenessRecord?.at(-1);
  const told = mustBeTold({ claim, organisation, deadlines, now }).filter(
    ({ id, when, named }) =>
      // Vendors have a step of their own below; without a finding, only those whom org.yaml names.
      id !== 'vendors' &&
      (when === 'always' ? unresolved.length > 0 || named.length > 0 : unresolved.length > 0) &&
      (when !== 'intrusion' || traces.some((trace) => !isOpenFile(trace))),
  );
  for (const { id, who, why, owner, by, undated } of told) {
    if (undated) {
      add(0.5, owner, now + DAY, {
        ja: `${who.ja}に知らせる必要と期限を、顧問に確かめる`,
        en: `ask counsel whether, and by when, to tell ${who.en}`,
      });
      continue;
    }
    if (id === 'authority' && decided?.decision === 'not_reportable') {
      add(0.5, owner, millisecondsOf(by, zone), {
        ja: `報告しないとした判断（${decided.decidedAt.slice(0, 10)}）の理由が、この調査の結果でも当てはまるかを確かめる：${who.ja}`,
        en: `see whether the reasons for not reporting (decided on ${decided.decidedAt.slice(0, 10)}) hold by what was found here: ${who.en}`,
      });
      continue;
    }
    // Whether it counts as known is decided first: until then nobody can say that the duty applies.
    const open = decided === undefined && (id === 'authority' || id === 'representatives');
    add(0.5, owner, millisecondsOf(by, zone), {
      ja: `${open ? '該当すれば、' : ''}${who.ja}に知らせる：${why.ja}`,
      en: `${open ? 'if it applies, ' : ''}tell ${who.en}: ${why.en}`,
    });
  }
}

/** What was written or collected and does not fit. */
function toSettle({ facts, handling, acquisition, now }: Situation, add: Add): void {
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

/** Letters: those that went out without an approval that stands, and the first reply. */
function toWrite({ claim, organisation, handling, approvals, now }: Situation, add: Add): void {
  const zone = organisation.timeZone;
  for (const letter of handling?.letters ?? []) {
    const words = approvalWords[standingOfSent(approvals, letter, zone)];
    if (words === null) continue;
    const { ja, en } = stageNames[letter.stage];
    const day = letter.at.slice(0, 10);
    add(1, 'manager', now + DAY, {
      ja: `${day}に送った${ja}：${words.ja}。どういう経緯かを確かめ、書面を読み直す`,
      en: `the ${en} sent on ${day}: ${words.en}; find out how that came about, and read the letter again`,
    });
  }
  const answer = holdingDue(claim, organisation, now);
  const answered = (handling?.handling.sent ?? []).length > 0;
  const wanted = answerWantedIn(claim);
  const received = claim.receivedAt ? millisecondsOf(claim.receivedAt, zone) : now;
  if (wanted !== undefined) {
    const within =
      'days' in wanted
        ? { ja: `（${withinWords(wanted).ja}）`, en: withinWords(wanted).en }
        : { ja: '', en: 'by a day that they name' };
    add(2, 'officer', wantedUntil(wanted, received, zone), {
      ja: `お申し出が求める回答の期限${within.ja}：答えるか、いつ答えられるかを知らせる。応じる義務の有無は顧問に確かめる`,
      en: `the writer asks for an answer ${within.en}: answer, or say by when; whether they can demand it is for counsel to say`,
    });
  }
  if (!answered && wantsCall(claim.text)) {
    add(2, 'support', answer.by, {
      ja: 'お申し出に、電話をかけてほしいとある：書かれた番号に、望まれた日までにかける（言えることは一次回答にあることだけ）',
      en: 'the complaint asks to be telephoned: call the number that it gives, by the day it names (say what the holding reply says, and no more)',
    });
  }
  if (!answered) {
    add(answer.overdueSince === null ? 3 : 2, 'support', answer.by, {
      ja: '一次回答（holding）を読んで送る。本回答（letter）は同じ日には送らず、署名（必要なら法務の確認）のあとに送る',
      en: 'read and send the holding reply; the letter goes out on a later day, once signed (and seen by counsel where needed)',
    });
  }
}

/** What findings ask for. */
function toFollow({ claim, organisation, facts, unresolved, now }: Situation, add: Add): void {
  for (const { ownMailFiles = 0 } of factsOf(facts, 'mail-origin')) {
    if (ownMailFiles === 0) continue;
    add(1, 'officer', now + DAY, {
      ja: `弊社から送ったメール${ownMailFiles}通の添付ファイルを開き、名簿などを誤って付けていないか、同じものを誰に何通送ったかを確かめる（検査では読んでいない）`,
      en: `open the files attached to ${ownMailFiles} of our own messages: was a list attached by mistake, and to how many people did the same go (the checks do not read them)`,
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

/** What dates, clocks and proof of identity are missing. */
function toAsk({ claim, checks, facts, given, now }: Situation, add: Add): void {
  // A sample mail that was handed in is mail, whatever the claim says.
  const by = given.spam ? undefined : claim.contactedBy;
  const { what } = contactNames[by ?? 'mail'];
  const dates = claim.submittedAt !== null && claim.spamSince !== null;
  const entered: Both = {
    ja: `${by === undefined ? 'アドレス' : '連絡先'}を入力した日`,
    en: `when the ${by === undefined ? 'address was' : 'contact details were'} entered`,
  };
  const began: Both = {
    ja: `${what.ja}が${by === undefined ? '届き始めた' : '始まった'}日`,
    en: `when the ${what.en} began`,
  };
  // Whoever says that they never gave us anything is not asked when they did, nor whoever has one dated entry in the register.
  const isRegistered = factsOf(facts, 'in-register').some(({ times, firstAt }) => times === 1 && firstAt !== undefined);
  const wanted = [
    ...(claim.submittedAt === null && !isRegistered && !saysNeverGiven(claim) ? [entered] : []),
    // A threat that was handed in bears its own date.
    ...(claim.spamSince === null && factsOf(facts, 'extortion-mail').length === 0 ? [began] : []),
  ];
  const open = claim.openDates ?? [];
  const [openJa, openEn] = [open.map((one) => `「${one}」`).join(''), open.map((one) => `"${one}"`).join(', ')];
  if (wanted.length > 0) {
    add(5, 'support', now + 2 * DAY, {
      ja: `差し支えなければ、${wanted.map(({ ja }) => ja).join('と')}をお客様に伺い、claim.yaml に書く${open.length > 0 ? `（お申し出の${openJa}は、月と日のどちらが先か決められず、読んでいない）` : ''}`,
      en: `ask, if the customer is willing, ${wanted.map(({ en }) => en).join(' and ')}, and note it in claim.yaml${open.length > 0 ? ` (${openEn} in the complaint ${open.length === 1 ? 'was' : 'were'} not read: whether the day or the month comes first cannot be told)` : ''}`,
    });
  }
  const offset = factsOf(facts, 'time-at-risk').find(
    ({ registerOffsetMinutes }) => registerOffsetMinutes !== undefined,
  );
  if (offset) {
    add(4.5, 'engineer', now + 2 * DAY, {
      ja: '登録簿とアクセスログの時刻が一定の差でずれている（検査の欄に差）。それぞれの時間帯と時計を確かめ、記録に残す',
      en: 'the times of register and access log differ by a constant (it stands with the check): find out the zone and clock of each, and note them',
    });
  }
  const searched = checks.find(({ id, result }) => id === 'logs.attack-traces' && result !== 'not-checked');
  const covered = factsOf(facts, 'minimum-check').some(({ check, done }) => check === 'logs' && done);
  if (searched && dates && !covered) {
    add(5, 'engineer', now + 2 * DAY, {
      ja: `入力の日から${what.ja}が${by === undefined ? '届き始めた' : '始まった'}日までのうち、渡されていない期間のアクセスログを探して調べ直す`,
      en: `look for the access logs that are missing between the day of entry and the ${contactNames[by ?? 'mail'].first.en}, and examine again`,
    });
  }
  if (claim.requesterVerified === 'no') {
    add(5.5, 'support', now + 7 * DAY, {
      ja: 'ご本人の確認ができたら、その方法を claim.yaml の requester_verified に記録し、書面を作り直す',
      en: 'once the request is confirmed, note how in claim.yaml (requester_verified) and draw up the letter again',
    });
  }
}

/** So that what was not checked can be. */
function toProvideOrMend(situation: Situation, add: Add): void {
  const { checks, claim, given, now } = situation;
  const by = given.spam ? undefined : claim.contactedBy;
  for (const { id } of checks.filter(({ result }) => result === 'not-checked')) {
    const mend = toMend(id, given);
    const provide = id === 'spam.own-infrastructure' && by !== undefined ? askFor(by) : toProvide[id];
    const step = mend ?? provide;
    const owner = mend === undefined && id.startsWith('spam') ? 'support' : 'engineer';
    if (step) add(5, owner, now + 2 * DAY, step);
  }
}

export function nextSteps(situation: Situation): NextStep[] {
  const { organisation, now } = situation;
  const steps: { step: NextStep; urgency: number }[] = [];
  const add: Add = (urgency, owner, dueAt, what) =>
    steps.push({
      urgency,
      step: { what, by: dueAt === null ? null : isoInZone(dueAt, organisation.timeZone), owner },
    });
  // In this order where two are as urgent.
  atOnce(situation, add);
  keepEvidence(situation, add);
  toDecide(situation, add);
  toTell(situation, add);
  toSettle(situation, add);
  toWrite(situation, add);
  toFollow(situation, add);
  toAsk(situation, add);
  toProvideOrMend(situation, add);
  add(6, 'engineer', now + 7 * DAY, {
    ja: '今日からの記録を封印し（akashi ledger seal）、次の申し出のときに改変の有無を示せるようにする',
    en: 'seal the logs from today (akashi ledger seal), so that the next answer can show whether they were changed',
  });
  return byTime(steps.sort((a, b) => a.urgency - b.urgency).map(({ step }) => step));
}
