// Steps that cannot wait: evidence that is about to go, ways that are open, accounts in doubt.
import { isoInZone, millisecondsOf } from '../../custody/instant.ts';
import { foreignWords } from '../../reply/foreign-words.ts';
import { factsOf } from '../../vocabulary/fact.ts';
import { isOpenFile } from '../../vocabulary/open-file.ts';
import { isElsewhere } from '../clocks/watched-regimes.ts';
import { copyingCanWait } from '../dying-evidence.ts';
import { holdingDue } from '../holding-due.ts';
import { accountsInDoubt, isAtVendor, mayBeInside, openTraces } from '../open-traces.ts';
import { MOST_UNREAD_NAMED, mendUnread, nameOrMove } from './missing.ts';
import { type Add, DAY, type Situation } from './situation.ts';

/** Before any word to anybody: what is deleted cannot be examined again. Nothing to do where copies are on record. */
export function keepEvidence(
  { claim, organisation, handling, acquisition, firstToGo, now }: Situation,
  add: Add,
): void {
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

/** What lets data out is stopped before anything else: keys of a cloud, pages that can be counted through, open files, dumps. */
function closeWays(situation: Situation, add: Add): void {
  const { now } = situation;
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
}

/** Whoever came in is shut out once the records are copied: at a vendor, by an account of ours, on a host. */
function lockAccounts(situation: Situation, add: Add): void {
  const { now } = situation;
  const traces = openTraces(situation);
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
}

/** What a reply must not go out without: the zone of its times, and what was given and not read. */
function beforeReplying({ claim, organisation, unread, unnamed, now }: Situation, add: Add): void {
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

/** What cannot wait: a host that may be entered, and what was given and not read. */
export function atOnce(situation: Situation, add: Add): void {
  closeWays(situation, add);
  lockAccounts(situation, add);
  beforeReplying(situation, add);
}
