/**
 * A segment of an owner cell cut into tokens, each with a class and the separator before it.
 */
import {
  ACRONYMS,
  BODIES,
  FORENAMES,
  MAX_TERM_WORDS,
  POSTS,
  TITLES,
  WORDS,
  foldWords,
  mayOpenTerm,
} from './lexicon.ts';
import type { OwnerTerm, TokenClass } from './lexicon.ts';

/** Between a token and the one before: nothing, a line break, or a mark; `\` is a slash with spaces. */
export type Separator = '' | '\n' | '&' | ',' | '/' | '\\' | '-' | ':';

/** A word, whole post, whole body or bracket of a segment, in order. */
export interface OwnerToken {
  class: TokenClass;
  text: string;
  /** Offsets of the text in its segment, `[start, end)`. */
  start: number;
  end: number;
  /** What stands before it; a line break beside a mark is only the mark. */
  before: Separator;
  /** True when a line ends before it, whatever mark stands there too. */
  newLine: boolean;
  term: OwnerTerm | null;
}

/** "HRA", and "HoF" or "DoRe" of a plan's own key. */
const INITIALS = /^(?:\p{Lu}[\p{Lu}\d&]{1,4}|(?!Mc)\p{Lu}\p{Ll}?\p{Lu}{1,2}\p{Ll}?)$/u;
const WORD = /\([^()]*\)|\n|[,:/&]|[^\s,:/&()]+(?:\([a-z]{1,3}\))?(?:&[A-Z])?|[()]/gu;

interface Word {
  text: string;
  start: number;
  end: number;
  before: Separator;
  newLine: boolean;
}

/** The tokens of a segment; whole posts and bodies of several words are one token. */
export function readTokens(segment: string): OwnerToken[] {
  const words = readWords(segment);
  const tokens: OwnerToken[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const token = readToken(words, at, segment);
    tokens.push(token);
    while (words[at + 1] !== undefined && (words[at + 1]?.end ?? 0) <= token.end) at += 1;
  }
  return tokens;
}

function readWords(segment: string): Word[] {
  const words: Word[] = [];
  let before: Separator = '';
  let newLine = false;
  for (const match of segment.matchAll(WORD)) {
    const text = match[0];
    const mark = readMark(text, segment, match.index);
    if (mark === null) {
      words.push({ text, start: match.index, end: match.index + text.length, before, newLine });
      before = '';
      newLine = false;
    } else if (mark === '\n') {
      newLine = true;
      if (before === '') before = '\n';
    } else if (before === '' || before === '\n' || mark === '&') {
      before = mark;
    }
  }
  return words;
}

function readMark(text: string, segment: string, at: number): Separator | null {
  if (text === '\n' || text === ',' || text === ':') return text;
  if (/^(?:&|and|\+)$/iu.test(text)) return '&';
  if (/^[-–—]+$/u.test(text)) return '-';
  if (text === '(' || text === ')') return '\n';
  if (text !== '/') return null;
  return /\s/u.test(segment[at - 1] ?? ' ') || /\s/u.test(segment[at + 1] ?? ' ') ? '\\' : '/';
}

function readToken(words: readonly Word[], at: number, segment: string): OwnerToken {
  const first = words[at];
  if (first === undefined) throw new RangeError(`no word ${at}`);
  const token = (kind: TokenClass, term: OwnerTerm | null = null, size = 1): OwnerToken => {
    const end = words[at + size - 1]?.end ?? first.end;
    const text = segment.slice(first.start, end).replace(/\s+/gu, ' ');
    return { class: kind, text, start: first.start, end, before: first.before, newLine: first.newLine, term };
  };
  if (first.text.startsWith('(')) return token('#');
  const acronym = ACRONYMS.get(first.text.replace(/[’']s\.?$/u, 's').replace(/\.$/u, ''));
  // "DCFO Hallett": a rank before a name.
  const isTitle =
    TITLES.has(first.text.toLowerCase()) && words[at + 1]?.before === '' && isName(words[at + 1]?.text);
  if (acronym !== undefined && !isTitle) {
    const officer = acronym.class === 'D' && /^officers?$/iu.test(words[at + 1]?.text ?? '');
    return token(acronym.class, acronym, officer ? 2 : 1);
  }
  return (
    maybeTerm(words, at, segment, token) ??
    token(isInitialA(words, at) ? 'J' : wordClass(first.text, words[at + 1]))
  );
}

/** "A Shah" begins with an initial, "A lead officer" with an article. */
function isInitialA(words: readonly Word[], at: number): boolean {
  return words[at]?.text === 'A' && words[at + 1]?.before === '' && isName(words[at + 1]?.text);
}

/** The longest whole post or body that begins here; a team's name may be part of a field, so it is not one. */
function maybeTerm(
  words: readonly Word[],
  at: number,
  segment: string,
  token: (kind: TokenClass, term: OwnerTerm, size: number) => OwnerToken,
): OwnerToken | undefined {
  if (!mayOpenTerm(words[at]?.text ?? '')) return undefined;
  for (let size = Math.min(MAX_TERM_WORDS, words.length - at); size >= 1; size -= 1) {
    const run = words.slice(at, at + size);
    if (run.slice(1).some(({ before }) => before === ',' || before === ':' || before === '\\')) continue;
    const folded = foldWords(segment.slice(run[0]?.start, run.at(-1)?.end)).replace(/\.$/u, '');
    const term = POSTS.get(folded) ?? (size > 1 || !WORDS.has(folded) ? BODIES.get(folded) : undefined);
    if (term === undefined || term.role === 'team') continue;
    if (folded.endsWith('team') && /^(?:leader|manager)s?$/iu.test(words[at + size]?.text ?? '')) continue;
    if (size === 1 && TITLES.has(folded) && isName(words[at + 1]?.text)) return undefined;
    return token(term.class, term, size);
  }
  return undefined;
}

function wordClass(text: string, next: Word | undefined): TokenClass {
  const folded = text.toLowerCase().replace(/\.$/u, '').replace(/’/gu, "'");
  const initials = text === text.toUpperCase() && (next === undefined || next.before !== '');
  if (TITLES.has(folded) && !initials) return 'T';
  if (/^\p{Lu}\.?$/u.test(text) && folded !== 'a') return 'J';
  const known = folded === 'it' && text !== 'IT' ? undefined : WORDS.get(folded);
  if (known !== undefined) return known;
  if (FORENAMES.has(folded) && /^(?:\p{Lu}|lan$)/u.test(text)) return 'F';
  if (INITIALS.test(text.replace(/(?:[’']?s)?\.?$/u, ''))) return 'I';
  return /^\p{Lu}/u.test(text) ? 'N' : 'l';
}

function isName(text: string | undefined): boolean {
  if (text === undefined || !/^(?:\p{Lu}|lan$)/u.test(text)) return false;
  const folded = text.toLowerCase();
  return !POSTS.has(folded) && WORDS.get(folded) !== 'R';
}
