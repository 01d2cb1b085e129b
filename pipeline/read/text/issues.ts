/** What is told of a text's lines: those too long to read, those taken for page furniture; and where an issue stands. */
import type { Issue, Table } from '../../model.ts';
import { type Line, longestLine } from './lines.ts';

/** Lines that were cut, and those left out as page numbers or running heads. */
export function findLineIssues(lines: readonly Line[]): Issue[] {
  const issues: Issue[] = [];
  for (const line of lines) {
    if (line.end - line.start <= longestLine) continue;
    issues.push({
      code: 'line-too-long',
      severity: 'error',
      message: `line ${line.number} has ${line.end - line.start} characters; only the first ${longestLine} were read`,
      place: [{ in: 'text', start: line.start, end: line.end, line: line.number }],
    });
  }
  const furniture = lines.filter((line) => line.kind === 'furniture');
  const [first] = furniture;
  if (first !== undefined) {
    issues.push({
      code: 'furniture-left-out',
      severity: 'info',
      message: `${furniture.length} lines taken for page numbers or running heads, the first "${first.text.trim().slice(0, 60)}"`,
      place: furniture
        .slice(0, 50)
        .map((line) => ({ in: 'text', start: line.start, end: line.end, line: line.number })),
    });
  }
  return issues;
}

/** True for an issue that stands in one of some stretches of lines, counted from 0, ends not included. */
export function isWithin({ place }: Issue, ranges: readonly { from: number; to: number }[]): boolean {
  const [span] = place ?? [];
  const line = span !== undefined && 'line' in span ? (span.line ?? 0) : 0;
  return ranges.some(({ from, to }) => line > from && line <= to);
}

/** A warning for a table whose columns are told by little, as the message says. */
export function unsureColumns({ place }: Table, message: string): Issue {
  return { code: 'unsure-columns', severity: 'warning', message, place };
}
