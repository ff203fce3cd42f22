import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import { afterLogins } from './after-login.ts';
import { answerFromTraces, tracesElsewhere, tracesOf } from './attacker-traces.ts';
import { type Check, missing } from './check.ts';
import { lookedForLogins, noLogsOf, refuseSilence } from './log-evidence.ts';

const classes = new Set<AttackClassId>(['bruteforce-web', 'bruteforce-login']);

const noneAmongThem = {
  ja: '渡された記録に、ログインの記録がありません',
  en: 'the logs that were given hold no record of a login',
};

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
    const after = await afterLogins(tracesOf(logs, classes), logs.store, sources);
    const answer = answerFromTraces(logs, classes, looked, refuseSilence(logs, covered), ({ attack, actor }) =>
      attack === 'bruteforce-login' ? after.get(actor.id) : undefined,
    );
    if (answer.finding.kind !== 'nothing-found') return answer;
    const { ja, en } = answer.finding.says;
    const among = {
      ja: `ログインの記録${records}件のうちに、${ja}`,
      en: `in ${records} ${records === 1 ? 'record' : 'records'} of logins, ${en}`,
    };
    return { ...answer, finding: { ...answer.finding, says: among } };
  },
};
