import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import type { Limit } from '../logs/detect/limits.ts';
import type { Both } from '../vocabulary/finding.ts';
import { afterLogins } from './after-login.ts';
import type { CheckAnswer } from './answer.ts';
import { answerFromTraces, tracesElsewhere, tracesOf } from './attacker-traces.ts';
import { type Check, missing } from './check.ts';
import { lookedForLogins, noLogsOf, refuseSilence } from './log-evidence.ts';

const classes = new Set<AttackClassId>(['bruteforce-web', 'bruteforce-login']);

/** A report names a few. */
const MOST_TOLD = 3;

const noneAmongThem = {
  ja: '渡された記録に、ログインの記録がありません',
  en: 'the logs that were given hold no record of a login',
};

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** Each login that was unlike its account: when, after what, and what followed. Whose account it is stands in the lines. */
function strangeWords({ facts }: CheckAnswer): Both {
  const strange = facts.flatMap((fact) => (fact.kind === 'attacker-trace' && fact.strange ? [fact] : []));
  const told = strange.slice(0, MOST_TOLD).map((fact): Both => {
    const {
      at,
      tries = 0,
      settingsChanged = 0,
      keysMade = 0,
      mailboxMegabytes = 0,
      loginDays = 0,
      listWritten = 0,
      listsWritten = listWritten > 0 ? 1 : 0,
    } = fact;
    const when = at === undefined ? undefined : `${at.slice(0, 16).replace('T', ' ')} UTC`;
    const ja = [
      ...(settingsChanged > 0 ? [`安全のための設定の変更${settingsChanged}回`] : []),
      ...(keysMade > 0 ? [`鍵の作成${keysMade}回`] : []),
      ...(listsWritten > 0
        ? [`一覧の書き出し${listsWritten}回${listWritten > 0 ? `（最大${listWritten}件）` : ''}`]
        : []),
    ];
    if (mailboxMegabytes > 0) ja.push(`メールボックスから約${mailboxMegabytes}MBの受信`);
    const en = [
      ...(settingsChanged > 0 ? [`security settings changed ${times(settingsChanged)}`] : []),
      ...(keysMade > 0 ? [`keys made ${times(keysMade)}`] : []),
      ...(listsWritten > 0
        ? [`lists written out ${times(listsWritten)}${listWritten > 0 ? ` (up to ${listWritten} entries)` : ''}`]
        : []),
    ];
    if (mailboxMegabytes > 0) en.push(`about ${mailboxMegabytes} MB given out of the mailbox`);
    const [line] = fact.pointers ?? [];
    const where = line ? `${line.path}:${line.line}` : undefined;
    return {
      ja: `。${when === undefined ? '' : `${when}に、`}${loginDays > 1 ? `普段は使われない接続元からの、${loginDays}日にわたるログイン` : '記録のほかの日にも、ほかの利用者にも現れない接続元からのログイン'}（${tries > 0 ? `${tries}回の失敗の後、` : ''}その後：${ja.join('、') || '記載なし'}）。この利用者名（${where ?? '該当の行'}にあります）の接続を切り、止めてください`,
      en: `; ${when === undefined ? 'a login' : `at ${when}, a login`} from a network that stands in the record ${loginDays > 1 ? `on ${loginDays} days, for nobody else, and is not the usual one` : 'on no other day and for nobody else'}${tries > 0 ? `, after ${tries} failed ${tries === 1 ? 'try' : 'tries'}` : ''}; then ${en.join(', ') || 'nothing told'}: end the sessions of that account and block it (it is named in ${where ?? 'those lines'})`,
    };
  });
  return { ja: told.map(({ ja }) => ja).join(''), en: told.map(({ en }) => en).join('') };
}

export const logsLoginAfterFailures: Check = {
  id: 'logs.login-after-failures',
  asks: {
    ja: 'ログインの失敗が重なったあとに、成功したログインがないか',
    en: 'Did a login succeed after a run of failures?',
  },
  blindTo: [
    { ja: '一度で当たったパスワード、盗まれたパスワード', en: 'a password that was right at once, or stolen' },
    { ja: '多数の送信元に分けた試行', en: 'attempts spread over many sources' },
  ],
  falseAlarms: [{ ja: 'パスワードを打ち間違えた正規の利用者', en: 'a user who mistyped' }],
  drilledBy: [...classes],

  async run(sources) {
    const { logs, risk } = sources;
    if (!logs) return missing(sources, 'logs', noLogsOf('login'));
    const covered = lookedForLogins(logs, risk);
    // Where nobody logs in, nobody logs in after failures: that the search was empty would say nothing.
    if (!covered) return tracesElsewhere(logs, classes, risk) ?? missing(sources, 'logs', noneAmongThem);
    const records = [...logs.logins.values()].reduce((sum, count) => sum + count, 0);
    const looked = { ...covered, lines: records, parsed: records };
    const limits: Limit[] = [];
    const after = await afterLogins(tracesOf(logs, classes), logs.store, sources, limits);
    const answer = answerFromTraces(
      logs,
      classes,
      looked,
      refuseSilence(logs, covered),
      ({ attack, actor }) => (attack === 'bruteforce-login' ? after.get(actor.id) : undefined),
      limits,
    );
    if (answer.finding.kind === 'found') {
      const told = strangeWords(answer);
      const says = { ja: `${answer.finding.says.ja}${told.ja}`, en: `${answer.finding.says.en}${told.en}` };
      return { ...answer, finding: { ...answer.finding, says } };
    }
    if (answer.finding.kind !== 'nothing-found') return answer;
    const { ja, en } = answer.finding.says;
    const files = [...logs.logins.values()].filter((count) => count > 0).length;
    const among = {
      ja: `${files}件のログにある、ログインについての${records}行のうちに、${ja}`,
      en: `in ${records} ${records === 1 ? 'line' : 'lines'} about logins in ${files} ${files === 1 ? 'log' : 'logs'}, ${en}`,
    };
    return { ...answer, finding: { ...answer.finding, says: among } };
  },
};
