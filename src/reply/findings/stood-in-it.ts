// What a mail of ours that reached somebody else told of the person who complains: the address, values of the record, or both.
import type { FactOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import type { Slot } from '../said.ts';
import { columnsNamed } from './held-columns.ts';

export function stoodInIt({ messages, holdsThis = 0, holdsRecord = 0, holds }: FactOf<'sent-to-another'>): {
  readonly and?: { readonly text: Both; readonly slots: Readonly<Record<string, Slot>> };
} {
  const [it, It] = messages === 1 ? ['it', 'It'] : ['them', 'They'];
  // What many people share is not looked for, and dates are written in many ways: there may be more than these.
  const columns = holdsRecord > 0 ? columnsNamed(holds) : undefined;
  if (columns) {
    const slots = { names: columns.names };
    return {
      and: {
        slots,
        text:
          holdsThis > 0
            ? {
                ja: 'そのメールには、お申し出のアドレスのほか、少なくともお客様の{names}が書かれております。',
                en: `${It} told this person the address you wrote to us about and data we hold of you, at least {names}.`,
              }
            : {
                ja: 'そのメールには、少なくともお客様の{names}が書かれております。',
                en: `${It} told this person data we hold of you, at least {names}.`,
              },
      },
    };
  }
  if (holdsThis === 0) return {};
  return {
    and: {
      text: {
        ja: 'そのメールには、お申し出のアドレスが載っております。',
        en: `The address you wrote to us about stands in ${it}.`,
      },
      slots: {},
    },
  };
}
