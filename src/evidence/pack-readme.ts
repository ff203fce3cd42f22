// The first page of a pack: what it proves, from when on, and what it does not.
import type { CaseFile } from '../vocabulary/case-file.ts';
import { clock } from './report-format.ts';
import { onlySimulated, outcomeSentence } from './report-words.ts';

export type ReadmeInput = {
  /** Redacted. */
  readonly caseFile: CaseFile;
  readonly signed: boolean;
  readonly hasVerifyPage: boolean;
  readonly hasLedger: boolean;
  readonly hasAcquisition: boolean;
};

function fromWhen({ signed, hasLedger }: ReadmeInput): { ja: string[]; en: string[] } {
  const ja = [
    'あなたが要約値（manifest.sha256 の値）を受け取った時から。それより後に一式のどこかが変われば、要約値が合わなくなります。',
  ];
  const en = [
    'From when you received the digest (the value in manifest.sha256). If anything in the pack changed after that, the digest no longer fits.',
  ];
  if (signed) {
    ja.push(
      '署名（signature.ed25519）は、鍵の持ち主がこの一式に署名したことを示します。いつ署名したかは示しません。鍵が誰のものかは、別の道で確かめてください。',
    );
    en.push(
      'The signature (signature.ed25519) shows that the holder of the key signed this pack. It does not show when. Learn by another way whose key it is.',
    );
  } else {
    ja.push('署名はありません。要約値を別の道で受け取っていなければ、誰でも同じ形の一式を作れます。');
    en.push(
      'There is no signature. Unless you received the digest by another way, anyone could have made a pack like this.',
    );
  }
  if (hasLedger) {
    ja.push('ledger/ の証明は、記録が改ざんの分かる台帳に、そこに書かれた時までに入っていたことを示します。');
    en.push('The proofs in ledger/ show that records were in a tamper-evident log by the time stated there.');
  }
  return { ja, en };
}

/** Plain text with both languages; the same input gives the same bytes. */
export function packReadme(input: ReadmeInput): string {
  const { caseFile, hasVerifyPage, hasAcquisition } = input;
  const { claim, organisation, sources, facts, checks, now, version, seed } = caseFile;
  const when = clock(organisation.timeZone).when(now);
  const outcome = outcomeSentence(caseFile);
  const since = fromWhen(input);
  const unchecked = checks.filter(({ result }) => result === 'not-checked');
  const bullets = (lines: readonly string[]) => lines.map((line) => `  - ${line}`).join('\n');
  return `証（あかし） 証拠一式  受付番号 ${claim.caseNumber}
作成 ${when.ja}（${organisation.timeZone}） Akashi ${version} 種 ${seed}
English below.

結論
  ${outcome.ja}

1. これが示すこと
${bullets([
  `sources.json に挙げた資料 ${sources.length}件（SHA-256 で名指し）を読み、facts.json の事実 ${facts.length}件を得たこと。資料そのものは入っていません。`,
  '引用した行（evidence/quotes.json）が、その資料のその位置にあること。資料があれば、1バイトずつ確かめられます。',
  '重みと結論（weights.json, case.json）が、事実から同じ計算で出ること。誰でも計算し直せます。',
  '手紙（letters/）の各文が、どの事実に立っているか。',
])}

2. いつから
${bullets(since.ja)}

3. これが示さないこと
${bullets([
  '読む前の資料が本物だったこと。記録に残らなかったことも、ここには出ません。',
  `調べていないこと：${unchecked.length}件${unchecked.length > 0 ? `（${unchecked.map(({ asks }) => asks.ja).join('、')}）` : ''}。「調べていない」は「何もなかった」ではありません。`,
  onlySimulated.ja,
])}

4. 確かめ方
${bullets([
  'akashi verify pack.zip（資料があれば --sources フォルダー、署名があれば --key 鍵）',
  hasVerifyPage
    ? '通信を切ったまま verify.html をブラウザーで開き、pack.zip を入れる。疑うなら、verify.html はこの一式からではなく、信頼できる所から得てください。'
    : 'この一式には verify.html が入っていません。',
  '道具なしで：sha256sum -c manifest.sha256 のあと、manifest.json にある各ファイルの SHA-256 を比べる。',
])}

5. 他の方の情報
  他の方のアドレス・IP・電話番号・名前は、この一件だけの仮名に置き換えています。置き換えた所には、塩つきの封（commitment）があり、鍵の持ち主が法務や監督機関に限って開けます。
${hasAcquisition ? '  acquisition.csv は、記録をいつ誰がどう写したかの控えです。\n' : ''}
----------------------------------------------------------------

Akashi evidence pack, case ${claim.caseNumber}
Made ${when.en} (${organisation.timeZone}), Akashi ${version}, seed ${seed}

Outcome
  ${outcome.en}

1. What this shows
${bullets([
  `That the ${sources.length} sources listed in sources.json (named by SHA-256) were read and gave the ${facts.length} facts in facts.json. The sources themselves are not inside.`,
  'That the quoted lines (evidence/quotes.json) stand at that place of that source. With the sources, this can be checked byte by byte.',
  'That weights and outcome (weights.json, case.json) follow from the facts by a computation that anyone can repeat.',
  'Which fact each sentence of the letters (letters/) stands on.',
])}

2. From when on
${bullets(since.en)}

3. What this does not show
${bullets([
  'That the sources were genuine before they were read, or anything that left no record.',
  `What was not checked: ${unchecked.length}${unchecked.length > 0 ? ` (${unchecked.map(({ asks }) => asks.en).join(' ')})` : ''}. “Not checked” is never “nothing found”.`,
  onlySimulated.en,
])}

4. How to check
${bullets([
  'akashi verify pack.zip (with the sources: --sources DIR; with a signature: --key KEY)',
  hasVerifyPage
    ? 'Open verify.html in a browser with the network off and drop pack.zip on it. If in doubt, take verify.html from a place you trust and not from this pack.'
    : 'This pack carries no verify.html.',
  'Without tools: sha256sum -c manifest.sha256, then compare the SHA-256 of each file with manifest.json.',
])}

5. Other people's data
  Other people's addresses, IPs, phone numbers and names are replaced by pseudonyms valid for this case only. Each replaced place carries a salted commitment, which the holder of the key can open to counsel or a regulator alone.
${hasAcquisition ? '  acquisition.csv records when, by whom and how the records were copied.\n' : ''}`;
}
