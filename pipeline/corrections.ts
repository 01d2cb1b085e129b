/** Overrides laid over plans as they come, and the rows of the file that no plan met. */
import { existsSync, readFileSync } from 'node:fs';
import { parseCsv } from './csv.ts';
import type { Issue, Plan } from './model.ts';
import { applyOverrides, type OverrideRow } from './overrides.ts';

/** Corrections of one file; `correct` each plan once, then ask for the issues. */
export interface Corrections {
  correct(plan: Plan): Plan;
  /** Rows that were not understood or met no action of any plan corrected so far. */
  issues(): Issue[];
}

/**
 * Reads an overrides file; an empty name or a missing file corrects nothing. Throws an `Error` when it is not CSV or has
 * rows without the columns `field` and `value`: they would all be passed over in silence.
 */
export function openCorrections(path: string): Corrections {
  const rows = path !== '' && existsSync(path) ? parseCsv(readFileSync(path, 'utf8')) : [];
  const [first] = rows;
  if (first !== undefined && !('field' in first && 'value' in first))
    throw new Error(`${path} has no columns field and value (its columns: ${Object.keys(first).join(', ')})`);
  const waiting = new Set<OverrideRow>(rows);
  return {
    correct(plan) {
      if (rows.length === 0) return plan;
      const { plans, unmatched } = applyOverrides([plan], rows);
      const missed = new Set(unmatched);
      for (const row of waiting) if (!missed.has(row)) waiting.delete(row);
      return plans[0] ?? plan;
    },
    issues() {
      return rows.flatMap((row) =>
        applyOverrides([], [row]).issues.filter(
          ({ code }) => code !== 'override-unmatched' || waiting.has(row),
        ),
      );
    },
  };
}
