/**
 * Columns by meaning: header words (`data/lexicon/split-columns.tsv`) and what the cells hold decide together what
 * each column is for. In: headers and the body's cell texts; out: one role for each column.
 */
import type { ColumnRole } from '../../model.ts';
import { tellsTimeAndProgress, voteHeader } from './header-votes.ts';
import { settleColumns } from './settled-columns.ts';
import { opensWithVerb } from '../verbs.ts';
import {
  averageWords,
  countWords,
  isCostCell,
  isOwnerCell,
  isReferenceCell,
  isStatusCell,
  isTimeCell,
  isTimeRole,
  withoutMarker,
} from '../words.ts';

/** What a column was taken for, and why. */
export interface ColumnUse {
  role: ColumnRole;
  header: string;
  /** 0..1. */
  score: number;
  /** `header`, `content` or `position`. */
  basis: string;
  /** True for a recommendation column that stands in for a missing action column. */
  standsIn?: boolean;
  /** For an action column under a term ("Short term", "By March 2025"): its header is the actions' time. */
  timeHeader?: boolean;
  /** For a column of a chart ("Q1", "May"): a mark in it says that the period is the action's. */
  isPeriod?: boolean;
  /** For a column that says who and when at once: its lines are told apart. */
  alsoTime?: boolean;
  /** For a column that says when and how far at once: of two that say when, it is the one of progress. */
  alsoProgress?: boolean;
}

/** Shares (0..1) of a column's filled cells that look like each role. */
function contentShares(cells: readonly string[]): Map<ColumnRole, number> {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const shares = new Map<ColumnRole, number>();
  if (filled.length === 0) return shares;
  const share = (test: (cell: string) => boolean) =>
    filled.filter((cell) => test(cell)).length / filled.length;
  const words = filled.reduce((sum, cell) => sum + countWords(cell), 0) / filled.length;
  shares.set('reference', share(isReferenceCell));
  shares.set('status', share(isStatusCell));
  shares.set(
    'timescale',
    share((cell) => isTimeCell(cell) && !isReferenceCell(cell) && !isSentence(cell)),
  );
  shares.set(
    'owner',
    share((cell) => isOwnerCell(cell) && !isStatusCell(cell) && !opensWithVerb(cell)),
  );
  shares.set('cost', share(isCostCell));
  shares.set(
    'action',
    words < 3
      ? 0
      : share((cell) => opensWithVerb(withoutMarker(cell))) * 0.7 + (words > 12 ? 0.3 : words / 50),
  );
  return shares;
}

/** "A review took place in April 2024." tells what happened, not when something is to be done. */
function isSentence(cell: string): boolean {
  return countWords(cell) > 5 && /\b(?:was|were|is|are|has|have|had|took|began)\b/.test(cell);
}

/** How well a column's content suits a role, −0.5..0.5; 0 where content says nothing. */
function contentFit(role: ColumnRole, shares: Map<ColumnRole, number>, words: number): number {
  const of = (name: ColumnRole) => shares.get(name) ?? 0;
  if (shares.size === 0) return 0;
  switch (role) {
    case 'timescale':
    case 'start':
    case 'end':
    case 'original-date':
    case 'revised-date':
      return of('timescale') - 0.5;
    case 'owner':
      return of('owner') - 0.5;
    case 'status':
      return words <= 4 ? of('status') * 0.5 : -0.4;
    case 'reference':
      return of('reference') - 0.5;
    case 'progress':
      return words > 4 ? 0.2 : -0.2;
    case 'action':
      return of('action') - 0.4 - of('owner') * 0.2 - of('status') * 0.5;
    case 'outcome':
    case 'recommendation':
    case 'objective':
      return words > 3 ? 0.1 : -0.1;
    default:
      return 0;
  }
}

/** Roles for all columns of a table from its headers (empty strings when it has none) and its body, by column. */
export function assignColumns(headers: readonly string[], body: readonly (readonly string[])[]): ColumnUse[] {
  const hasHeader = headers.some((header) => header.trim() !== '');
  const uses = headers.map((header, column): ColumnUse => {
    const cells = body[column] ?? [];
    const votes = voteHeader(header);
    if (isPeriodColumn(header, cells))
      return { role: 'timescale', header, score: 0.9, basis: 'header', isPeriod: true };
    if (votes.length === 0) return useByContent(header, cells);
    const shares =
      votes.length === 1 && (votes[0]?.score ?? 0) >= 0.9
        ? new Map<ColumnRole, number>()
        : contentShares(cells);
    const words = averageWords(cells);
    const ranked = votes
      .map((vote) => ({ role: vote.role, score: vote.score + 0.6 * contentFit(vote.role, shares, words) }))
      .sort((a, b) => b.score - a.score);
    const best = ranked[0];
    const references = cells.filter((cell) => isReferenceCell(cell)).length;
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    if (best?.role === 'action' && filled > 1 && references >= filled * 0.5) {
      return { role: 'reference', header, score: 0.8, basis: 'content' };
    }
    if (!best || best.score < 0.25) return { ...useByContent(header, cells), header };
    const both =
      /\band\b|[/&,+]/.test(header) &&
      votes.some((vote) => vote.role === 'owner') &&
      votes.some((vote) => isTimeRole(vote.role));
    if (!both && tellsTimeAndProgress(header))
      return { role: 'timescale', header, score: 0.95, basis: 'header', alsoProgress: true };
    const use: ColumnUse = {
      role: both ? 'owner' : best.role,
      header,
      score: Math.min(1, best.score),
      basis: 'header',
    };
    return both ? { ...use, alsoTime: true } : use;
  });
  return settleColumns(uses, body, hasHeader);
}

/** A period above marks, and little else: the foot of a page or its header may stand among them. */
function isPeriodColumn(header: string, cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return isTimeCell(header) && cells.length > 0 && filled.filter(isMark).length >= filled.length * 0.5;
}

/** A tick, a cross or a dot in a chart: a number counts something. */
export function isMark(cell: string): boolean {
  return cell.trim() !== '' && cell.trim().length <= 2 && !/\d/.test(cell);
}

function useByContent(header: string, cells: readonly string[]): ColumnUse {
  const shares = contentShares(cells);
  const of = (name: ColumnRole) => shares.get(name) ?? 0;
  const candidates: [ColumnRole, number][] = [
    ['reference', of('reference')],
    ['status', of('status')],
    ['timescale', of('timescale')],
    ['owner', of('owner') * 0.95],
    ['cost', of('cost') * 0.9],
  ];
  const [role, score] = candidates.sort((a, b) => b[1] - a[1])[0] ?? ['other', 0];
  if (score >= 0.6) return { role, header, score: score * 0.8, basis: 'content' };
  return { role: 'other', header, score: of('action'), basis: 'content' };
}
