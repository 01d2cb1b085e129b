/**
 * An owner cell cut into segments at what always parts owners (semicolons, bullets, "led by", labels), and
 * each segment into tokens with a class and the separator before them.
 */
import {
  ACRONYMS,
  BODIES,
  CONNECTORS,
  FORENAMES,
  LABELS,
  MAX_TERM_WORDS,
  POSTS,
  TITLES,
  WORDS,
  foldWords,
  mayOpenTerm,
} from './lexicon.ts';
import { dropDashedLabels, partNumbered } from './labels.ts';
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

const SEPARATOR = '¦';

/**
 * The segments of a cell: texts that hold one or more owners each. Markup, addresses, telephone numbers and
 * asides in brackets are gone; nothing is left of a cell that names nobody ("TBC", "?", "N/A").
 */
export function cutSegments(cell: string): string[] {
  return breakAtConnectors(stripNoise(cell))
    .split(/[¦;|•●▪■◦·*→>]/u)
    .flatMap((segment) => dropLabels(segment))
    .map((segment) => trimSegment(dropUnknown(segment)))
    .filter((segment) => segment !== '' && !NOBODY.test(segment));
}

const NOBODY =
  /^(?:[\s?.\-–—…/()]*|(?:to be (?:confirmed|agreed|decided|determined|appointed|identified|advised)|tb[acd]|n\/?a|n\.a\.|none|nil|not applicable|not (?:yet )?(?:known|assigned|allocated|agreed|identified)|unknown|unassigned|vacant|blank|n\/k|tbc\/\w+|complete|completed|ongoing)[\s?.)]*)$/iu;

function stripNoise(cell: string): string {
  return partNumbered(cell, SEPARATOR)
    .replace(/<br\s*\/?>|<\/(?:p|li|div)>/giu, '\n')
    .replace(/<\/?[a-z][^<>]*>/giu, ' ')
    .replace(/&amp;/gu, '&')
    .replace(/&nbsp;|\u00A0/gu, ' ')
    .replace(/[\w.+-]{1,64}@[\w.-]+/gu, ' ')
    .replace(/https?:\S+|www\.\S+/giu, ' ')
    .replace(/(?:\b(?:tel|telephone|phone|ext|mob|mobile|e-?mail)\b[.:]?\s*)+(?:[+(]?\d[\d ()-]*)?/giu, ' ')
    .replace(/\(?\b0\d{2,4}\)? ?\d{3,4} ?\d{3,4}\b/gu, ' ')
    .replace(/\*{1,2}|_{2}/gu, '')
    .replace(/^[ \t]*(?:[-–•●▪◦o·]|\(?[a-z0-9]{1,2}[.)])[ \t]+/gmu, SEPARATOR)
    .replace(/\(([^()]*)\)/gu, bracket)
    .replace(/[“”"]/gu, '')
    .replaceAll('+', ' + ')
    .replace(
      /(?<![\p{L}-])(\p{L}{2,20})-((?:[ \t]{0,4}\n\s{0,20}|[ \t])?)(\p{Ll}{2,20})(?![\p{L}-])/gu,
      joinHyphen,
    )
    .replace(/(?<=\b(?:Vice|Co|Ex|Non|Sub))-[ \t]*\n\s*/gu, '-')
    .replace(/(\p{L})-[ \t]*\n\s*(?=\p{Ll})/gu, '$1-')
    .replace(/(\S)[-–—](?=\s)|[–—](?=\S)/gu, '$1 – ')
    .replace(/(\s)-(?=\S)/gu, '$1– ');
}

/** Prefixes that keep their hyphen, cut or not. */
const HYPHENED =
  /^(?:ex|non|pre|re|self|sub|vice|well|cross|inter|multi|anti|mid|co(?=-(?:ord|op|prod|des|chair)))(?=-)/iu;

/** "Devel-\nopment" is one word that a line or page cut; "Co-ordinator" and "Cross-\nparty" keep their hyphen. */
function joinHyphen(whole: string, left: string, gap: string, right: string): string {
  const known = (word: string): boolean => WORDS.has(word.toLowerCase());
  if (HYPHENED.test(`${left}-${right}`) || known(left) || known(right) || FORENAMES.has(left.toLowerCase()))
    return whole;
  const cut = gap.includes('\n');
  return cut || known(left + right) ? left + right : whole;
}

/** A bracket that leads on to owners is opened, an aside of a sentence's length is dropped, others stay. */
function bracket(whole: string, inside: string, offset: number, text: string): string {
  if (/^\w{1,3}$/u.test(inside) && /\w/u.test(text[offset - 1] ?? '')) return whole;
  const folded = inside.trim().toLowerCase();
  const leads = CONNECTORS.find(({ phrase }) => folded.startsWith(`${phrase} `));
  if (leads?.does === 'and') return `${SEPARATOR}${inside.slice(leads.phrase.length)}${SEPARATOR}`;
  if (/^(?:and|&)\s/iu.test(inside)) return ` ${inside} `;
  if (/^(?:tb[acd]|to be (?:confirmed|agreed|decided|determined))\W*$/iu.test(inside)) return ' ';
  if (/^(?:lead|support|sponsor)\b/iu.test(inside) && inside.split(' ').length <= 2) return ' ';
  const words = inside.trim().split(/\s+/u).length;
  if (words >= 5 && /\b(?:may|will|can|should|to|from|has|have|is|are|be|until|e\.g)\b/iu.test(inside))
    return ' ';
  return whole;
}

const CONNECTOR_PATTERN = new RegExp(
  `(?:[,&–-]|\\b(?:and|also|who|will|is|are|be|has|have)\\b|\\s)*\\b(${CONNECTORS.map(({ phrase }) => phrase.replaceAll(' ', String.raw`\s+`).replaceAll('/', String.raw`\/`)).join('|')})\\b(?:\\s+(?:also|both)\\b)?`,
  'giu',
);

function breakAtConnectors(text: string): string {
  let out = '';
  let last = 0;
  let skipping = false;
  for (const match of text.matchAll(CONNECTOR_PATTERN)) {
    const phrase = (match[1] ?? '').toLowerCase().replace(/\s+/gu, ' ');
    const does = CONNECTORS.find((connector) => connector.phrase === phrase)?.does ?? 'and';
    const between = text.slice(last, match.index);
    // An aside runs to the end of its sentence or line.
    const kept: string = skipping ? between.replace(/^[^\n;]*/u, '') : between;
    if (skipping && kept === '') continue;
    out += kept;
    if (does === 'end' && out.replaceAll(SEPARATOR, '').trim() === '') {
      out += match[0];
      last = match.index + match[0].length;
      continue;
    }
    skipping = does === 'end';
    out += SEPARATOR;
    last = match.index + match[0].length;
  }
  const rest = text.slice(last);
  return out + (skipping ? rest.replace(/^[^\n;]*/u, '') : rest);
}

/** "Portfolio Holder: Communities" is a post with its field, "Portfolio Holder: Ann Bell" a label. */
function isField(label: readonly string[], after: string): boolean {
  const next = /^\s*([\p{L}’']+)/u.exec(after)?.[1]?.toLowerCase() ?? '';
  const kind = WORDS.get(next);
  return POSTS.has(foldWords(label.join(' '))) && (kind === 'S' || kind === 'V');
}

/** "Lead: A Support: B" is two segments without their labels; "Executive Member for Finance: A" stays. */
function dropLabels(segment: string): string[] {
  const pieces: string[] = [];
  let rest = dropDashedLabels(segment);
  for (let colon = rest.indexOf(':'); colon >= 0; colon = rest.indexOf(':', colon + 1)) {
    const before = rest.slice(0, colon);
    const words = before.trim().split(/\s+/u);
    const size = [3, 2, 1].find((n) =>
      LABELS.has(
        words
          .slice(-n)
          .join(' ')
          .toLowerCase()
          .replace(/^[,;–-]\s*/u, ''),
      ),
    );
    if (size === undefined || isField(words.slice(-size), rest.slice(colon + 1))) continue;
    const kept = words.slice(0, -size).join(' ');
    // A label of several words of a post ("… for Finance and Governance:") is the post itself.
    if (kept !== '' && /\b(?:of|for|and|&)$/iu.test(kept)) continue;
    pieces.push(kept);
    rest = rest.slice(colon + 1);
    colon = -1;
  }
  pieces.push(rest);
  return pieces;
}

/** "Head of HR TBC" names a post, "Lead officer TBC" nobody. */
function dropUnknown(segment: string): string {
  const rest = segment.replace(/(?<!\()\b(?:tb[acd]|to be (?:confirmed|appointed))\b(?!\))/giu, ' ');
  return rest !== segment && LABELS.has(trimSegment(rest).toLowerCase()) ? '' : rest;
}

/** Without marks, and without "and", at either end. */
function trimSegment(segment: string): string {
  const words = segment
    .replace(/[ \t]+/gu, ' ')
    .trim()
    .split(' ');
  while (words.length > 0 && /^(?:[,.&:/–—-]*|and)$/iu.test(words[0] ?? '')) words.shift();
  while (words.length > 0 && /^(?:[,.&:/–—-]*|and)$/iu.test(words.at(-1) ?? '')) words.pop();
  return words
    .join(' ')
    .replace(/^[,.&:/–—-]+/u, '')
    .replace(/^(?:(?:an?|the|relevant) )?members? of (?:the )?/iu, '')
    .replace(/[,&:/–—-]$/u, '')
    .trim();
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
  if (acronym !== undefined) {
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
  const initials =
    text.length === 2 && text === text.toUpperCase() && (next === undefined || next.before !== '');
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
