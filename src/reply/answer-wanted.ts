// By when whoever writes asks to be answered: a day that is theirs, which no law set and nobody should miss by not reading it.

const spelled: Readonly<Record<string, number>> = {
  ...{ five: 5, seven: 7, ten: 10, fourteen: 14, twenty: 20, 'twenty-one': 21, 'twenty-eight': 28, thirty: 30 },
};
const inEnglish =
  /\bwithin (?:the next )?(\d{1,2}|five|seven|ten|fourteen|twenty(?:-one|-eight)?|thirty) (?:calendar |working |business )?days\b/i;
const inJapanese = /(\d{1,2})日以内に?[^。]{0,24}(?:回答|返事|返信|お答え|答え|連絡|報告|対応|開示)/;

/** Days within which they ask for an answer; undefined where they name none. */
export function answerWantedIn({ text }: { readonly text: string | null }): number | undefined {
  const told = (text ?? '').slice(0, 10_000).normalize('NFKC').replace(/\s+/g, ' ');
  const written = inEnglish.exec(told)?.[1] ?? inJapanese.exec(told)?.[1];
  if (written === undefined) return undefined;
  const days = spelled[written.toLowerCase()] ?? Number(written);
  return days > 0 ? days : undefined;
}
