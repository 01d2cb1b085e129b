/**
 * Headers whose cells stand one below the other.
 * In: pieces and where to look; out: every way to read a header there, with what its columns hold.
 */
import { type ColumnContent, findColumnContent, isColumnName, namesColumn } from '../../header-rows.ts';
import type { Piece } from './pieces.ts';

/** A column of a stacked table. */
export interface StackedColumn {
  /** The header's words. */
  name: string;
  holds: ColumnContent;
  /** True for the column whose cells no row is without. */
  main: boolean;
  /** True where a word of the header says that it heads a column. */
  named: boolean;
  /** What a blank cell costs, in log-likelihood. */
  blankCost: number;
}

export interface StackedHeader {
  columns: StackedColumn[];
  /** The pieces of each column's header. */
  cells: Piece[][];
  /** How many pieces the header takes. */
  used: number;
  /** How many of its cells were put together of lines that might be cells of their own. */
  joined: number;
}

/** What a blank cell costs by what the header says of its column. */
const blankCosts: Record<ColumnContent, number> = {
  reference: 2,
  owner: 2,
  time: 2,
  status: 1.2,
  progress: 1,
  action: 2,
  note: 1.2,
};
const blankMainCost = 4;
const fewest = 3;
const most = 11;

/** True where a header may begin: asked first, so that a long text is read once. */
export function mayHead(pieces: readonly Piece[], at: number): boolean {
  const [first] = pieces.slice(at, at + 1);
  if (first === undefined || !isShort(first)) return false;
  if (pieces.slice(at, at + fewest + 1).filter(isName).length >= fewest) return true;
  return isTopical(pieces.slice(at, at + fewest).map((piece) => piece.text));
}

/** `Governance area`, `Lead officer`, `Update`: a topic, and two names of columns, one of who or when. */
function isTopical(names: readonly string[]): boolean {
  const [, ...rest] = names;
  const holds = rest.map(findColumnContent);
  return (
    names.length === fewest &&
    rest.every((name) => isColumnName(name)) &&
    holds.some((content) => content === 'owner' || content === 'time') &&
    new Set(holds).size === holds.length
  );
}

/** True where a header surely begins: three of four pieces are names of columns and hold no other word. */
export function isHead(pieces: readonly Piece[], at: number): boolean {
  const [first, ...more] = pieces.slice(at, at + fewest + 1);
  const isPlain = (piece: Piece): boolean => isName(piece) && isColumnName(piece.text);
  return first !== undefined && isPlain(first) && more.filter(isPlain).length >= fewest - 1;
}

function isName(piece: Piece): boolean {
  return isShort(piece) && namesColumn(piece.text) && !titles(piece.text);
}

/** `Peer challenge action plan, March 2025` names a document. */
function titles(text: string): boolean {
  return /\b(?:plan|council)(?:[,–-]? \p{L}+)?(?:[,–-]? \d{4})?$/iu.test(text) && /\s/.test(text);
}

function isShort(piece: Piece): boolean {
  const { text } = piece;
  if (piece.kind === 'section') return false;
  if (text.length > 60 || /^\p{Ll}/u.test(text) || (/[.;,]$/.test(text) && text.length > 8)) return false;
  return piece.lines.length <= 3 && (!/\d/.test(text) || namesColumn(text)) && !/:\s*\S/.test(text);
}

/** Headers of three to nine columns that begin at a piece; none where there is no header. */
export function findHeaders(pieces: readonly Piece[], at: number): StackedHeader[] {
  if (!mayHead(pieces, at)) return [];
  const headers: StackedHeader[] = [];
  for (const cells of cutHeader(pieces, at)) {
    for (let count = fewest; count <= Math.min(most, cells.length); count++) {
      const header = readHeader(cells.slice(0, count), 'topical');
      if (header !== null) headers.push(header);
    }
  }
  return headers;
}

/** The pieces as header cells: each its own, or one or two of them going on with the one before. */
function cutHeader(pieces: readonly Piece[], at: number): Piece[][][] {
  const run: Piece[] = [];
  const names = new Set<string>();
  for (const piece of pieces.slice(at, at + most + 2)) {
    const goesOn = /^[\p{Ll}(]/u.test(piece.text) && piece.text.length <= 30 && !piece.gap;
    if (run.length > 0 && (piece.wall || (!isShort(piece) && !goesOn))) break;
    // Two columns of one name: the second is the next header's, or a value.
    if (names.has(piece.text.toLowerCase())) break;
    names.add(piece.text.toLowerCase());
    run.push(piece);
  }
  const joints = [...run.keys()].filter((index) => mayJoin(run[index - 1], run[index]));
  const sure = joints.filter((index) => /^[\p{Ll}(]/u.test(run[index]?.text ?? ''));
  const choices: number[][] = [sure];
  for (const [order, joint] of joints.entries()) {
    if (sure.includes(joint)) continue;
    choices.push([...sure, joint]);
    for (const other of joints.slice(order + 1)) {
      if (other > joint + 1 && !sure.includes(other)) choices.push([...sure, joint, other]);
    }
  }
  return choices.map((chosen) => {
    const cells: Piece[][] = [];
    for (const [index, piece] of run.entries()) {
      const last = cells.at(-1);
      if (last !== undefined && chosen.includes(index)) last.push(piece);
      else cells.push([piece]);
    }
    return cells;
  });
}

/** `Lead` / `Officer`, `Target` / `date`: a header's second line, right below and not a column of its own kind. */
function mayJoin(above: Piece | undefined, below: Piece | undefined): boolean {
  if (above === undefined || below === undefined || below.gap) return false;
  if (/^[\p{Ll}(]/u.test(below.text)) return true;
  const [first, second] = [findColumnContent(above.text), findColumnContent(below.text)];
  return `${above.text} ${below.text}`.length <= 30 && (first === second || first === 'note');
}

function isGuess(cell: readonly Piece[]): boolean {
  return cell.slice(1).some((piece) => !/^[\p{Ll}(]/u.test(piece.text));
}

/** The header with a column before it that it has no name for: the numbers of its rows. */
export function withNumbers(header: StackedHeader): StackedHeader {
  const numbers: StackedColumn = {
    name: '',
    holds: 'reference',
    main: false,
    named: false,
    blankCost: blankCosts.reference,
  };
  return { ...header, columns: [numbers, ...header.columns], cells: [[], ...header.cells] };
}

/**
 * The columns that cells of a header name; `null` where they name no table of words and values. How many may
 * name none: a quarter, with `topical` also the first of three, with `half` as many.
 */
export function readHeader(
  cells: readonly Piece[][],
  unnamed: 'quarter' | 'topical' | 'half' = 'quarter',
): StackedHeader | null {
  const names = cells.map((pieces) => pieces.map((piece) => piece.text).join(' '));
  const columns = names.map((name) => {
    const named = namesColumn(name) && !titles(name);
    const holds = named ? findColumnContent(name) : 'note';
    return { name, holds, main: false, named, blankCost: blankCosts[holds] };
  });
  const others = columns.filter((column) => !column.named).length;
  const isFew = others <= Math.floor(names.length / (unnamed === 'half' ? 2 : 4));
  if (!isFew && !(unnamed === 'topical' && others === 1 && isTopical(names))) return null;
  const words = columns.filter(({ holds }) => ['action', 'note', 'progress'].includes(holds));
  const main = words.find((column) => column.holds === 'action') ?? words[0];
  if (main === undefined || words.length === columns.length) return null;
  main.main = true;
  main.blankCost = blankMainCost;
  return { columns, cells: [...cells], used: cells.flat().length, joined: cells.filter(isGuess).length };
}
