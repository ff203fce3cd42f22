// The ledger's part of a pack: does each sealed stretch that the pack names stand in the log, since when has somebody
// else seen it, and are the quoted lines what was sealed? Stands alone.
import { fromBase64, toText } from '../ledger/bytes.ts';
import { isPolicy, type Policy, parsePolicy } from '../ledger/policy.ts';
import { type LineOpening, parseSegment, type SegmentEntry, verifyLine } from '../ledger/seal-entry.ts';
import { parseTlogProof, verifyTlogProof } from '../ledger/tlog-proof.ts';
import { webVerifying } from '../ledger/web-crypto.ts';
import { at, isRecord, type Json, listAt, numberAt, textAt } from './canonical-json.ts';
import * as layout from './pack-layout.ts';
import type { Contents } from './verify-container.ts';
import type { Findings } from './verify-report.ts';

/** More would keep the reader waiting; that some were left is said. */
const MOST_SEALS = 1000;
const MOST_OPENED = 10_000;

type Seal = { readonly row: Json; readonly index: number; readonly where: string };

const member = ({ members }: Contents, name: string) => members.get(`${layout.LEDGER}${name}`);

function readLedgerPolicy(contents: Contents, findings: Findings): Policy | undefined {
  const bytes = member(contents, layout.LEDGER_POLICY);
  const parsed = bytes && parsePolicy(toText(bytes) ?? '');
  if (parsed && isPolicy(parsed) && parsed.logs.length === 1) return parsed;
  findings.problem(
    'ledger',
    `${layout.LEDGER}${layout.LEDGER_POLICY}`,
    '台帳と連署者の鍵の一覧がないか、読めません',
    'the list of keys of the log and its witnesses is missing or cannot be read',
  );
  return undefined;
}

/** Bytes of a quote that hides nothing and is whole; undefined otherwise. */
function clearBytes(quote: Json | undefined): Uint8Array | undefined {
  if (quote === undefined || numberAt(quote, 'cutBytes') !== 0) return undefined;
  const parts = listAt(quote, 'parts');
  if (parts.some((part) => isRecord(at(part, 'redacted')))) return undefined;
  const text = parts.map((part) => textAt(part, 'text') ?? '').join('');
  return textAt(quote, 'encoding') === 'latin1'
    ? Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff)
    : new TextEncoder().encode(text);
}

function openingOf(line: Json): LineOpening | undefined {
  const key = fromBase64(textAt(line, 'key') ?? '');
  const proof = listAt(line, 'proof').map((hash) => fromBase64(typeof hash === 'string' ? hash : ''));
  const sealedLine = numberAt(line, 'sealedLine');
  if (!key || sealedLine === undefined || !Number.isSafeInteger(sealedLine) || proof.length > 64) return undefined;
  const hashes = proof.flatMap((hash) => hash ?? []);
  return hashes.length === proof.length ? { line: sealedLine, key, proof: hashes } : undefined;
}

/** A quoted line ends where the sealed one does, a carriage return included. */
function checkLines(
  { row, where }: Seal,
  entry: SegmentEntry,
  quotes: ReadonlyMap<string, Json>,
  findings: Findings,
): number {
  let opened = 0;
  for (const line of listAt(row, 'lines').slice(0, MOST_OPENED)) {
    const number = numberAt(line, 'line') ?? 0;
    const bytes = clearBytes(quotes.get(`${textAt(row, 'path')}\0${number}`));
    const opening = openingOf(line);
    if (!bytes || !opening || !verifyLine(entry, opening, bytes)) {
      findings.problem(
        'ledger',
        `${where}, line ${number}`,
        '引用した行は、封印した行ではありません',
        'the quoted line is not the line that was sealed',
      );
    } else opened += 1;
  }
  return opened;
}

async function checkSeal(
  contents: Contents,
  seal: Seal,
  policy: Policy,
  findings: Findings,
): Promise<SegmentEntry | undefined> {
  const { row, index, where } = seal;
  const wrong = (ja: string, en: string): undefined => {
    findings.problem('ledger', where, ja, en);
    return undefined;
  };
  const bytes = member(contents, `${index}.entry`);
  const proofBytes = member(contents, `${index}.tlog-proof`);
  const entry = bytes && parseSegment(bytes);
  const proof = proofBytes && parseTlogProof(proofBytes);
  const log = policy.logs[0];
  if (!bytes || !entry || !proof || !log)
    return wrong('封印かその証明が読めません', 'the seal or its proof cannot be read');
  if (
    Number(proof.index) !== index ||
    entry.fromLine !== numberAt(row, 'fromLine') ||
    entry.toLine !== numberAt(row, 'toLine')
  )
    return wrong('封印が、書かれている区間のものと違います', 'the seal is not of the stretch that is stated');
  // Which cosignatures count is the reader's matter: the pack's own list of witnesses asks for none.
  const checked = await verifyTlogProof(proof, { bytes }, log.key, webVerifying, {
    policy: { ...policy, quorum: undefined },
  });
  if (!checked.ok) return wrong(`証明が成り立ちません（${checked.why}）`, `the proof does not hold (${checked.why})`);
  const times = checked.verified.flatMap(({ key, at: time }) =>
    time === undefined ? [] : [{ by: key.name, at: new Date(Number(time) * 1000).toISOString() }],
  );
  const [first] = times.sort((a, b) => (a.at < b.at ? -1 : 1));
  findings.sealed({
    path: textAt(row, 'path') ?? '',
    fromLine: entry.fromLine,
    toLine: entry.toLine,
    sealedAt: entry.sealedAt,
    seenAt: first?.at ?? null,
    seenBy: first?.by ?? null,
  });
  return entry;
}

/** The key that the ledger must have, where the reader knows it. */
export async function checkLedger(
  contents: Contents,
  wantedKey: string | undefined,
  findings: Findings,
): Promise<void> {
  const { members, json } = contents;
  if (![...members.keys()].some((path) => path.startsWith(layout.LEDGER))) {
    if (wantedKey !== undefined)
      findings.notChecked(
        '台帳の鍵：この一式に台帳の証明は入っていないため、渡された鍵は何とも比べていません。',
        'the key of the ledger: there are no ledger proofs in this pack, so the key that was given was compared with nothing',
      );
    return;
  }
  const list = json.get(layout.SEALS);
  const policy = readLedgerPolicy(contents, findings);
  const log = policy?.logs[0];
  if (!policy || !log) return;
  const written = `${log.key.name}+${log.key.id}`;
  if (wantedKey !== undefined && !isSameKey(wantedKey, log.key)) {
    findings.problem(
      'ledger',
      `${layout.LEDGER}${layout.LEDGER_POLICY}`,
      '台帳の鍵が、指定された鍵と違います',
      'the log has another key than the one that was given',
    );
  }
  const sources = new Map(listAt(json.get(layout.SOURCES), 'sources').map((each) => [textAt(each, 'path'), each]));
  const quotes = new Map(
    listAt(json.get(layout.QUOTES), 'quotes').map((quote) => {
      const pointer = at(quote, 'pointer');
      return [`${textAt(pointer, 'path')}\0${numberAt(pointer, 'line')}`, quote] as const;
    }),
  );
  const rows = listAt(list, 'seals');
  let opened = 0;
  for (const row of rows.slice(0, MOST_SEALS)) {
    const path = textAt(row, 'path') ?? '';
    const seal = { row, index: numberAt(row, 'index') ?? -1, where: `${path}, entry ${numberAt(row, 'index')}` };
    if (textAt(sources.get(path), 'sha256') !== textAt(row, 'sha256')) {
      findings.problem(
        'ledger',
        seal.where,
        '資料の一覧にないファイルの封印です',
        'a seal of a file that is not among the sources',
      );
    }
    const entry = await checkSeal(contents, seal, policy, findings);
    if (entry) opened += checkLines(seal, entry, quotes, findings);
  }
  findings.looked('ledger');
  if (rows.length > MOST_SEALS) {
    findings.notChecked(
      `封印${rows.length - MOST_SEALS}件（先頭の${MOST_SEALS}件だけを確かめました）。`,
      `${rows.length - MOST_SEALS} seals: only the first ${MOST_SEALS} were checked`,
    );
  }
  if (wantedKey === undefined) {
    findings.notChecked(
      `台帳の鍵（${written}）と連署者の鍵が誰のものか。別の道で得た鍵と ledger/policy を比べてください。`,
      `whose the keys of the log (${written}) and of its witnesses are: compare ledger/policy with keys learned by another way`,
    );
  }
  const cited = numberAt(list ?? null, 'cited') ?? 0;
  if (cited > opened) {
    findings.notChecked(
      `封印した行のうち引用 ${cited - opened}行は、伏せた所があるなどのため、封印と比べていません。資料と台帳があれば akashi ledger verify-logs で比べられます。`,
      `${cited - opened} quoted lines of sealed files were not compared with their seals, because parts of them are hidden: with sources and ledger, akashi ledger verify-logs does`,
    );
  }
  if ([...members.keys()].some((path) => path.endsWith('.tsr'))) {
    findings.notChecked(
      '時刻認証（ledger/*.tsr）：openssl ts -verify で、対応する .checkpoint と比べてください。',
      'timestamps (ledger/*.tsr): check them against the .checkpoint of the same name with openssl ts -verify',
    );
  }
}

function isSameKey(wanted: string, { name, id, key }: Policy['logs'][number]['key']): boolean {
  const [wantedName, wantedId, ...rest] = wanted.trim().split('+');
  const bytes = fromBase64(rest.join('+'));
  return wantedName === name && wantedId === id && bytes !== undefined && bytes.slice(1).join() === key.join();
}
