// The spam names a company that had data from us, or works for us. Whoever received it sees that before anything else; what it
// is worth is said beside it, and the company is asked.
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { Grounds } from './grounds.ts';
import { isRecipientOnly } from './recipient-words.ts';
import type { Said } from './said.ts';
import { isOfWriter, vendorNamed } from './vendor-names.ts';

/** Of one company what it is to us; of several what holds of all. */
function relation(recipientsOnly: readonly boolean[]): Both {
  return recipientsOnly.some(Boolean)
    ? { ja: '弊社が情報を渡したことのある', en: 'to which we have given data' }
    : { ja: '弊社の業務の委託先である', en: recipientsOnly.length > 1 ? 'which work for us' : 'which works for us' };
}

/** Where the message is told of: that it names such a company, and what a name shows. */
export function companiesNamed({ case: file }: Grounds, section: string): Said[] {
  return factsOf(file.facts, 'mail-origin').flatMap(({ id, names = '' }): Said[] => {
    const listed = names.split('; ').filter((name) => name !== '' && !isOfWriter(file, name));
    const told = listed.flatMap((name) => {
      const words = vendorNamed(file, name, 30);
      return words === undefined ? [] : [{ words, only: isRecipientOnly(file, name) }];
    });
    if (told.length === 0) return [];
    const slots = Object.fromEntries(told.map(({ words }, i) => [`company${i}`, words]));
    const places = told.map((_, i) => `{company${i}}`);
    const { ja, en } = relation(told.map(({ only }) => only));
    return [
      {
        ...{ id: 'origin.names-company', type: 'FOUND', section, evidence: [id], slots },
        text: {
          ja: `届いたメールには、${ja}${places.join('と')}の名前が書かれております。`,
          en: `The spam names ${places.join(' and ')}, ${en}.`,
        },
      },
      {
        ...{ id: 'origin.names-company-limit', type: 'LIMIT', section, evidence: [id], slots: {} },
        text: {
          ja: '会社の名前は誰でも書けるもので、アドレスの入手先がその会社であることを示すものではありません。',
          en: 'Anybody can write the name of a company; that does not show where the sender got the address.',
        },
      },
    ];
  });
}
