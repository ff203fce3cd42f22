// A company that was given data need not work for us: a broker or partner uses it for work of its own. Called 委託先, it would
// be told to be somebody we answer for by contract, so that such a company is called by its name, or by what happened.
import { type Fact, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { CaseInput } from './grounds.ts';
import type { Said } from './said.ts';
import { vendorListed } from './vendor-names.ts';

/** Work that a company does on its own account, as org.yaml describes it. */
const ownAccount =
  /取り?次|仲介|紹介|媒介|第三者提供|提供先|共同利用|提携|\b(?:brok\w{1,6}|referr\w{1,4}|introduc\w{1,5}|intermediar\w{1,3}|lead generation|affiliat\w{1,4}|joint use)\b/i;

/** As org.yaml says (`works_for_us`), else by the work that it names; a company that it does not list is not judged. */
export function isRecipientOnly(input: CaseInput, vendor: string): boolean {
  const listed = vendorListed(input, vendor);
  if (!listed) return false;
  return listed.worksForUs === undefined
    ? ownAccount.test(`${listed.does?.ja ?? ''} ${listed.does?.en ?? ''}`)
    : !listed.worksForUs;
}

type Change = readonly [from: string, to: string];
type Changes = { readonly ja: readonly Change[]; readonly en: readonly Change[] };

/** A sentence that names the company needs no other word for it. The longer words first. */
const named: Changes = {
  ja: [['委託先の{', '{']],
  en: [
    [', a company that works for us,', ''],
    [', a company that works for us', ''],
    [', which handles data for us,', ''],
    [', which handles data for us', ''],
  ],
};

/** Words that hold of those who work for us as well: they had data from us too. */
const ofAll: Changes = {
  ja: [
    ['情報の取扱いを委託している会社', '情報を渡した先の会社'],
    ['委託先', '情報を渡した先の会社'],
  ],
  en: [
    ['companies that work for us', 'companies we gave data to'],
    ['those that work for us', 'those we gave data to'],
    ['a company that works for us', 'a company we gave data to'],
    ['another company that works for us', 'another company we gave data to'],
    ['companies that handle data for us', 'companies we gave data to'],
    ['a company we use', 'a company we gave data to'],
  ],
};

/** What is looked for in our sentences: a sentence that says it otherwise would be missed. */
export const recipientPhrases: readonly string[] = [named, ofAll]
  .flatMap(({ ja, en }) => [...ja, ...en])
  .map(([from]) => from);

const vendorOf = (fact: Fact): readonly string[] =>
  fact.kind === 'vendor-answer' || fact.kind === 'vendor-held' || fact.kind === 'vendor-canaries' ? [fact.vendor] : [];

function reworded({ ja, en }: Both, changes: Changes): Both {
  const made = (text: string, list: readonly Change[]) =>
    list.reduce((words, [from, to]) => words.replaceAll(from, to), text);
  return { ja: made(ja, changes.ja), en: made(en, changes.en) };
}

/** Changes the sentences of a case in which some company is no vendor of ours; any other case stays as it is. */
export function inWordsOfRecipients(said: readonly Said[], input: CaseInput): readonly Said[] {
  const vendors = new Set([
    ...input.organisation.vendors.map(({ name }) => name),
    ...factsOf(input.facts, 'vendor-held').map(({ vendor }) => vendor),
  ]);
  const recipients = new Set([...vendors].filter((vendor) => isRecipientOnly(input, vendor)));
  if (recipients.size === 0) return said;
  const vendorsOf = new Map(input.facts.map((fact) => [fact.id, vendorOf(fact)]));
  return said.map((one) => {
    const about = one.evidence.flatMap((id) => vendorsOf.get(id) ?? []);
    const names = 'vendor' in one.slots || 'name' in one.slots;
    if (!names || about.length === 0) {
      const slots = Object.entries(one.slots).map(
        ([key, slot]) => [key, typeof slot === 'object' ? reworded(slot, ofAll) : slot] as const,
      );
      return { ...one, slots: Object.fromEntries(slots), text: reworded(one.text, ofAll) };
    }
    return about.every((vendor) => recipients.has(vendor)) ? { ...one, text: reworded(one.text, named) } : one;
  });
}
