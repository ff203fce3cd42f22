// A company that we gave data to has told us of a leak: what that means for whoever asks where it came from.
import { type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { CaseInput, Grounds } from './grounds.ts';
import type { Told } from './part-lists.ts';
import { vendorListed, vendorNamed, vendorWords } from './vendor-names.ts';

/**
 * The leak that a vendor told us of, and the record of lists by which that vendor was given this record only after the spam
 * had begun: such a leak is no explanation of how the spam began.
 */
export function leakAfterBeginning({
  case: input,
  spamSince,
}: Grounds): { readonly answer: FactOf<'vendor-answer'>; readonly lists: FactOf<'list-copies'> } | undefined {
  if (spamSince === undefined) return undefined;
  const [answer] = factsOf(input.facts, 'vendor-answer').filter(
    (fact) => fact.answer === 'announced' && fact.coversThisRecord === 'yes',
  );
  if (!answer || factsOf(input.facts, 'vendor-held').some(({ vendor }) => sameVendor(input, vendor, answer.vendor)))
    return undefined;
  const lists = factsOf(input.facts, 'list-copies').find(
    ({ laterTo, laterHeld }) =>
      laterHeld === 'yes' && laterTo?.split('; ').some((vendor) => sameVendor(input, vendor, answer.vendor)),
  );
  return lists ? { answer, lists } : undefined;
}

function sameVendor(input: CaseInput, one: string, other: string): boolean {
  const known = vendorListed(input, one);
  return one === other || (known !== undefined && known === vendorListed(input, other));
}

/** A vendor that admits it: whoever is told of a leak elsewhere in the letter is not told here that it has yet to be found out. */
export function admittedBy(grounds: Grounds): Told[] {
  const [admitted] = factsOf(grounds.case.facts, 'vendor-answer').filter(
    ({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord === 'yes',
  );
  if (!admitted) return [];
  const words = vendorNamed(grounds.case, admitted.vendor, 28);
  return [
    {
      evidence: [admitted.id],
      text: words
        ? {
            ja: 'お客様の情報は、{name}から漏れたとの知らせがあった情報に含まれております。',
            en: 'Your record is among the data that {name} told us had leaked from it.',
          }
        : {
            ja: 'お客様の情報は、委託先から漏れたとの知らせがあった情報に含まれております。',
            en: 'Your record is among the data that one of these companies told us had leaked from it.',
          },
      ...(words ? { slots: { name: words } } : {}),
    },
  ];
}

/** A vendor that told us of a leak, where it is not established that this record was in it. */
export function announcedBy(grounds: Grounds): Told[] {
  return factsOf(grounds.case.facts, 'vendor-answer')
    .filter(({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord !== 'yes')
    .slice(0, 2)
    .map(({ id, vendor, coversThisRecord }) => ({
      evidence: [id],
      slots: { name: vendorWords(grounds.case, vendor, 20) },
      text:
        coversThisRecord === 'no'
          ? {
              ja: '{name}の知らせでは、漏れたのはほかの情報とのことですが、弊社で確かめたものではございません。',
              en: '{name} told us that other data leaked from it, not your record; we have not confirmed this.',
            }
          : {
              ja: '{name}からは情報が漏れたとの知らせがありましたが、お客様の情報が含まれるかは、まだ知らされておりません。',
              en: '{name} told us that data leaked from it, but has not told us whether your record was among them.',
            },
    }));
}
