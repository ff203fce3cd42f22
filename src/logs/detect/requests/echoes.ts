// What an answer may repeat of the question it answers.

/** Bytes that one character of a question may take in the answer, escaped for a page. */
export const ECHO_BYTES = 6;
/** Bytes that answers to the same question differ by of themselves: dates, counters, tokens. */
export const OWN_DIFFERENCE = 64;

/** A target with the ASCII characters that were percent-encoded in it; others stay as they are. */
export const decodedAscii = (target: string): string =>
  target.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
