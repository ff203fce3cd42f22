// Whose words a part of a thread is: as the line above it names its writer, who may be the customer or one of ours.
import { parseAddress } from '../../vocabulary/address.ts';

/** Longer than any address; what stands in a head is bounded besides. */
const address = /[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,253}/g;
/** "(home)", 「（自宅）」, and the address in its brackets. */
const aside = /<[^<>]{0,320}>|\([^()]{0,200}\)|\[[^[\]]{0,200}\]/g;
const honorific = /(?<=\p{L}\s?)(?:様|さま|さん|殿|氏|先生)$|^(?:mr|mrs|ms|mx|dr)\.? (?=\p{L})/gu;

/** Words of a name, in lower case; 「（株）」 and whatever else stands beside it in brackets is none of it. */
function nameWords(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(aside, ' ')
    .replace(address, ' ')
    .replace(/["“”「」『』]/g, ' ')
    .trim()
    .replace(honorific, '');
  return plain.split(/[^\p{L}\p{M}\p{N}'’]+/u).filter((word) => word !== '');
}

/**
 * Whether a head names this person. An address in it decides where it is theirs or one of ours; else the name does, whole and
 * word by word: "Ken" is neither "Kenji" nor "Ken Watanabe", and 森田 is not 森田屋. Family and given name may change
 * places, and a name of more words than one may stand within a longer line.
 *
 * @param ours whether an address is one of the organisation's own
 */
export function isWrittenBy(
  head: string,
  { name, sender }: { readonly name: string | null; readonly sender: string | undefined },
  ours: (address: string) => boolean,
): boolean {
  const named = (head.normalize('NFKC').match(address) ?? []).flatMap((one) => parseAddress(one) ?? []);
  if (sender !== undefined && named.some((one) => one.toLowerCase() === sender.toLowerCase())) return true;
  if (named.some(ours)) return false;
  const theirs = nameWords(name ?? '');
  const here = nameWords(head);
  const [only] = theirs;
  if (only === undefined || theirs.join('').length < 2) return false;
  if (theirs.join('') === here.join('')) return true;
  if (theirs.length === 1) return false;
  return (
    theirs.toSorted().join(' ') === here.toSorted().join(' ') || ` ${here.join(' ')} `.includes(` ${theirs.join(' ')} `)
  );
}
