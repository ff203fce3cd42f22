// A mail of ours that told somebody else's data, by the copy of whoever got it. The copy is theirs: only what our own record knows as
// well is said of our sending, and of nobody that they are in our register.
import type { FactOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate } from '../days.ts';
import { sentenceLength } from '../lint/sentence-length.ts';
import type { Slot } from '../said.ts';
import { columnsNamed } from './held-columns.ts';

type Part = { readonly text: Both; readonly slots: Readonly<Record<string, Slot>> };

/** What our own records say beside the copy; undefined: that they know the message, and nothing more. */
function besideTheCopy({ inOurLog, run }: FactOf<'record-of-another'>): Part | undefined {
  if (!inOurLog)
    return {
      text: {
        ja: 'そのメールの送信の記録は、調べた弊社の記録にはなく、写しのほかに確かめたものはまだございません。',
        en: 'The records of ours that we examined do not show that sending; as yet only the copy tells of it.',
      },
      slots: {},
    };
  if (run === undefined) return undefined;
  return {
    text: {
      ja: '弊社の記録では、同じ機器から続けて、合わせて{run}件のアドレスにメールをお送りしております。その内容は、この記録からは分かりません。',
      en: 'By our own record, the same machine sent mail to {run} addresses in one go. That record does not show what these messages held.',
    },
    slots: { run },
  };
}

/** What a sentence that may be no longer than sentence-length.ts has it leaves for names: characters, and words. */
const ROOM = { ja: 20, en: 6 } as const;

/** Of the columns as many as the sentence has room for; undefined where not even two have. */
function namesFitting(holds: string): Both | undefined {
  const columns = holds.split('; ');
  for (let count = columns.length; count >= 2; count -= 1) {
    const names = columnsNamed(columns.slice(0, count).join('; '))?.names;
    if (names && Array.from(names.ja).length <= ROOM.ja && sentenceLength(names.en, 'en') <= ROOM.en) return names;
  }
  return undefined;
}

export function recordOfAnotherWords(fact: FactOf<'record-of-another'>): Part & { readonly and?: Part } {
  const { messages, holds, receivedAt } = fact;
  const dated = receivedAt !== undefined && isDate(receivedAt);
  const names = namesFitting(holds);
  const and = besideTheCopy(fact);
  return {
    text: {
      ja: `お送りいただいた写しでは、${dated ? '{at:day}に' : ''}弊社の側から送られたメールに、別の方に関わる内容${names ? '（少なくとも{names}）' : ''}が書かれております。`,
      en: `${messages === 1 ? 'Your copy shows a message' : 'You sent us copies of messages'}${dated ? ' of {at:day}' : ''} from our side. ${messages === 1 ? 'It tells' : 'They tell'} details of another person${names ? ', at least {names}' : ''}.`,
    },
    slots: { ...(dated ? { at: receivedAt } : {}), ...(names ? { names } : {}) },
    ...(and ? { and } : {}),
  };
}
