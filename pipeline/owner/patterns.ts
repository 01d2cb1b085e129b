/**
 * Runs of tokens as strings of class letters, so that forms can be matched by pattern; and the cost of a reading.
 * A clean owner costs 1. What makes a reading less likely adds to it, so that an odd single owner (a field with a
 * board in it) costs more than two clean ones and the cut between them. The cases in `test/owner/owner-cells.tsv`
 * hold every amount in place.
 */
import type { OwnerToken, Separator } from './tokens.ts';

/** What a run of tokens is taken for; `loose` fits no form. */
export type OwnerForm = 'person' | 'post' | 'body' | 'team' | 'initials' | 'loose';

/** A reading of a run of tokens as one owner; a lower cost is a better fit, 1 is a clean one. */
export interface OwnerReading {
  form: OwnerForm;
  cost: number;
}

const LETTER: Record<Separator, string> = {
  '': '',
  '\n': '',
  '&': '&',
  ',': ',',
  '/': '/',
  '\\': '\\',
  '-': '-',
  ':': ':',
};

/** The tokens as one string: a letter for each, with the marks between them. */
export function patternOf(tokens: readonly OwnerToken[]): string {
  return tokens.map((token, index) => (index === 0 ? '' : LETTER[token.before]) + token.class).join('');
}

/** The words of a run, with the marks between them, for comparing. */
export function textOf(tokens: readonly OwnerToken[]): string {
  return tokens.map((token, index) => (index === 0 ? '' : ` ${LETTER[token.before]} `) + token.text).join('');
}

/** What the line breaks inside a run cost. */
export function lineCost(tokens: readonly OwnerToken[], each: number): number {
  return each * tokens.slice(1).filter((token) => token.newLine).length;
}

/** How often a global pattern is found. */
export function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** A field: words with marks and links between, beginning and ending with a word. */
export const FIELD = String.raw`[SVNJIFbBMEG](?:[&,/\\:-]?o*[SVNJIFbBMEGl])*`;
/** A field before its rank: no links, no dashes. */
export const BEFORE = String.raw`[SVNIFbBMEl](?:[&,/]?o?[SVNIFbBMEl])*`;
