/**
 * A register of plans: a CSV with a line for each document and what is known of it beforehand.
 * Columns: `file` (a path from the register's folder) or `url`; `council`, `gss`, `kind`, `plan_date`,
 * `review_date`, `note`. Further columns are left alone.
 */
import { dirname, resolve } from 'node:path';
import { parseCsv, parseCsvRows } from '../csv.ts';
import type { Issue, PlanKind, SourceFacts } from '../model.ts';

/** One document to read: where its bytes are, and the facts the register gives about it. */
export interface Source {
  /** As the user or the register wrote it; unique within a run. */
  name: string;
  /** Absolute path of the file. */
  path: string;
  /** Address of the original for links; empty when only a file is known. */
  url: string;
  facts: SourceFacts;
}

const KINDS: readonly PlanKind[] = [
  'action-plan',
  'progress-update',
  'covering-report',
  'review-report',
  'other',
];

/** True for CSV text whose header names a `file` or `url` column and a `council` column. */
export function isRegister(text: string): boolean {
  const line = text.slice(0, 2000).split(/\r?\n/, 1)[0] ?? '';
  try {
    const header = (parseCsvRows(line)[0] ?? []).map((cell) => cell.trim().toLowerCase());
    return header.includes('council') && (header.includes('file') || header.includes('url'));
  } catch {
    return false;
  }
}

/**
 * The documents a register lists. A line that cannot be used becomes an issue with its number and is left out;
 * a date or kind that is not understood becomes an issue and only that fact is left out.
 */
export function parseRegister(text: string, registerPath: string): { sources: Source[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const sources: Source[] = [];
  parseCsv(text).forEach((record, index) => {
    const doubt = (code: string, message: string) =>
      issues.push({ code, severity: 'warning', message: `${registerPath} line ${index + 2}: ${message}`, place: null });
    const file = record['file']?.trim() ?? '';
    if (file === '') {
      doubt('register-line-without-file', 'no file named');
      return;
    }
    const facts: SourceFacts = { name: file };
    const council = record['council']?.trim();
    if (council) facts.council = council;
    const gss = record['gss']?.trim();
    if (gss) facts.gss = gss;
    const kind = record['kind']?.trim();
    if (kind) {
      const known = KINDS.find((name) => name === kind);
      if (known) facts.kind = known;
      else doubt('register-unknown-kind', `unknown kind: ${kind}`);
    }
    for (const [column, fact] of [
      ['plan_date', 'planDate'],
      ['review_date', 'reviewDate'],
    ] as const) {
      const date = record[column]?.trim();
      if (!date) continue;
      if (/^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/.test(date)) facts[fact] = date;
      else doubt('register-unknown-date', `${column} is not YYYY-MM or YYYY-MM-DD: ${date}`);
    }
    sources.push({ name: file, path: resolve(dirname(registerPath), file), url: record['url']?.trim() ?? '', facts });
  });
  return { sources, issues };
}
