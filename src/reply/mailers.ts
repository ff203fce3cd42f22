import type { Both } from '../vocabulary/finding.ts';
import type { CaseInput } from './grounds.ts';

/** Whether a company is known to send mail for us. */
export const hasHired = ({ organisation }: CaseInput): boolean =>
  organisation.vendors.some(({ sendsFrom }) => sendsFrom.length > 0);

/** Whose systems may have sent what we say we sent: a company that sends for us only where one is known to. */
export function mailers(input: CaseInput): Both {
  return hasHired(input)
    ? {
        ja: '弊社または弊社が頼んだ会社の配信設備',
        en: 'our mailing systems or those of a company that sends mail for us',
      }
    : { ja: '弊社の配信設備', en: 'our mailing systems' };
}
