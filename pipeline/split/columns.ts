/**
 * Columns by meaning: header words (`data/lexicon/split-columns.tsv`) and what the cells hold decide together what
 * each column is for. In: headers and the body's cell texts; out: one role for each column.
 */
import type { ColumnRole } from '../model.ts';
import { headerWords, voteHeader } from './header-votes.ts';
import { opensWithVerb } from './verbs.ts';
import {
  countWords,
  hasTimeWords,
  isCostCell,
  isOwnerCell,
  isReferenceCell,
  isStatusCell,
  isTimeRole,
  isTimeCell,
} from './words.ts';

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
  /** For a column that says who and when at once: its lines are told apart. */
  alsoTime?: boolean;
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
    share((cell) => isTimeCell(cell) && !isReferenceCell(cell)),
  );
  shares.set(
    'owner',
    share((cell) => isOwnerCell(cell) && !isStatusCell(cell) && !opensWithVerb(cell)),
  );
  shares.set('cost', share(isCostCell));
  shares.set(
    'action',
    words < 3 ? 0 : share((cell) => opensWithVerb(firstWords(cell))) * 0.7 + (words > 12 ? 0.3 : words / 50),
  );
  return shares;
}

function firstWords(cell: string): string {
  return cell.replace(/^\s*(?:[•●▪·*–-]|\(?[a-z\d]{1,3}[.)]|\d+(?:\.\d+)+)\s*/i, '');
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

function averageWords(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.reduce((sum, cell) => sum + countWords(cell), 0) / (filled.length || 1);
}

/** Roles for all columns of a table from its headers (empty strings when it has none) and its body, by column. */
export function assignColumns(headers: readonly string[], body: readonly (readonly string[])[]): ColumnUse[] {
  const hasHeader = headers.some((header) => header.trim() !== '');
  const uses = headers.map((header, column): ColumnUse => {
    const cells = body[column] ?? [];
    const votes = voteHeader(header);
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

/** One main action column, one recommendation column; the rest fall back to what else they could be. */
function settleColumns(
  uses: ColumnUse[],
  body: readonly (readonly string[])[],
  hasHeader: boolean,
): ColumnUse[] {
  const settled = uses.map((use) => ({ ...use }));
  if (!hasHeader) nameTextColumns(settled, body);
  nameBlankColumns(settled);
  nameTermColumns(settled, body);
  const actions = settled.filter((use) => use.role === 'action' && !use.timeHeader);
  if (actions.length > 1) keepMainActions(settled, actions);
  const recommendations = settled
    .filter((use) => use.role === 'recommendation')
    .sort((a, b) => b.score - a.score);
  for (const use of recommendations.slice(1)) use.role = 'other';
  nameMilestones(settled, body);
  const times = settled.filter((use) => isTimeRole(use.role));
  if (settled.some((use) => use.role === 'revised-date')) {
    for (const use of times) if (/\b(?:original|target|due)\b/i.test(use.header)) use.role = 'original-date';
  }
  return settled;
}

/** A column without a header that could be owners by its content is a group of rows where others are owners by name. */
function nameBlankColumns(uses: ColumnUse[]): void {
  if (!uses.some((use) => use.role === 'owner' && use.basis === 'header')) return;
  const action = uses.findIndex((use) => use.role === 'action');
  uses.forEach((use, column) => {
    if (use.role === 'owner' && use.basis === 'content' && use.header === '')
      use.role = column < action ? 'objective' : 'other';
  });
}

/** "Short term", "Medium term" and "Long term" over columns of deeds: each is an action column with its own time. */
function nameTermColumns(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const terms = uses.filter((use, column) => {
    if (!isTimeCell(use.header) || averageWords(body[column] ?? []) < 3) return false;
    const filled = (body[column] ?? []).filter((cell) => cell.trim() !== '');
    return filled.filter((cell) => isTimeCell(cell)).length < filled.length / 2;
  });
  if (terms.length < 2) return;
  for (const use of terms)
    Object.assign(use, { role: 'action', timeHeader: true, score: 0.9, basis: 'header' });
}

/** Dated milestones beside an action are its time, where no other column says when. */
function nameMilestones(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const has = (...roles: ColumnRole[]) => uses.some((use) => roles.includes(use.role));
  if (!has('action') || has('timescale', 'end', 'start', 'revised-date')) return;
  uses.forEach((use, column) => {
    if (use.role === 'action' || !/\bmilestones?\b/i.test(use.header)) return;
    const filled = (body[column] ?? []).filter((cell) => cell.trim() !== '');
    if (filled.filter((cell) => hasTimeWords(cell)).length >= filled.length / 2) use.role = 'timescale';
  });
}

/** Without headers, the long columns are told by order: recommendation or objective first, then actions. */
function nameTextColumns(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const free = uses
    .map((use, column) => ({ use, words: averageWords(body[column] ?? []), score: use.score, column }))
    .filter(({ use, words }) => use.role === 'other' && words >= 3);
  if (free.length === 0) return;
  const action =
    free.length === 1 ? free[0] : (free.slice(1).sort((a, b) => b.score - a.score)[0] ?? free[0]);
  if (action) {
    action.use.role = 'action';
    action.use.basis = 'position';
  }
  const before = free.find((entry) => action && entry.column < action.column);
  if (before) before.use.role = 'objective';
  const at = action?.column ?? 0;
  const owners = uses.flatMap((use, column) => (use.role === 'owner' ? [column] : []));
  if (!owners.some((column) => column > at)) return;
  for (const column of owners) {
    const use = uses[column];
    if (use && column < at) use.role = before ? 'other' : 'objective';
  }
}

const PLAIN_ACTION = /\bactions?\b|\bhow\b/;
/** "What we did" beside "What we will do next": work done is an action too. */
const WORK_DONE =
  /^(?:what )?(?:we|the council|have we|we have|we ve)\b.*\b(?:did|done|achieved)\b|^what (?:we )?(?:did|has been done|have we done)\b/;
const ALSO_ACTION = /\b(?:further|additional|future|to date|taken|planned|completed|remaining|new|so far)\b/;

function keepMainActions(uses: ColumnUse[], actions: ColumnUse[]): void {
  const rank = (use: ColumnUse) => {
    const words = headerWords(use.header);
    return use.score + (PLAIN_ACTION.test(words) ? 0.5 : 0) + (/\bsub\b/.test(words) ? 0.5 : 0);
  };
  const main = actions.reduce((best, use) => (rank(use) > rank(best) ? use : best));
  const hasDone = actions.some((use) => WORK_DONE.test(headerWords(use.header)));
  for (const use of actions) {
    if (use === main) continue;
    const words = headerWords(use.header);
    if ((PLAIN_ACTION.test(words) && ALSO_ACTION.test(words)) || WORK_DONE.test(words)) continue;
    if (hasDone && /\bnext\b/.test(words)) continue;
    if (/\bmilestones?\b/.test(words)) use.role = 'other';
    else if (/\bnext\b/.test(words)) use.role = 'progress';
    else if (/\bdeliverables?\b/.test(words)) use.role = 'outcome';
    else if (uses.indexOf(use) < uses.indexOf(main) && !/\bresponse\b/.test(words)) use.role = 'objective';
    else use.role = 'other';
  }
}
