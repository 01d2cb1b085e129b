/**
 * Slips in the words that tell a time: a month or a word of progress one letter from right ("Setpember", "ongiong"), a
 * month torn by a blank ("M arch 2026"), a preposition stuck to its date ("By31 March"). In comes a cleaned text, out go
 * the places to mend and the words meant.
 */
import { readLexicon } from '../data-files.ts';
import { MONTH, anyOf } from './lexicon.ts';

/** The words `[start, end)` of a text and what they were meant to be. */
export interface Mending {
  start: number;
  end: number;
  word: string;
}

const source = String.raw;
const rows = readLexicon('lexicon/time-spellings.tsv');
const wordsOfClass = (name: string): string[] =>
  rows.filter((row) => row['class'] === name).map((row) => row['word'] ?? '');
const MONTH_NAMES = wordsOfClass('month');
const OTHER = new Set(wordsOfClass('other'));
const MEANT = Map.groupBy([...MONTH_NAMES, ...wordsOfClass('progress')], (word) => word.charAt(0));
const KNOWN = new Set([...MEANT.values()].flat());
const IS_MONTH = new Set(MONTH_NAMES);
/** A word long enough to be told by all its letters but one. */
const CANDIDATE = new RegExp(
  source`(?<![\p{L}\d'’-])[${[...MEANT.keys()].join('')}][a-z]{4,14}(?![\p{L}\d'’])`,
  'giu',
);
/** Shorter months are like many words: only a day or a year beside them makes a changed letter a slip. */
const LONG_MONTH = 7;
const NUMBER_BEFORE = /\d(?:st|nd|rd|th)?\s(?:of\s)?$/i;
const YEAR_AFTER = /^,?\s{0,3}(?:['’]\d\d|(?:19|20|21)\d\d|[2-4]\d)(?!\d)/;

const TORN = new RegExp(
  source`(?<![\p{L}\d'’-])(?:${[...MONTH_NAMES, 'may']
    .flatMap((name) =>
      Array.from({ length: name.length - 1 }, (_, at) => `${name.slice(0, at + 1)} ${name.slice(at + 1)}`),
    )
    .join('|')})(?![\p{L}'’-])`,
  'giu',
);
const STUCK = new RegExp(
  source`(?<![\p{L}\d'’-])(?<word>by|from|until|till|before|after|since|end|late|early|mid)(?=(?:\d{1,2}(?:st|nd|rd|th)?\s{0,2}(?:${MONTH})|\d{1,2}[/.]\d{1,2}[/.]\d\d|(?:20)\d\d(?![\d-])|(?:${anyOf(MONTH_NAMES)})\s{1,2}\d)(?![a-z]))`,
  'giu',
);

/** What to mend in a text, in order of place; empty for nearly every text. */
export function findMendings(text: string): Mending[] {
  const mendings: Mending[] = [];
  for (const { 0: word, index } of text.matchAll(CANDIDATE)) {
    const meant = meantBy(word.toLowerCase(), isBesideNumber(text, index, index + word.length));
    if (meant !== null)
      mendings.push({ start: index, end: index + word.length, word: asWritten(word, meant) });
  }
  for (const { 0: torn, index } of text.matchAll(TORN)) {
    const end = index + torn.length;
    const word = torn.replace(' ', '');
    if (word.length >= LONG_MONTH || isBesideNumber(text, index, end))
      mendings.push({ start: index, end, word });
  }
  for (const { 0: word, index } of text.matchAll(STUCK)) {
    mendings.push({ start: index, end: index + word.length, word: `${word} ` });
  }
  return mendings
    .sort((a, b) => a.start - b.start)
    .filter(({ start }, at, all) => at === 0 || start >= (all[at - 1]?.end ?? 0));
}

/** A text with its slips mended. */
export function mendText(text: string): string {
  let mended = '';
  let last = 0;
  for (const { start, end, word } of findMendings(text)) {
    mended += text.slice(last, start) + word;
    last = end;
  }
  return last === 0 ? text : mended + text.slice(last);
}

function isBesideNumber(text: string, start: number, end: number): boolean {
  return (
    NUMBER_BEFORE.test(text.slice(Math.max(0, start - 8), start)) || YEAR_AFTER.test(text.slice(end, end + 8))
  );
}

function meantBy(word: string, numbered: boolean): string | null {
  if (KNOWN.has(word) || OTHER.has(word)) return null;
  const found = MEANT.get(word.charAt(0))?.find((meant) => {
    if (Math.abs(meant.length - word.length) > 1) return false;
    if (isSwapped(word, meant)) return true;
    return (!IS_MONTH.has(meant) || meant.length >= LONG_MONTH || numbered) && isOneOff(word, meant);
  });
  return found ?? null;
}

/** Two neighbouring letters changed places. */
function isSwapped(word: string, meant: string): boolean {
  if (word.length !== meant.length) return false;
  const at = firstDifference(word, meant);
  return (
    word.charAt(at) === meant.charAt(at + 1) &&
    word.charAt(at + 1) === meant.charAt(at) &&
    word.slice(at + 2) === meant.slice(at + 2)
  );
}

/** One letter left out, put in or changed. */
function isOneOff(word: string, meant: string): boolean {
  const at = firstDifference(word, meant);
  const rest = (text: string, from: number): string => text.slice(from);
  if (word.length === meant.length) return rest(word, at + 1) === rest(meant, at + 1);
  return word.length < meant.length
    ? rest(word, at) === rest(meant, at + 1)
    : rest(word, at + 1) === rest(meant, at);
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charAt(at) === b.charAt(at)) at += 1;
  return at;
}

/** The word meant with the capital of the word as it stands. */
function asWritten(word: string, meant: string): string {
  return /^\p{Lu}/u.test(word) ? meant.charAt(0).toUpperCase() + meant.slice(1) : meant;
}
