/**
 * Which leading rows of a table are headers, where the format does not say.
 * In: rows of cells; out: a count. Words that head columns live in `data/lexicon/header-words.tsv`.
 */
import { readLexicon } from '../data-files.ts';
import type { Row } from '../model.ts';
import { isDateText } from './headings.ts';

/** What stands below a header, as far as its words tell; `note` where they do not. */
export type ColumnContent = 'reference' | 'owner' | 'time' | 'status' | 'progress' | 'action' | 'note';

interface HeaderWord {
  /** Counts only where it is the whole cell. */
  alone: boolean;
  holds: string;
}

let words: ReadonlyMap<string, HeaderWord> | undefined;

/** Words that name columns. */
function headerWords(): ReadonlyMap<string, HeaderWord> {
  words ??= new Map(
    readLexicon('lexicon/header-words.tsv').map((row) => [
      row['word'] ?? '',
      { alone: row['alone'] === 'yes', holds: row['holds'] ?? '' },
    ]),
  );
  return words;
}

/** The first that any word of a header names decides: an `Action owner` holds owners. */
const contents: readonly ColumnContent[] = ['time', 'owner', 'reference', 'status', 'action', 'progress'];

/** What a column holds by the words of its header. */
export function findColumnContent(text: string): ColumnContent {
  const tokens = headerTokens(text.replace(/\bto date\b/i, ''));
  if (tokens.join(' ') === 'by') return 'time';
  const named = new Set(tokens.map((token) => headerWords().get(token)?.holds));
  return contents.find((content) => named.has(content)) ?? 'note';
}

function headerTokens(text: string): string[] {
  // "Timetable[iv]": the mark of a note is no part of the name.
  const plain = text
    .toLowerCase()
    .replaceAll(/\[(?:[ivx]{1,5}|\d{1,2}|[a-z])\]/g, ' ')
    .replaceAll(/[^a-z ]+/g, ' ');
  return plain.split(' ').filter((token) => token !== '');
}

/**
 * True when most filled cells are short and name a kind of content. A first column of such words in row after row
 * is a set of labels (`Lead | Jane Smith`), not a header.
 */
export function looksLikeHeader(row: Row, below: readonly Row[] = []): boolean {
  const texts = row.cells.map((cell) => cell.text.trim());
  const filled = texts.filter((text) => text !== '');
  if (filled.length < 2 || filled.length < texts.length / 2) return false;
  if (filled.some((text) => text.length > 90)) return false;
  const named = filled.filter(namesColumn);
  if (named.length < Math.max(1, filled.length / 2)) return false;
  if (filled.some((text) => isDateText(text) || isSentence(text))) return false;
  // A reference or a date in a cell that names no column is content.
  if (filled.some((text) => /\d/.test(text) && !namesColumn(text))) return false;
  if (filled.some((text) => /^(?:rec[a-z]*|action)?[ \t]*\d+(?:\.\d+)*[.)]?$/i.test(text))) return false;
  const labels = below.slice(0, 6).filter((other) => namesColumn(other.cells[0]?.text ?? ''));
  return !(filled.length === 2 && below.length > 0 && labels.length >= Math.min(2, below.length));
}

/** Ends as sentences do; `Rec No.` and `Action Ref.` are short for a column's name. */
function isSentence(text: string): boolean {
  return text.length > 6 && text.endsWith('.') && !/(?:^|\s)(?:no|nos|ref|refs|rec|recs)\.$/i.test(text);
}

/** True for a text of nothing but words of column headers and small ones between: `Lead officer`, `By when`. */
export function isColumnName(text: string): boolean {
  const tokens = headerTokens(text);
  const small = new Set(['of', 'for', 'to', 'and', 'the', 'is', 'be', 'will', 'we', 'it', 's']);
  return (
    tokens.length <= 6 &&
    tokens.some((token) => headerWords().has(token)) &&
    tokens.every((token) => headerWords().has(token) || small.has(token))
  );
}

/** True for a text that holds a word of column headers and not much else. */
export function namesColumn(text: string): boolean {
  const tokens = headerTokens(text);
  if (tokens.length === 0 || tokens.length > 14) return false;
  const hits = tokens.filter((token) => {
    const word = headerWords().get(token) ?? headerWords().get(token.replace(/s$/, ''));
    return word !== undefined && (!word.alone || tokens.length === 1);
  });
  return hits.length > 0 && (tokens.length <= 5 || hits.length >= 2 || text.trim().endsWith('?'));
}

/**
 * How many leading rows are headers: none, one, or two where a row of groups stands over a row of names.
 * A second line that only goes on with words of the first (`What do we want to` / `achieve?`) is the caller's to join.
 */
export function countHeaderRows(rows: readonly Row[]): number {
  const [first, second] = rows;
  if (first === undefined || !looksLikeHeader(first, rows.slice(1))) return 0;
  if (second === undefined || rows.length < 3) return 1;
  const spans = first.cells.some((cell) => cell.colSpan > 1 || cell.rowSpan > 1 || cell.text.trim() === '');
  return spans && looksLikeHeader(second, rows.slice(2)) ? 2 : 1;
}
