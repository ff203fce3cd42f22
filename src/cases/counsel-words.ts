// What a place for counsel says of itself. Not legal advice, and it says so.
import type { Both } from '../vocabulary/finding.ts';

/** The first thing that whoever opens it reads. */
export const counselNotice: Both = {
  ja: `弁護士との相談のための場所です

・ここに書いたものは、提出や開示を求められることがあります。日本には、弁護士とのやり取りを一般に守る制度がありません。記録も、確率の計算も、文書提出命令（民事訴訟法220条）などの対象になることがあります（顧問に確かめてください）。
・書く前に考える。推測と意見は、ここだけに置く。事件のフォルダー、case.json、証拠パック、報告書には入れない。そこには事実と計算した値だけがあります。
・この場所は、事件のフォルダー、結果、パック、バックアップの外に置く。CACHEDIR.TAG は、その印を見るバックアップ（tar --exclude-caches、restic、borg など）に除外を求めるだけのものです。お使いのバックアップが外しているかを確かめてください。
・ここから消しても、写し、メール、共有フォルダー、モデルの履歴に残ることがあります。
・見直しの義務や保全の指示（hold）があるあいだは、ここのものも消さない。
・フォルダーは持ち主だけが読めるようにしてあります。渡した相手と日付を控える。

事実だけを先に調べる：akashi investigate 事件 --out 結果 --no-weigh
確率は、ここでだけ計算する：akashi weigh 結果/case.json > この場所/weighing.txt

法的助言ではありません。
`,
  en: `A place for working with counsel

- What is written here may have to be disclosed. Japan has no general privilege for exchanges with a lawyer; records and computed weights may be ordered produced (Code of Civil Procedure Art. 220, among others; have counsel confirm). Elsewhere privilege depends on who wrote it, for whom and why.
- Think before writing. Guesses and opinions stay here alone: not in the case folder, case.json, the pack or the report, which hold facts and computed values.
- Keep this place outside the case folder, the results, the pack and your backups. CACHEDIR.TAG only asks backups that look for it (tar --exclude-caches, restic, borg, …) to leave it out: check that yours does.
- What is deleted here may live on in copies, mail, shared folders and the history of models.
- While a hold or a duty to keep stands, delete nothing here either.
- Only its owner may read this folder. Note to whom you gave what, and when.

Facts first, alone: akashi investigate CASE --out RESULT --no-weigh
Weigh only here: akashi weigh RESULT/case.json > HERE/weighing.txt

Not legal advice.
`,
};

/** Heads every page of notes, so that it says so also when it is passed on alone. */
export const counselHead: Both = {
  ja: '弁護士との相談のための覚え。提出や開示を求められることがあります。',
  en: 'Notes for counsel. They may have to be disclosed.',
};
