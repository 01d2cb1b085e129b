/**
 * What a table is for: actions, the list of recommendations, a legend of terms, labelled values, or nothing that
 * splitting reads (contacts, RAG keys, minutes).
 */
import type { ColumnUse } from './columns.ts';
import { voteHeader } from './header-votes.ts';
import type { Grid } from './grid.ts';
import { findNumber } from '../recommendations.ts';
import { countWords, hasTimeWords } from '../words.ts';

export type TableKind = 'actions' | 'recommendations' | 'legend' | 'labelled' | 'other';

const TERM =
  /^(?:(?:immediate|short|medium|long|longer|near|quick)(?:er)?(?:[- ]term| wins?)?|phase \d|tranche \d|priority \d)\b/i;

const TERM_HEADER =
  /^(?:terms?|time ?scales?|time ?frames?|periods?|category|phases?|priority|key|rating|label)(?: used)?$/i;

function columnTexts(grid: Grid, column: number): string[] {
  return grid.rows.map((row) => row.cells[column]?.cell.text.trim() ?? '');
}

/** Decides what a table is for. */
export function kindOfTable(grid: Grid, uses: readonly ColumnUse[]): TableKind {
  const has = (role: ColumnUse['role']) => uses.some((use) => use.role === role);
  const filled = grid.rows.filter((row) => row.section === '');
  if (filled.length === 0) return 'other';
  if (isLegend(grid)) return 'legend';
  if (uses.length === 2 && isLabelled(grid)) return 'labelled';
  if (isRiskList(grid) || isSummary(grid)) return 'other';
  if (isRecommendationList(grid, uses)) return 'recommendations';
  const supported =
    has('owner') ||
    has('timescale') ||
    has('end') ||
    has('start') ||
    has('status') ||
    has('recommendation') ||
    has('objective') ||
    has('progress') ||
    has('revised-date');
  const action = uses.find((use) => use.role === 'action');
  const isWeak =
    action?.basis === 'header' && !action.timeHeader && (voteHeader(action.header)[0]?.score ?? 0) < 0.7;
  if (isWeak && !has('owner') && !has('recommendation') && !has('objective')) return 'other';
  if (action) {
    const byHeader = action.basis === 'header';
    if (
      byHeader
        ? supported || has('reference') || has('theme') || uses.length <= 2
        : (has('owner') || has('timescale') || has('end')) && uses.length >= 3
    )
      return 'actions';
    return 'other';
  }
  const header = grid.headers.some((text) => text !== '');
  if (
    header &&
    (has('recommendation') || has('objective')) &&
    (has('owner') || has('timescale') || has('progress') || has('end'))
  )
    return 'actions';
  if (header && has('progress') && has('reference') && (has('owner') || has('status'))) return 'actions';
  return 'other';
}

/** "Area | Number of actions | Portfolio": how many actions there are, not what they are. */
function isSummary(grid: Grid): boolean {
  return grid.headers.some((header, column) => {
    if (
      !/^(?:(?:total )?(?:number|no\.?|count) of|total) (?:\w+ )?(?:actions|recommendations)\b/i.test(
        header.trim(),
      )
    )
      return false;
    const filled = columnTexts(grid, column).filter((text) => text !== '');
    return filled.length > 0 && filled.every((text) => /^\d{1,3}$/.test(text));
  });
}

/** Risks with their score, likelihood or mitigation: what is done about them is no action of the plan. */
function isRiskList(grid: Grid): boolean {
  const headers = grid.headers.filter((header) => header.trim() !== '');
  const risk = headers
    .slice(0, 3)
    .some((header) => /^(?:key |strategic |main )?risks?\b(?! rating)/i.test(header));
  const weighed = headers.some((header) =>
    /\b(?:mitigat|likelihood|probability|impact|scores?|(?:inherent|residual|gross|net) risk|controls?\b)/i.test(
      header,
    ),
  );
  return risk && weighed && !headers.some((header) => /\brecommendation/i.test(header));
}

/** Two columns, terms such as "Short term" beside the periods that define them. */
function isLegend(grid: Grid): boolean {
  const width = grid.headers.length;
  if (width < 2 || width > 3) return false;
  if (width === 2 && TERM_HEADER.test(grid.headers[0]?.trim() ?? '')) {
    const definitions = columnTexts(grid, 1);
    const terms = columnTexts(grid, 0);
    return (
      terms.length > 1 &&
      terms.every((term) => term !== '' && countWords(term) <= 4) &&
      definitions.every((text) => hasTimeWords(text) || /\b(?:19|20)\d\d\b|\bmonths?\b/.test(text))
    );
  }
  const rows = [
    ...(grid.headers.some((header) => header !== '') ? [grid.headers] : []),
    ...grid.rows.map((row) => row.cells.map((cell) => cell?.cell.text ?? '')),
  ];
  const hits = rows.filter(
    (row) =>
      TERM.test((row[0] ?? '').trim()) &&
      countWords(row[0] ?? '') <= 8 &&
      (hasTimeWords(row[1] ?? '') || /\d/.test(row[1] ?? '')),
  );
  return hits.length >= 2 && hits.length >= rows.length - 2;
}

/** Two columns, of which the first holds labels: Recommendation, Lead, When … */
function isLabelled(grid: Grid): boolean {
  const labels = [...(grid.headers[0] ? [grid.headers[0]] : []), ...columnTexts(grid, 0)].filter(
    (text) => text !== '',
  );
  if (labels.length < 2) return false;
  const known = labels.filter((label) => countWords(label) <= 8 && (voteHeader(label)[0]?.score ?? 0) >= 0.7);
  const roles = new Set(known.map((label) => voteHeader(label)[0]?.role));
  return (
    known.length >= labels.length * 0.6 &&
    roles.size >= 2 &&
    (roles.has('owner') || roles.has('timescale') || roles.has('end') || roles.has('action'))
  );
}

function isRecommendationList(grid: Grid, uses: readonly ColumnUse[]): boolean {
  const first = columnTexts(grid, 0).filter((text) => text !== '');
  const numbered = first.filter((text) => {
    const number = findNumber(text);
    return number !== null && number.at >= text.trim().length;
  });
  if (
    uses.length === 2 &&
    !grid.headers.some((header) => header !== '') &&
    numbered.length >= first.length * 0.7 &&
    first.length > 1
  )
    return true;
  const roles = new Set(uses.map((use) => use.role));
  if (!grid.headers.some((header) => /\brecommendations?\b/i.test(header))) return false;
  const only = [...roles].every((role) => ['reference', 'recommendation', 'theme', 'other'].includes(role));
  return (
    only &&
    roles.has('recommendation') &&
    uses.find((use) => use.role === 'recommendation')?.basis === 'header'
  );
}
