/**
 * The words owners are made of: posts, bodies, acronyms, fields, forenames, titles, connectors, labels.
 * All of it stands in `data/lexicon/owner-*.tsv`; here it is only read and indexed.
 */
import { readLexicon } from '../data-files.ts';
import type { OwnerKind } from '../model.ts';

/**
 * What a token can do in an owner, one letter each so that a run of tokens can be matched as a string.
 *
 * | letter | is | letter | is |
 * | --- | --- | --- | --- |
 * | P | whole post | R | rank that wants a field (Director) |
 * | Q | whole post that may take a field | E | rank or modifier (Lead) |
 * | H | chair | M | modifier (Deputy, Corporate) |
 * | D | statutory duty held with another post | S | field (Communities) |
 * | G | group of people (officers) | V | field that is also a team (Finance) |
 * | B | whole body | b | head noun of a body (Board) |
 * | T | title before a name | F | forename |
 * | N | other capitalised word | J | initial of a name |
 * | I | unknown acronym or initials | o | link (of, for, the) |
 * | l | other lower-case word | # | brackets |
 */
export type TokenClass =
  | 'P'
  | 'Q'
  | 'H'
  | 'D'
  | 'G'
  | 'B'
  | 'b'
  | 'R'
  | 'E'
  | 'M'
  | 'S'
  | 'V'
  | 'T'
  | 'F'
  | 'N'
  | 'J'
  | 'I'
  | 'o'
  | 'l'
  | '#';

/** A whole post, body or acronym of the lexicon. */
export interface OwnerTerm {
  class: TokenClass;
  role: string;
  kind: OwnerKind;
  vague: boolean;
}

const TERM_CLASSES: Record<string, TokenClass> = {
  post: 'P',
  ranked: 'Q',
  rank: 'R',
  chair: 'H',
  designation: 'D',
  plain: 'G',
  body: 'B',
};

const WORD_CLASSES: Record<string, TokenClass> = {
  rank: 'R',
  either: 'E',
  modifier: 'M',
  body: 'b',
  service: 'V',
  subject: 'S',
  link: 'o',
};

function readTerms(name: string, fold: (words: string) => string): Map<string, OwnerTerm> {
  return new Map(
    readLexicon(name).map((row) => [
      fold(row['words'] ?? ''),
      {
        class: TERM_CLASSES[row['class'] ?? 'body'] ?? 'B',
        role: row['role'] ?? '',
        kind: (row['kind'] ?? 'body') as OwnerKind,
        vague: row['note'] === 'vague',
      },
    ]),
  );
}

/** By text: the runs of words of a cell are asked for again and again, and plans name the same posts. */
const folds = new Map<string, string>();
const REMEMBERED_FOLDS = 10_000;

/** Lower-cased, with straight apostrophes, `&` for "and", hyphens as spaces. */
export function foldWords(text: string): string {
  let folded = folds.get(text);
  if (folded === undefined) {
    folded = foldAnew(text);
    if (folds.size >= REMEMBERED_FOLDS) folds.clear();
    folds.set(text, folded);
  }
  return folded;
}

function foldAnew(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’]/gu, "'")
    .replace(/[-‐-–]/gu, ' ')
    .replace(/\band\b/gu, '&')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Whole posts by folded words. */
export const POSTS: ReadonlyMap<string, OwnerTerm> = readTerms('lexicon/owner-posts.tsv', foldWords);

/** Whole bodies by folded words. */
export const BODIES: ReadonlyMap<string, OwnerTerm> = readTerms('lexicon/owner-bodies.tsv', foldWords);

const OPENINGS = new Set([...POSTS.keys(), ...BODIES.keys()].map(openingOf));

/** Whether a whole post or body may begin with a word: most words begin none. */
export function mayOpenTerm(word: string): boolean {
  return OPENINGS.has(openingOf(foldWords(word)));
}

function openingOf(folded: string): string {
  return /^[\p{L}\p{N}]*/u.exec(folded)?.[0] ?? '';
}

/** Acronyms of posts and bodies, as written. */
export const ACRONYMS: ReadonlyMap<string, OwnerTerm> = readTerms('lexicon/owner-acronyms.tsv', (w) => w);

/** Single words of posts and teams by lower-cased word. */
export const WORDS: ReadonlyMap<string, TokenClass> = new Map(
  readLexicon('lexicon/owner-words.tsv').map((row) => [
    row['word'] ?? '',
    WORD_CLASSES[row['class'] ?? ''] ?? 'S',
  ]),
);

/** Forenames, lower-cased. */
export const FORENAMES: ReadonlySet<string> = new Set(
  readLexicon('lexicon/owner-forenames.tsv').map((row) => (row['name'] ?? '').toLowerCase()),
);

/** Titles before a name, lower-cased without a stop, and the kind of owner each shows. */
export const TITLES: ReadonlyMap<string, OwnerKind> = new Map(
  readLexicon('lexicon/owner-titles.tsv').map((row) => [row['word'] ?? '', row['kind'] as OwnerKind]),
);

/** Phrases between owners: `and` brings another, `end` brings none. Longest first. */
export const CONNECTORS: readonly { phrase: string; does: 'and' | 'end' }[] = readLexicon(
  'lexicon/owner-connectors.tsv',
)
  .map((row) => ({ phrase: row['phrase'] ?? '', does: row['does'] === 'end' ? 'end' : 'and' }) as const)
  .sort((a, b) => b.phrase.length - a.phrase.length);

/** Labels before an owner, lower-cased. */
export const LABELS: ReadonlySet<string> = new Set(
  readLexicon('lexicon/owner-labels.tsv').map((row) => row['label'] ?? ''),
);

const LONGEST_TERM = Math.max(...[...POSTS.keys(), ...BODIES.keys()].map((key) => key.split(' ').length));

/** How many words the longest whole post or body has. */
export const MAX_TERM_WORDS: number = LONGEST_TERM;
