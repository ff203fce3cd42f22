import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import { answerFromTraces, tracesElsewhere } from './attacker-traces.ts';
import { type Check, missing } from './check.ts';
import { lookedAt, noLogsOf, refuseSilence } from './log-evidence.ts';

const classes = new Set<AttackClassId>(['bruteforce-web', 'bruteforce-login']);

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
    const looked = logs ? (lookedAt(logs, 'login', risk) ?? lookedAt(logs, 'web', risk)) : null;
    if (logs && looked) return answerFromTraces(logs, classes, looked, refuseSilence(logs, looked));
    const noLogins = missing(sources, 'logs', noLogsOf('login'));
    return logs ? (tracesElsewhere(logs, classes, risk) ?? noLogins) : noLogins;
  },
};
