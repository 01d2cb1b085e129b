/**
 * Slips in the words that tell a time: a month, season or word of progress one letter from right ("Setpember", "Autum 2026", "ongiong"), a
 * month torn by a blank ("M arch 2026"), a preposition stuck to its date ("By31 March"). In comes a cleaned text, out go
 * the places to mend and the words meant.
 */
import { readLexicon } from '../data-files.ts';
import { MONTH } from './lexicon.ts';

/** The words `[start, end)` of a text and what they were meant to be. */
export interface Mending {
  start: number;
  end: number;
  word: string;
}

const source = String.raw;
const rows = readLexicon('lexicon/timescale-spellings.tsv');
const wordsOfClass = (name: string): string[] =>
  rows.filter((row) => row['class'] === name).map((row) => row['word'] ?? '');
const MONTH_NAMES = wordsOfClass('month');
const PERIODS = [...MONTH_NAMES, ...wordsOfClass('season')];
const OTHER = new Set(wordsOfClass('other'));
const MEANT = Map.groupBy([...PERIODS, ...wordsOfClass('progress')], (word) => word.charAt(0));
const KNOWN = new Set([...MEANT.values()].flat());
const IS_PERIOD = new Set(PERIODS);
/** Seasons and shorter months are like many words: only a day or a year beside them makes a changed letter a slip. */
const LONG_MONTH = 7;
const NUMBER_BEFORE = /\d(?:st|nd|rd|th)?\s(?:of\s)?$/i;
const YEAR_AFTER = /^,?\s{0,3}(?:['’]\d\d|(?:19|20|21)\d\d|[2-4]\d)(?!\d)/;
/** First halves of months with what may follow them after a blank. */
const HALVES = Map.groupBy(
  [...MONTH_NAMES, 'may'].flatMap((name) =>
    Array.from({ length: name.length - 1 }, (_, at) => [name.slice(0, at + 1), name.slice(at + 1)] as const),
  ),
  ([first]) => first,
);
const PREPOSITIONS = [
  'by',
  'from',
  'until',
  'till',
  'before',
  'after',
  'since',
  'end',
  'late',
  'early',
  'mid',
];
const STUCK = new Set(PREPOSITIONS);
const STUCK_MONTHS = new Map(
  PREPOSITIONS.flatMap((word) => MONTH_NAMES.map((month) => [word + month, word])),
);
/** A day or a year stuck to the preposition before it. */
const DATE = new RegExp(
  source`^(?:\d{1,2}(?:st|nd|rd|th)?\s{0,2}(?:${MONTH})|\d{1,2}[/.]\d{1,2}[/.]\d\d|20\d\d(?![\d-]))(?![a-z])`,
  'i',
);
const BEFORE_WORD = /[\p{L}\d'’-]$/u;
const AFTER_WORD = /^[\p{L}\d'’]/u;

/** What to mend in a text, in order of place; empty for nearly every text. Every word is looked up once. */
export function findMendings(text: string): Mending[] {
  const mendings: Mending[] = [];
  let free = 0;
  for (const { 0: word, index } of text.matchAll(/[A-Za-z]+/g)) {
    if (index < free) continue;
    const found = mend(text, word, index);
    if (found === null || BEFORE_WORD.test(text.slice(Math.max(0, index - 2), index))) continue;
    mendings.push(found);
    free = found.end;
  }
  return mendings;
}

function mend(text: string, word: string, start: number): Mending | null {
  const folded = word.toLowerCase();
  const end = start + word.length;
  const preposition = STUCK.has(folded) && /\d/.test(text.charAt(end)) ? folded : STUCK_MONTHS.get(folded);
  if (preposition !== undefined) {
    const cut = start + preposition.length;
    const dated =
      cut < end ? /^\s{1,2}\d/.test(text.slice(end, end + 3)) : DATE.test(text.slice(cut, cut + 24));
    return dated ? { start, end: cut, word: `${text.slice(start, cut)} ` } : null;
  }
  const torn = HALVES.has(folded) ? tornMonth(text, folded, start, end) : null;
  if (torn !== null || word.length < 5 || word.length > 15 || AFTER_WORD.test(text.slice(end, end + 2)))
    return torn;
  const meant = meantBy(folded, () => isBesideNumber(text, start, end));
  return meant === null ? null : { start, end, word: asWritten(word, meant) };
}

function tornMonth(text: string, first: string, start: number, end: number): Mending | null {
  if (text.charAt(end) !== ' ') return null;
  const rest = /^[A-Za-z]{1,8}(?![\p{L}'’-])/u.exec(text.slice(end + 1, end + 11))?.[0] ?? '';
  const whole = HALVES.get(first)?.some(([, second]) => second === rest.toLowerCase());
  const last = end + 1 + rest.length;
  if (whole !== true) return null;
  const isLong = first.length + rest.length >= LONG_MONTH;
  return isLong || isBesideNumber(text, start, last)
    ? { start, end: last, word: text.slice(start, end) + rest }
    : null;
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

function meantBy(word: string, isNumbered: () => boolean): string | null {
  const found = likeWords(word).find(
    (meant) => !IS_PERIOD.has(meant) || meant.length >= LONG_MONTH || isSwapped(word, meant) || isNumbered(),
  );
  return found ?? null;
}

/** Words that a word may be a slip of, by that word: plans say the same words over and over. */
const alike = new Map<string, readonly string[]>();
const REMEMBERED_WORDS = 20_000;

function likeWords(word: string): readonly string[] {
  let like = alike.get(word);
  if (like === undefined) {
    const near = KNOWN.has(word) || OTHER.has(word) ? [] : (MEANT.get(word.charAt(0)) ?? []);
    like = near.filter(
      (meant) =>
        Math.abs(meant.length - word.length) <= 1 && (isSwapped(word, meant) || isOneOff(word, meant)),
    );
    if (alike.size >= REMEMBERED_WORDS) alike.clear();
    alike.set(word, like);
  }
  return like;
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
