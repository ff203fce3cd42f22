// Witness policies: C2SP tlog-policy (C2SP@5ba5ee8, 2026-07-22).
import { asType, keyTypes, parseVerifierKey, type VerifierKey } from './note.ts';

export type PolicyLog = { readonly key: VerifierKey; readonly url: string | undefined };
/** `key` as a cosigner's: an Ed25519 key given as type 01 stands here as type 04, whose id its signature lines carry. */
export type PolicyWitness = { readonly name: string; readonly key: VerifierKey; readonly url: string | undefined };
export type PolicyGroup = { readonly name: string; readonly threshold: number; readonly members: readonly string[] };

export type Policy = {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  /** The name that must be satisfied; undefined: no cosignature is asked for. */
  readonly quorum: string | undefined;
};

const MOST_POLICY_CHARS = 1_000_000;
const MOST_LINES = 10_000;
const reserved = new Set(['none', 'any', 'all']);

/** Why a policy was refused: the line from 1 (0: the whole) and what was expected there. */
export type PolicyProblem = { readonly line: number; readonly expected: string };

function thresholdOf(word: string, members: number): number | undefined {
  if (word === 'all') return members;
  if (word === 'any') return 1;
  const value = /^[1-9]\d{0,3}$/.test(word) ? Number(word) : 0;
  return value >= 1 && value <= members ? value : undefined;
}

export function parsePolicy(text: string): Policy | PolicyProblem {
  if (text.length > MOST_POLICY_CHARS) return { line: 0, expected: `at most ${MOST_POLICY_CHARS} characters` };
  const logs: PolicyLog[] = [];
  const witnesses: PolicyWitness[] = [];
  const groups: PolicyGroup[] = [];
  const names = new Set<string>();
  const members = new Set<string>();
  const keys = new Set<string>();
  let quorum: { readonly name: string | undefined } | undefined;
  const lines = text.split('\n', MOST_LINES + 1);
  if (lines.length > MOST_LINES) return { line: 0, expected: `at most ${MOST_LINES} lines` };
  for (const [i, raw] of lines.entries()) {
    const line = raw.replace(/^[ \t]+|[ \t]+$/g, '');
    if (line === '' || line.startsWith('#')) continue;
    const wrong = (expected: string): PolicyProblem => ({ line: i + 1, expected });
    const [word, ...rest] = line.split(/[ \t]+/);
    const addKey = (written: string): VerifierKey | undefined => {
      const key = parseVerifierKey(written);
      // The same key under two names would let one witness count as two.
      const mark = key?.key.join(',');
      if (!key || mark === undefined || keys.has(mark)) return undefined;
      keys.add(mark);
      return key;
    };
    const isNew = (name: string) => name !== '' && !reserved.has(name) && !names.has(name);
    if (word === 'log') {
      const [written = '', url] = rest;
      const key = addKey(written);
      if (!key || rest.length > 2) return wrong('log VKEY [URL], no key twice');
      logs.push({ key, url });
    } else if (word === 'witness') {
      const [name = '', written = '', url] = rest;
      const key = addKey(written);
      if (!key || rest.length > 3 || !isNew(name)) return wrong('witness NAME VKEY [URL], no name or key twice');
      names.add(name);
      witnesses.push({
        name,
        key: key.type === keyTypes.ed25519 ? asType(key, keyTypes.ed25519Cosignature) : key,
        url,
      });
    } else if (word === 'group') {
      const [name = '', count = '', ...of] = rest;
      const threshold = thresholdOf(count, of.length);
      if (!isNew(name) || threshold === undefined || threshold < 1) return wrong('group NAME all|any|K NAME…');
      for (const member of of) {
        if (!names.has(member) || members.has(member)) return wrong('members defined above, each in one group');
        members.add(member);
      }
      names.add(name);
      groups.push({ name, threshold, members: of });
    } else if (word === 'quorum') {
      const [name = ''] = rest;
      if (quorum || rest.length !== 1 || (name !== 'none' && !names.has(name))) return wrong('one quorum NAME|none');
      quorum = { name: name === 'none' ? undefined : name };
    } else return wrong('log, witness, group or quorum');
  }
  if (!quorum) return { line: 0, expected: 'a quorum line' };
  return { logs, witnesses, groups, quorum: quorum.name };
}

export function isPolicy(parsed: Policy | PolicyProblem): parsed is Policy {
  return 'witnesses' in parsed;
}

/** Whether the cosigners that were verified satisfy the quorum. Without a quorum line's name, always. */
export function satisfies(policy: Policy, cosigners: readonly VerifierKey[]): boolean {
  const signed = new Set(cosigners.map(({ name, id }) => `${name}+${id}`));
  const holds = (name: string): boolean => {
    const witness = policy.witnesses.find((each) => each.name === name);
    if (witness) return signed.has(`${witness.key.name}+${witness.key.id}`);
    const group = policy.groups.find((each) => each.name === name);
    return group !== undefined && group.members.filter(holds).length >= group.threshold;
  };
  return policy.quorum === undefined || holds(policy.quorum);
}
