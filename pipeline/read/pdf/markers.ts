/** List markers at the start of a line: bullets, letters, numbers, as plans print them. */

export interface Marker {
  /** As printed: `•`, `a.`, `(ii)`, `1.1`. */
  marker: string;
  kind: 'bullet' | 'dash' | 'letter' | 'roman' | 'number' | 'decimal';
  /** Place in its sequence, from 1; 0 for bullets and dashes. */
  ordinal: number;
}

const BULLET = /^[•·●○◦▪▫■□➢➤►▶❖❑◆✓✔‣⁃∙☐☑☒→⮚]$/;
const LETTERED = /^(\(?)([a-z]|[ivx]{2,5})([.)])$/i;
const NUMBERED = /^(\(?)(\d{1,2})([.)])$/;
const DECIMAL = /^\d{1,2}(?:\.\d{1,2}){1,3}\.?$/;

/**
 * The marker that the word is, or `null`. Bare numbers and bare letters are none: `3 months`, `A plan`.
 * A word `o` is a bullet only where `gapAfter` (in ems) is wider than a space.
 */
export function readMarker(word: string, gapAfter: number): Marker | null {
  if (BULLET.test(word)) return { marker: word, kind: 'bullet', ordinal: 0 };
  if (word === 'o' && gapAfter > 0.45) return { marker: word, kind: 'bullet', ordinal: 0 };
  if (/^[-–—*]$/.test(word)) return { marker: word, kind: 'dash', ordinal: 0 };
  const number = NUMBERED.exec(word);
  if (number && (number[1] === '' || number[3] === ')')) {
    return { marker: word, kind: 'number', ordinal: Number(number[2]) };
  }
  if (DECIMAL.test(word) && !/\.0\d$/.test(word)) {
    return { marker: word, kind: 'decimal', ordinal: Number(word.replace(/\.$/, '').split('.').at(-1)) };
  }
  const letter = LETTERED.exec(word);
  if (letter && (letter[1] === '' || letter[3] === ')')) {
    const symbol = (letter[2] ?? '').toLowerCase();
    if (symbol.length > 1) return { marker: word, kind: 'roman', ordinal: romanValue(symbol) };
    return { marker: word, kind: 'letter', ordinal: symbol.charCodeAt(0) - 96 };
  }
  return null;
}

/** True when `next` is what follows `previous` in a list: the same kind, and the next letter or number. */
export function follows(previous: Marker, next: Marker): boolean {
  if (previous.kind === 'bullet' || previous.kind === 'dash') return next.marker === previous.marker;
  if (next.kind === previous.kind) return next.ordinal === previous.ordinal + 1;
  const romans = /^\(?[ivx]\W/i;
  return romans.test(next.marker) && (previous.kind === 'roman' || romans.test(previous.marker));
}

function romanValue(numeral: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10 };
  let sum = 0;
  for (let index = 0; index < numeral.length; index++) {
    const value = values[numeral[index] ?? ''] ?? 0;
    sum += value < (values[numeral[index + 1] ?? ''] ?? 0) ? -value : value;
  }
  return sum;
}
