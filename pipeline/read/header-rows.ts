/**
 * Which leading rows of a table are headers, where the format does not say.
 * In: rows of cells; out: a count. Words that head columns live in `data/lexicon/header-words.tsv`.
 */
import { readLexicon } from '../data-files.ts';
import type { Row } from '../model.ts';
import { isDateText } from './headings.ts';

let words: ReadonlyMap<string, boolean> | undefined;

/** Words that name columns, with whether they count only alone. */
function headerWords(): ReadonlyMap<string, boolean> {
  words ??= new Map(
    readLexicon('lexicon/header-words.tsv').map((row) => [row['word'] ?? '', row['alone'] === 'yes']),
  );
  return words;
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

function namesColumn(text: string): boolean {
  const plain = text.toLowerCase().replaceAll(/[^a-z ]+/g, ' ');
  const tokens = plain.split(' ').filter((token) => token !== '');
  if (tokens.length === 0 || tokens.length > 14) return false;
  const hits = tokens.filter((token) => {
    const alone = headerWords().get(token) ?? headerWords().get(token.replace(/s$/, ''));
    return alone === false || (alone === true && tokens.length === 1);
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
