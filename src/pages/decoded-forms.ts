import { rotated } from './mapped-text.ts';

/** Other ways to write a string backwards or in code, as data attributes and literals hold them. */
export function decodedForms(text: string): readonly { readonly text: string; readonly technique: string }[] {
  const forms: { text: string; technique: string }[] = [];
  const trimmed = text.trim();
  if (trimmed.length < 6 || trimmed.length > 4000) return forms;
  if (
    /^(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2,4}={0,2})?$/.test(trimmed) ||
    /^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(trimmed)
  ) {
    forms.push({ text: Buffer.from(trimmed, 'base64').toString('latin1'), technique: 'base64' });
  }
  if (/^(?:[0-9a-fA-F]{2}){6,}$/.test(trimmed))
    forms.push({ text: Buffer.from(trimmed, 'hex').toString('latin1'), technique: 'hex' });
  // logo@2x.png is a picture, whatever it says backwards.
  if (trimmed.includes('@') && !/\.(?:png|jpe?g|gif|webp|svg|avif|ico|css|m?js)\b/i.test(trimmed)) {
    forms.push({ text: rotated(trimmed), technique: 'rot13' });
    forms.push({ text: [...trimmed].reverse().join(''), technique: 'reversed' });
  }
  // WordPress' Email Encoder turns the letters and writes the at-sign as a word.
  const bracketed = /^([\w.+-]{1,64})\[at\]([\w.-]{3,200})$/.exec(trimmed);
  if (bracketed) forms.push({ text: rotated(`${bracketed[1]}@${bracketed[2]}`), technique: 'rot13' });
  if (/^\d{2,3}(?:[,; .|-]\d{2,3}){5,}$/.test(trimmed)) {
    forms.push({
      text: trimmed
        .split(/\D/)
        .map((code) => String.fromCharCode(Number(code)))
        .join(''),
      technique: 'char-codes',
    });
  }
  return forms;
}
