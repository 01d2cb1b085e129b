/**
 * The first line of a CSV: whether it is a register's, what it lacks to be one, and which columns are slips of the pen.
 */
import { parseCsvRows } from '../csv.ts';
import { nearestWords } from '../edit-distance.ts';

/** What stands between cells; spreadsheets of some countries write semicolons. */
const DELIMITERS = [',', ';', '\t'] as const;

/** Columns that no table of actions has: two of a register's, one of them among these, are meant as a register. */
const TELLING = ['gss', 'plan_date', 'review_date', 'sha256', 'landing'];
const COLUMNS = [
  'file',
  'url',
  'council',
  'kind',
  'title',
  'state',
  'published',
  'licence',
  'note',
  ...TELLING,
];

/** A column that is none of a register's, and the one it seems to mean. */
export interface MisspeltColumn {
  column: string;
  meant: string;
}

/** True for CSV text whose header names a `file` or `url` column and a `council` column. */
export function isRegister(text: string): boolean {
  return DELIMITERS.some((delimiter) => lacking(headerOf(text, delimiter)) === '');
}

/** A register's delimiter, and its columns that are near those a register has and it lacks. */
export function readHeader(text: string): { delimiter: string | undefined; misspelt: MisspeltColumn[] } {
  const delimiter = DELIMITERS.find((each) => lacking(headerOf(text, each)) === '');
  return { delimiter, misspelt: delimiter === undefined ? [] : misspeltOf(headerOf(text, delimiter)) };
}

/**
 * What a text lacks that was plainly meant as a register, for a message: `no column council (its columns: …); did you mean
 * council by councl?`. `null` for a register that can be used and for any other table, unless it is `meant` as one: then
 * only for a register.
 */
export function registerFault(text: string, { meant = false } = {}): string | null {
  if (isRegister(text)) return null;
  const headers = DELIMITERS.map((delimiter) => headerOf(text, delimiter));
  const header =
    headers.find(isMeant) ?? (meant ? headers.toSorted((a, b) => b.length - a.length)[0] : undefined);
  if (header === undefined) return null;
  const slips = misspeltOf(header).map(({ column, meant }) => `${meant} by ${column}`);
  const hint = slips.length > 0 ? `; did you mean ${slips.join(', ')}?` : '';
  return `no column ${lacking(header)} (its columns: ${header.join(', ')})${hint}`;
}

/** Two columns of a register or more, misspelt or not, one of them of a kind that no table of actions has. */
function isMeant(header: readonly string[]): boolean {
  const meant = [...header, ...misspeltOf(header).map((slip) => slip.meant)];
  return (
    meant.some((cell) => TELLING.includes(cell)) && meant.filter((cell) => COLUMNS.includes(cell)).length >= 2
  );
}

/** Single words near one column that the header lacks: words of a plan's own table stand apart. */
function misspeltOf(header: readonly string[]): MisspeltColumn[] {
  const lacked = COLUMNS.filter((column) => !header.includes(column));
  return header.flatMap((column) => {
    const near = COLUMNS.includes(column) || /\s/.test(column) ? [] : nearestWords(column, lacked);
    return near.length === 1 && near[0] !== undefined ? [{ column, meant: near[0] }] : [];
  });
}

function headerOf(text: string, delimiter: string): string[] {
  const line = text.slice(0, 2000).split(/\r?\n/, 1)[0] ?? '';
  try {
    return (parseCsvRows(line, delimiter)[0] ?? []).map((cell) => cell.trim().toLowerCase());
  } catch {
    return [];
  }
}

/** The column a register's header lacks; empty when it lacks none. */
function lacking(header: readonly string[]): string {
  if (!header.includes('file') && !header.includes('url')) {
    return header.includes('council') ? 'file or url' : 'file or url, nor council';
  }
  return header.includes('council') ? '' : 'council';
}
