/**
 * Headers of wrapped tables: the names of the columns in one line, or in a few that go on with each other.
 * In: lines and where to look; out: every way to cut them into names of columns.
 */
import { type ColumnContent, findColumnContent, isColumnName, namesColumn } from '../../header-rows.ts';
import type { Piece } from '../stacked/pieces.ts';
import { type StackedColumn, type StackedHeader, readHeader } from '../stacked/header.ts';
import type { Line } from '../lines.ts';

/** A header and the lines it takes. */
export interface WrappedHeader extends StackedHeader {
  from: number;
  /** Index of the line after its last. */
  to: number;
}

const mostLines = 12;
const mostWords = 24;
const longestName = 7;
const mostWays = 12;
/** `Officer` or `Date` alone, right of another name. */
const partedCost = 2.5;
/** Words that only open the name of a column: never one beside `Officer` or `Date`. */
const opening = /^(?:responsible|lead|accountable|senior|reporting|target|due|completion|start|end|review)$/i;
/** Words that end the name of a column. */
const heads = /^(?:officers?|members?|directors?|dates?|recommendations?|actions?|id|ref|no\.?)$/i;
const longestLine = 220;

interface Word {
  text: string;
  line: Line;
  at: number;
  start: number;
  /** A blank line stands before. */
  gap: boolean;
  opensLine: boolean;
}

/** Every header that begins with a line, likeliest first; none where its words do not name columns. */
export function findWrappedHeaders(lines: readonly Line[], from: number): WrappedHeader[] {
  if (!mayHeadTable(lines[from])) return [];
  const headers: WrappedHeader[] = [];
  const words: Word[] = [];
  let gap = false;
  let taken = 0;
  for (let at = from; at < lines.length && taken < mostLines; at++) {
    const line = lines[at];
    if (line?.kind === 'blank' && at - from < 2 * mostLines) {
      gap = true;
      continue;
    }
    if (line === undefined || (at > from && !mayHeadTable(line, true))) break;
    words.push(...wordsOf(line, at, gap && at > from));
    if (words.length > mostWords) break;
    taken++;
    gap = false;
    headers.push(...cutWords(words).map((header) => ({ ...header, from, to: at + 1 })));
  }
  return headers;
}

/** Asked first: a line of words that may name columns and no sentence. */
function mayHeadTable(line: Line | undefined, within = false): boolean {
  if (line === undefined || (line.kind !== 'words' && line.kind !== 'furniture')) return false;
  const text = line.text.trim();
  if (text.length > longestLine || /[.;,]$/.test(text) || /:(?:\s|$)/.test(text) || /^[#•▪●■◦]/.test(text))
    return false;
  return (within || /^\p{Lu}/u.test(text)) && namesColumns(text);
}

/** Half of the words are those of column headers. */
function namesColumns(text: string): boolean {
  const words = text.split(/\s+/);
  const known = words.filter(
    (word) => isColumnName(word) || /^(?:we|will|do|of|to|the|by|is|are|for|and)$/i.test(word),
  );
  return known.length * 2 >= words.length && words.some((word) => isColumnName(word));
}

function wordsOf(line: Line, at: number, gap: boolean): Word[] {
  return [...line.text.matchAll(/\S+/g)].map((match, index) => ({
    text: match[0],
    line,
    at,
    start: match.index,
    gap: gap && index === 0,
    opensLine: index === 0,
  }));
}

/** Ways to cut words into names, likeliest first. */
function cutWords(words: readonly Word[]): StackedHeader[] {
  interface Way {
    from: number[];
    cost: number;
  }
  // For each number of words cut so far the best ways to do so.
  const ways: Way[][] = [[{ from: [], cost: 0 }]];
  for (let end = 1; end <= words.length; end++) {
    const here: Way[] = [];
    for (let start = Math.max(0, end - longestName); start < end; start++) {
      const price = nameCost(words, start, end);
      if (price === null) continue;
      for (const way of ways[start] ?? []) here.push({ from: [...way.from, start], cost: way.cost + price });
    }
    ways.push(here.sort((a, b) => a.cost - b.cost).slice(0, mostWays));
  }
  return (ways.at(-1) ?? []).flatMap(({ from, cost }) => {
    const cells = from.map((start, index) => cellPieces(words.slice(start, from[index + 1] ?? words.length)));
    const header = cells.length < 3 || cells.length > 9 ? null : readHeader(cells);
    if (header === null) return [];
    const columns = header.columns.map((column) =>
      column.named || !namesOwner(column.name)
        ? { ...column, holds: findContent(column) }
        : { ...column, holds: 'owner' as const, named: true },
    );
    const parted = columns.filter(
      ({ name }, index) => index > 0 && /^(?:officers?|dates?|members?|directors?)$/i.test(name),
    );
    const torn = parted.some((column) => opening.test(columns[columns.indexOf(column) - 1]?.name ?? ''));
    return torn ? [] : [{ ...header, columns, joined: cost + parted.length * partedCost }];
  });
}

/** What it costs to take words for one name of a column; `null` where they are none. */
function nameCost(words: readonly Word[], start: number, end: number): number | null {
  const cell = words.slice(start, end);
  const [first] = cell;
  if (first === undefined || (start > 0 && !/^\p{Lu}/u.test(first.text))) return null;
  if (cell.slice(1).some((word) => word.gap)) return null;
  const text = cell.map((word) => word.text).join(' ');
  // The next word goes on with this name.
  const next = words[end];
  if (next !== undefined && !/^\p{Lu}/u.test(next.text)) return null;
  const named = namesColumn(text);
  if (!named && !namesOwner(text)) return 2;
  const unknown = cell.filter((word) => !isColumnName(word.text)).length;
  const contents = new Set(
    cell.map((word) => findColumnContent(word.text)).filter((holds) => holds !== 'note'),
  );
  // `Recommendation Actions`: each heads a column of its own.
  const mixed =
    contents.has('action') && contents.size === 1 && cell.some(({ text: word }) => namesWords(word))
      ? 1.2
      : 0;
  const texts = cell.map((word) => word.text);
  const headed = texts.slice(0, -1).filter((word) => heads.test(word)).length * 0.8;
  const asks = texts.slice(1).some((word) => /^(?:How|What|Who|When|Where|Why|By)$/.test(word)) ? 1 : 0;
  const several =
    Math.max(0, texts.filter((word) => /^\p{Lu}/u.test(word) && namesColumn(word)).length - 1) * 0.5;
  const numbered = texts.some((word) => /\d/.test(word)) ? 2 : 0;
  const open = isColumnName(texts.at(-1) ?? '') || texts.length === 1 || /[?)]$/.test(text) ? 0 : 0.5;
  const twice = new Set(texts.map((word) => word.toLowerCase())).size < texts.length ? 2 : 0;
  const anew = texts.filter(
    (word, at) => /^\p{Lu}/u.test(word) && /^\p{Ll}/u.test(texts[at - 1] ?? ''),
  ).length;
  return (
    (named ? 0.1 : 0.3) +
    asks +
    several +
    numbered +
    unknown * 0.2 +
    Math.max(0, contents.size - 1) * 0.8 +
    mixed +
    headed +
    open +
    twice +
    anew * 0.5
  );
}

/** Heads a column of words that are no actions. */
function namesWords(word: string): boolean {
  return (
    /^\p{Lu}/u.test(word) &&
    isColumnName(word) &&
    findColumnContent(word) === 'note' &&
    /(?:s|n|e|c)$/.test(word) &&
    word.length > 4
  );
}

/** What a column holds; `Peer team recommendation` is no team's. */
function findContent(column: StackedColumn): ColumnContent {
  if (column.holds !== 'owner') return column.holds;
  const words = column.name.split(' ');
  const telling = words.filter((word, index) => index === words.length - 1 || namesColumn(`${word} x`));
  return findColumnContent(telling.join(' '));
}

/** `Cabinet Member`: its last word is that of a post. */
function namesOwner(text: string): boolean {
  return text.includes(' ') && findColumnContent(text.split(' ').at(-1) ?? '') === 'owner';
}

/** The words of one name as pieces, one for each line they stand on. */
function cellPieces(words: readonly Word[]): Piece[] {
  const byLine = new Map<number, Word[]>();
  for (const word of words) byLine.set(word.at, [...(byLine.get(word.at) ?? []), word]);
  return [...byLine].map(([at, own]) => {
    const [first, last] = [own[0], own.at(-1)];
    const start = first?.start ?? 0;
    const text = (first?.line.text ?? '').slice(start, (last?.start ?? 0) + (last?.text.length ?? 0));
    const offset = (first?.line.start ?? 0) + start;
    const line: Line = {
      ...(first?.line ?? { number: at + 1, kind: 'words' }),
      text,
      start: offset,
      end: offset + text.length,
    };
    return { text, kind: 'short', lines: [line], at, gap: false, page: false, wall: false, closed: false };
  });
}
