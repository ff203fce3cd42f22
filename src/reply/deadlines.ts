import type { Deadline, Letter } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { sentencesOf } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { render } from './said.ts';

/** Every promise of a letter as a deadline: the day from its slot, what is due in both languages. */
export function deadlinesOf(letter: Pick<Letter, 'stage'>, input: CaseInput): readonly Deadline[] {
  const { grounds, said } = sentencesOf(input, letter.stage);
  return said.flatMap((sentence): Deadline[] => {
    const by = sentence.slots['by'];
    if (sentence.type !== 'PROMISE' || typeof by !== 'string') return [];
    const what: Both = {
      ja: render(sentence, 'ja', grounds.zone).text,
      en: render(sentence, 'en', grounds.zone).text,
    };
    return [
      {
        id: `${letter.stage}.${sentence.id}`,
        what,
        by,
        clock: 'own-promise',
        conservative: false,
        source: `letter:${letter.stage}`,
      },
    ];
  });
}
