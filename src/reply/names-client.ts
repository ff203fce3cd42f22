import type { Claim } from '../vocabulary/case-file.ts';

const title = /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|madam|mme|herr|frau)\.?$/i;

/** A relative has the same surname as often as not: a first name that stands before it has to be that of the claim. */
function namesIn(client: string, name: string, last: string): boolean {
  const words = client.split(/[\s,]+/);
  return words.some((word, at) => {
    if (!word.startsWith(last)) return false;
    const before = words[at - 1] ?? '';
    return !/^\p{Lu}/u.test(before) || title.test(before) || name.includes(before);
  });
}

/**
 * Somebody writes for another, and the name in the claim is that of whom they write for: the answer goes to the writer, once
 * it is confirmed that they may have it.
 */
export function namesClient({ onBehalf, name, text }: Pick<Claim, 'onBehalf' | 'name' | 'text'>): boolean {
  const last = name?.trim().split(/\s+/).at(-1) ?? '';
  if (onBehalf !== true || last.length < 2) return false;
  const told = (text ?? '').slice(0, 4000);
  const client =
    /\b(?:act(?:ing)? (?:for|on behalf of)|on behalf of|instructed by|(?:my|our) client,?)\s[^.;\n]{0,60}/i.exec(
      told,
    )?.[0] ?? '';
  return namesIn(client, name ?? '', last) || told.replace(/\s/g, '').includes(`${name?.replace(/\s/g, '')}の代理`);
}
