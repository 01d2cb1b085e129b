/**
 * Lines that explain a plan's own short words: "Medium = July 2022 to March 2023", "Owners: CX – Chief Executive; HoF –
 * Head of Finance". In: lines in order; out: those that are no key, so that none is taken for a deed or its owner.
 */
import type { LabelLine } from './labels.ts';

const DEFINITION = /^\p{Lu}[\p{L} /-]{0,24}\s?=\s?\S/u;
const INITIALS = /(?:^|[;,]\s*)\p{Lu}[\p{L}&]{0,5}\s?[–=:-]\s(?=\p{Lu})/gu;

/** The lines without the keys among them, and without the label that stands over a key's lines. */
export function withoutKeys(lines: readonly LabelLine[]): LabelLine[] {
  const areKeys = lines.map((line) => isKey(line));
  return lines.filter((line, index) => {
    const isOverKey = line.role !== null && line.unit.passage.text === '' && areKeys[index + 1] === true;
    return areKeys[index] !== true && !isOverKey;
  });
}

function isKey({ unit, heading }: LabelLine): boolean {
  const { text } = unit.passage;
  return !heading && (DEFINITION.test(text) || [...text.matchAll(INITIALS)].length >= 3);
}
