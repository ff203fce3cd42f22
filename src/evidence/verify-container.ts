// The outside of a pack: its container, its manifest, every hash, the signature. Stands alone.
import { isRecord, type Json, listAt, numberAt, parseCanonical, textAt } from './canonical-json.ts';
import * as layout from './pack-layout.ts';
import { type Findings, sha256Hex } from './verify-report.ts';
import { type Member, readZip, sameBytes, type ZipFault } from './zip-form.ts';

const faultWords: Readonly<Record<ZipFault['kind'], readonly [string, string]>> = {
  'no-end': [
    'ZIP の終わりの印が末尾にありません（切れているか、後ろに何か付いています）',
    'the end mark of the ZIP is not at its end: cut off, or followed by something',
  ],
  directory: ['ZIP の目次が壊れています', 'the directory of the ZIP is broken'],
  'too-large': ['大きすぎるか、ファイルが多すぎます', 'too large, or too many members'],
  path: ['置いてはならない名前のファイルがあります', 'a member has a name that may not be'],
  doubled: ['同じ名前のファイルが二つあります', 'two members have the same name'],
  header: ['目次とファイルの見出しが食い違っています', 'the directory and the member’s own header disagree'],
  method: ['知らない圧縮方法です', 'packed by an unknown method'],
  data: ['中身が壊れているか、長さが違います', 'the content is broken or of another length'],
  checksum: ['中身の CRC が合いません', 'the CRC of the content does not fit'],
  form: [
    'Akashi が書いた形のままではありません（入れ物が書き換えられています）',
    'not in the form that Akashi writes: the container has been changed',
  ],
};

export type Contents = {
  readonly members: ReadonlyMap<string, Uint8Array>;
  /** Parsed JSON members by name; missing where it could not be parsed. */
  readonly json: ReadonlyMap<string, Json>;
  readonly signed: boolean;
  readonly digest: string | null;
};

async function checkMembers(
  manifest: Json,
  members: ReadonlyMap<string, Uint8Array>,
  findings: Findings,
): Promise<void> {
  const named = new Set<string>();
  for (const row of listAt(manifest, 'members')) {
    const path = textAt(row, 'path') ?? '';
    const bytes = members.get(path);
    if (named.has(path) || layout.unnamed.has(path)) {
      findings.problem(
        'manifest',
        path,
        '目録に二度、または載るはずのない名前があります',
        'named twice in the manifest, or not to be named there',
      );
      continue;
    }
    named.add(path);
    if (!bytes) {
      findings.problem(
        'manifest',
        path,
        '目録にあるファイルが入っていません',
        'named in the manifest but not in the pack',
      );
    } else if (bytes.length !== numberAt(row, 'bytes') || (await sha256Hex(bytes)) !== textAt(row, 'sha256')) {
      findings.problem(
        'members',
        path,
        '目録の SHA-256 と中身が合いません：変えられています',
        'the content does not fit its SHA-256 in the manifest: it has been changed',
      );
    }
  }
  for (const path of members.keys()) {
    if (!named.has(path) && !layout.unnamed.has(path)) {
      findings.problem(
        'manifest',
        path,
        '目録にないファイルが入っています',
        'in the pack but not named in the manifest',
      );
    }
  }
  for (const path of layout.required) {
    if (!members.has(path))
      findings.problem('manifest', path, 'あるはずのファイルがありません', 'missing, though every pack has it');
  }
  findings.looked('manifest', 'members');
}

/** One line of standard base64 for exactly `length` bytes, in its only spelling. */
function base64Line(bytes: Uint8Array | undefined, length: number): Uint8Array | undefined {
  if (!bytes || bytes.length > 200) return undefined;
  const line = new TextDecoder().decode(bytes);
  if (!/^[A-Za-z0-9+/]{1,172}={0,2}\n$/.test(line)) return undefined;
  try {
    const binary = atob(line.trimEnd());
    const decoded = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    return decoded.length === length && `${btoa(binary)}\n` === line ? decoded : undefined;
  } catch {
    return undefined;
  }
}

/** @returns undefined when this browser has no Ed25519 */
async function verifyEd25519(key: Uint8Array, signature: Uint8Array, data: Uint8Array): Promise<boolean | undefined> {
  const { subtle } = globalThis.crypto;
  let imported: CryptoKey;
  try {
    imported = await subtle.importKey('raw', new Uint8Array(key), { name: 'Ed25519' }, false, ['verify']);
  } catch (error) {
    // A key that is no point of the curve is a bad key; a missing algorithm is a missing algorithm.
    return error instanceof Error && error.name === 'NotSupportedError' ? undefined : false;
  }
  return subtle.verify({ name: 'Ed25519' }, imported, new Uint8Array(signature), new Uint8Array(data));
}

async function checkSignature(
  members: ReadonlyMap<string, Uint8Array>,
  manifest: Json,
  key: Uint8Array | undefined,
  findings: Findings,
): Promise<boolean> {
  const declared = textAt(manifest, 'signature') === 'ed25519';
  const file = members.get(layout.SIGNATURE);
  const manifestBytes = members.get(layout.MANIFEST);
  if (!declared) {
    if (file || members.has(layout.PUBLIC_KEY)) {
      findings.problem(
        'signature',
        layout.SIGNATURE,
        '目録は署名なしと言いますが、署名か鍵が入っています',
        'the manifest says unsigned, but a signature or key is inside',
      );
    }
    if (key) {
      findings.problem(
        'signature',
        layout.SIGNATURE,
        '鍵が渡されましたが、この一式には署名がありません',
        'a key was given, but this pack is not signed',
      );
    } else {
      findings.notChecked(
        '誰が作ったか：署名がないため、要約値を別の道で受け取っていなければ、誰でもこの一式を作れました。',
        'who made it: the pack is not signed, so unless you received its digest by another way, anyone could have made it',
      );
    }
    return false;
  }
  const inside = base64Line(members.get(layout.PUBLIC_KEY), 32);
  const signature = base64Line(file, 64);
  if (!inside || !signature || !manifestBytes) {
    findings.problem(
      'signature',
      layout.SIGNATURE,
      '署名か鍵がないか、壊れています',
      'the signature or its key is missing or broken',
    );
    return true;
  }
  if (key && !sameBytes(key, inside)) {
    findings.problem(
      'signature',
      layout.PUBLIC_KEY,
      '渡された鍵ではない鍵で署名されています',
      'signed with another key than the one given',
    );
  }
  const good = await verifyEd25519(key ?? inside, signature, manifestBytes);
  if (good === undefined) {
    findings.notChecked(
      '署名：このブラウザーは Ed25519 を確かめられません。akashi verify をお使いください。',
      'the signature: this browser cannot check Ed25519; use akashi verify',
    );
  } else if (good) {
    findings.looked('signature');
  } else {
    findings.problem(
      'signature',
      layout.SIGNATURE,
      '署名が目録に合いません',
      'the signature does not fit the manifest',
    );
  }
  if (!key) {
    findings.notChecked(
      '鍵が誰のものか：--key で、別の道で受け取った鍵を渡してください。',
      'whose key it is: give the key you received by another way with --key',
    );
  }
  return true;
}

async function checkDigest(members: ReadonlyMap<string, Uint8Array>, findings: Findings): Promise<string | null> {
  const manifest = members.get(layout.MANIFEST);
  const file = members.get(layout.DIGEST);
  if (!manifest) return null;
  const digest = await sha256Hex(manifest);
  if (!file || new TextDecoder().decode(file) !== `${digest}  ${layout.MANIFEST}\n`) {
    findings.problem('digest', layout.DIGEST, '要約値が目録に合いません', 'the digest does not fit the manifest');
  }
  findings.looked('digest');
  return digest;
}

/** Undefined when there is no manifest to go on with. */
export async function openPack(
  bytes: Uint8Array,
  key: Uint8Array | undefined,
  findings: Findings,
): Promise<Contents | undefined> {
  const { members: list, faults } = await readZip(bytes);
  for (const { kind, where } of faults) findings.problem('container', where, ...faultWords[kind]);
  findings.looked('container');
  const members = new Map(list.map(({ path, bytes: data }: Member) => [path, data]));
  const manifestBytes = members.get(layout.MANIFEST);
  const digest = await checkDigest(members, findings);
  const manifest = manifestBytes && parseCanonical(manifestBytes);
  if (!manifest) {
    findings.problem(
      'manifest',
      layout.MANIFEST,
      '目録がないか、読めません',
      'there is no manifest, or it cannot be read',
    );
    return undefined;
  }
  if (textAt(manifest.value, 'format') !== layout.FORMAT) {
    findings.problem(
      'manifest',
      layout.MANIFEST,
      '知らない形式の一式です',
      'a pack of another format than this verifier knows',
    );
  }
  await checkMembers(manifest.value, members, findings);
  const signed = await checkSignature(members, manifest.value, key, findings);
  const json = new Map<string, Json>();
  for (const path of layout.canonicalMembers) {
    const member = members.get(path);
    if (!member) continue;
    const parsed = parseCanonical(member);
    if (parsed && isRecord(parsed.value)) json.set(path, parsed.value);
    else findings.problem('canonical', path, '読めないか、形が違います', 'cannot be read, or is of another shape');
    if (parsed && !parsed.canonical) {
      findings.problem(
        'canonical',
        path,
        'JSON が正規形（RFC 8785）ではありません',
        'the JSON is not in canonical form (RFC 8785)',
      );
    }
  }
  findings.looked('canonical');
  return { members, json, signed, digest };
}
