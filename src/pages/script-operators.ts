// Operators of scripts over constants.
import { text, unknown, type Value } from './script-value.ts';

/** An operator between two values; what has an unknown side is unknown, but for joined strings. */
export function binary(operator: string, left: Value, right: Value): Value {
  if (operator === '+') {
    if (typeof left === 'number' && typeof right === 'number') return left + right;
    const [a, b] = [text(left), text(right)];
    if (a !== undefined && b !== undefined) return a + b;
    // What is not known becomes a character that no address holds, so that the known rest is still seen.
    if (typeof left === 'string' || typeof right === 'string') return `${a ?? '\u0000'}${b ?? '\u0000'}`;
    return unknown;
  }
  if (left === unknown || right === unknown) return unknown;
  if (operator === '===' || operator === '==') return left === right;
  if (operator === '!==' || operator === '!=') return left !== right;
  const [a, b] = [Number(text(left) ?? Number.NaN), Number(text(right) ?? Number.NaN)];
  switch (operator) {
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '^':
      return a ^ b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '>>>':
      return a >>> b;
    case '<':
      return typeof left === 'string' && typeof right === 'string' ? left < right : a < b;
    case '<=':
      return typeof left === 'string' && typeof right === 'string' ? left <= right : a <= b;
    case '>':
      return typeof left === 'string' && typeof right === 'string' ? left > right : a > b;
    case '>=':
      return typeof left === 'string' && typeof right === 'string' ? left >= right : a >= b;
    default:
      return unknown;
  }
}
