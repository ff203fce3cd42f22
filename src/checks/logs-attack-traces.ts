import { type AttackClassId, attackClasses } from '../logs/detect/attack-classes.ts';
import type { Limit } from '../logs/detect/limits.ts';
import { answerFromTraces, tracesElsewhere, tracesOf } from './attacker-traces.ts';
import { type Check, missing } from './check.ts';
import { fetchedDumps } from './fetched-dump.ts';
import { lookedAt, noLogsOf, refuseSilence, refuseWithoutReads } from './log-evidence.ts';

/** These have checks of their own. */
const elsewhere = new Set<AttackClassId>(['bruteforce-web', 'bruteforce-login', 'bulk-read']);
const isClass = (id: string): id is AttackClassId => id in attackClasses;
const classes = new Set(
  Object.keys(attackClasses)
    .filter(isClass)
    .filter((id) => !elsewhere.has(id)),
);

/** These carry commands of the machine. */
const commands = new Set<AttackClassId>(['webshell', 'cmdi']);

export const logsAttackTraces: Check = {
  id: 'logs.attack-traces',
  asks: {
    ja: 'サーバーの記録に、攻撃とその成功のしるしが残っていないか（送信元ごと）',
    en: 'Do the server logs show attacks with signs of success, judged for each source?',
  },
  blindTo: [
    { ja: 'フォームの送信内容（POST本文）だけで行われた攻撃', en: 'attacks that lie in the body of a request alone' },
    { ja: 'データベースの中での読み出し', en: 'reads inside the database' },
    { ja: '盗まれたパスワードでの通常どおりのログイン', en: 'stolen passwords used as their owner would' },
    { ja: '記録のない機器、保存期間より前', en: 'systems without logs, and the time before retention' },
  ],
  falseAlarms: [
    { ja: '自社による脆弱性検査', en: 'a security test that we ordered' },
    { ja: '大きな応答を返す正規の検索', en: 'an ordinary search with a large answer' },
  ],
  drilledBy: [...classes],

  async run(sources) {
    const { logs, risk } = sources;
    // Silence is about the web server's records, else about logins. A mail log alone shows neither, but what it shows counts.
    const looked = logs ? (lookedAt(logs, 'web', risk) ?? lookedAt(logs, 'login', risk)) : null;
    if (logs && looked) {
      const silence = refuseSilence(logs, looked) ?? refuseWithoutReads(logs);
      const limits: Limit[] = [];
      const fetched = await fetchedDumps(tracesOf(logs, commands), logs.store, limits);
      return answerFromTraces(
        logs,
        classes,
        looked,
        silence,
        (trace) => (commands.has(trace.attack) ? fetched.get(trace.actor.id) : undefined),
        limits,
      );
    }
    const noWeb = missing(sources, 'logs', noLogsOf('web'));
    return logs ? (tracesElsewhere(logs, classes, risk) ?? noWeb) : noWeb;
  },
};
