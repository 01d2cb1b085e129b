/**
 * What a few words standing alone look like: a reference, a time, a status, a post, a clause.
 * In: the words of one cell; out: a kind. Shape and small words only (`data/lexicon/cell-words.tsv`): what a time or
 * a post means is for later stages.
 */
import { readLexicon } from '../../data-files.ts';
import { isDateText } from '../headings.ts';
import { findOpeningMarker } from '../list-markers.ts';

/**
 * - `reference`: `1.1`, `2a`, `R3`, `Rec 4`.
 * - `time`, `status`: nothing else; `open`: either (`Ongoing`, `TBC`); `dated`: words with a date among them.
 * - `post`: a post or body written as a name (`Head of Legal`, `SLT`); `posted`: perhaps one (`Head of legal`);
 *   `name`: two to four capitalised words.
 * - `section`: `Priority 2: Housing`; `numbered`, `bullet`: words behind a list marker.
 * - `short`, `long`: any other words.
 */
export type CellKind =
  | 'reference'
  | 'time'
  | 'status'
  | 'open'
  | 'dated'
  | 'post'
  | 'posted'
  | 'name'
  | 'section'
  | 'numbered'
  | 'bullet'
  | 'short'
  | 'long';

const oneReference =
  /(?:(?:R|Rec|Action|KR|Ref)[.\s]{0,2})?[A-Z]{0,3}[.-]?\d{1,3}(?:\.\d{1,3}){0,3}[.-]?[a-z]?[.):]?/.source;
const reference = new RegExp(`^${oneReference}(?:(?:, ?| ?& ?| and )${oneReference}){0,5}$`);
const section =
  /^\p{L}{4,20}(?: \p{L}{3,20}){0,2} \d{1,2}[a-z]?(?:[.:]?$|\s?[:–—-]\s.{1,200}$|\.\s.{1,200}$)/iu;
const longest = 60;
const mostWords = 9;

let words: ReadonlyMap<string, ReadonlySet<string>> | undefined;

function kindsOf(token: string): ReadonlySet<string> {
  words ??= readWords();
  return words.get(token) ?? none;
}

const none: ReadonlySet<string> = new Set();

function readWords(): Map<string, Set<string>> {
  const read = new Map<string, Set<string>>();
  for (const row of readLexicon('lexicon/cell-words.tsv')) {
    const word = row['word'] ?? '';
    read.set(word, (read.get(word) ?? new Set()).add(row['kind'] ?? ''));
  }
  return read;
}

/** The kind of a cell's words; line breaks count as spaces. */
export function findCellKind(text: string): CellKind {
  const plain = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\*\*|__/g, '')
    .trim();
  if (plain.length > 300) return findOpeningMarker(plain)?.kind === 'bullet' ? 'bullet' : 'long';
  if (section.test(plain) && !isTime(plain)) return 'section';
  if (reference.test(plain) && !/^(?:(?:19|20)\d\d|s\.?151)$/i.test(plain)) return 'reference';
  const opening = findOpeningMarker(plain);
  if (opening !== null) return opening.kind === 'bullet' ? 'bullet' : 'numbered';
  const tokens = plain.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  if (tokens.every((token) => kindsOf(token).has('open') || /^[na]$/.test(token))) return 'open';
  if ((isTime(plain) && !isTold(plain)) || isMilestones(plain)) return 'time';
  if (isStatus(plain, tokens)) return 'status';
  if (isPost(plain, tokens)) return 'post';
  if (plain.length > longest || tokens.length > mostWords) return 'long';
  if (mayBePost(tokens)) return 'posted';
  if (/^(?:\p{Lu}[\p{L}'’-]*\.?)(?: \p{Lu}[\p{L}'’-]*){1,3}$/u.test(plain) && !isThing(plain)) return 'name';
  if (isTold(plain)) return 'short';
  return tokens.some(isDated) || kindsOf(tokens[0] ?? '').has('open') ? 'dated' : 'short';
}

/** "Data Protection Action Plan": capitals throughout, and nobody's name. */
function isThing(text: string): boolean {
  return /\s(?:plan|policy|strategy|programme|project|framework|scheme|report|statement|agreement)s?$/i.test(
    text,
  );
}

const told = /(?<=\s)(?:was|were|has|have|had|began|met|took|went|\p{L}{3,}ed)\s/u;

/** "The advisers started in April." is a sentence that tells, not a time: somebody did something. */
function isTold(text: string): boolean {
  const verb = told.exec(text);
  const doers = text.slice(0, verb?.index ?? 0).match(/[\p{L}\d]+/gu) ?? [];
  return text.endsWith('.') && doers.some((word) => kindsOf(word.toLowerCase()).size === 0);
}

/** "Cabinet – Jan 26; Council – Feb 26": two milestones or more, each a few words and its date. */
function isMilestones(text: string): boolean {
  const parts = text.split(/;\s+/);
  return text.length <= 120 && parts.length > 1 && parts.every((part) => endsOnDate(part.trim()));
}

function endsOnDate(text: string): boolean {
  const words = text.split(' ');
  const year = words.at(-1) ?? '';
  const dated = /^(?:['’]?\d\d|(?:19|20)\d\d(?:[/-]\d\d)?|\d\d\/\d\d)$/.test(year);
  return words.length <= 8 && dated && kindsOf((words.at(-2) ?? '').toLowerCase()).has('time');
}

function isDated(token: string): boolean {
  return kindsOf(token).has('time') || /^(?:19|20)\d\d$/.test(token);
}

/** Nearly all words are those of dates, and one of them says when. A time of day is none, nor is money. */
function isTime(text: string): boolean {
  if (text.length > 90 || /[£$€%]|\d[:.]\d\d(?!\d)|\d ?[ap]m\b/i.test(text)) return false;
  if (isDateText(text)) return /\d{4}|\d[/-]\d|\p{L}{3}/u.test(text);
  const tokens = text.toLowerCase().match(/\p{L}+\d?|\d+/gu) ?? [];
  const inside = tokens.filter((token) => {
    const kinds = kindsOf(token);
    return /^\d/.test(token) || ['time', 'around', 'open', 'status'].some((kind) => kinds.has(kind));
  });
  return tokens.some(isDated) && inside.length >= tokens.length * 0.75;
}

function isStatus(text: string, tokens: readonly string[]): boolean {
  if (text.length > 40 || tokens.length > 5) return false;
  // Red, amber, green, blue.
  if (/^[RAGB]$/.test(text)) return true;
  const small = new Set([
    'in',
    'on',
    'at',
    'not',
    'yet',
    'off',
    'under',
    'way',
    'fully',
    'partially',
    'partly',
  ]);
  return (
    tokens.some((token) => kindsOf(token).has('status')) &&
    tokens.every((token) => kindsOf(token).has('status') || small.has(token))
  );
}

/** Capitals throughout, small link words aside, and a word of posts, or abbreviations alone. */
function isPost(text: string, tokens: readonly string[]): boolean {
  if (text.length > 160 || /[.!?;:]$/.test(text)) return false;
  const written = text.match(/[\p{L}\d][\p{L}\d'’]*/gu) ?? [];
  const named = written.filter((word) => !kindsOf(word.toLowerCase()).has('link'));
  if (named.length === 0) return false;
  if (named.every((word) => /^[\p{Lu}\d]{2,6}s?$/u.test(word) && /\p{Lu}/u.test(word))) return true;
  const capitals = named.filter((word) => /^[\p{Lu}\d]|^s\d/u.test(word));
  return tokens.some((token) => kindsOf(token).has('post')) && capitals.length >= named.length * 0.85;
}

/** A post in small letters: a word of posts at either end, no article, nothing that is to be done. */
function mayBePost(tokens: readonly string[]): boolean {
  const isOf = (token: string | undefined): boolean => token !== undefined && kindsOf(token).has('post');
  if (tokens.length > 7 || tokens.some((token) => ['to', 'a', 'an', 'will'].includes(token))) return false;
  return isOf(tokens[0]) || (tokens.length <= 5 && !tokens.includes('the') && isOf(tokens.at(-1)));
}
