/** Floors of what is measured beside judgements by hand (data/gold/judged.csv): the figures that the Method page shows. */
import { parseCsv } from '../../pipeline/csv.ts';
import { readDataText } from '../../pipeline/data-files.ts';

/** The floor of a field, 0 to 1; throws for a field without one. */
export function judgedFloor(field: string): number {
  return Number(rowOf(field)['score']);
}

/** What a field was measured on, in words. */
export function judgedOn(field: string): string {
  return rowOf(field)['on'] ?? '';
}

function rowOf(field: string): Record<string, string> {
  const row = parseCsv(readDataText('gold/judged.csv')).find((one) => one['field'] === field);
  if (row === undefined) throw new Error(`no floor for ${field} in data/gold/judged.csv`);
  return row;
}
