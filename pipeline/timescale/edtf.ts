/** ISO 8601-2 intervals (EDTF level 0): the form in which ranges are handed to other programs. */
import type { IsoDay } from '../model.ts';

/** `2024-03-01/2024-05-31`, `../2023-03-31`, `2024-04-01/..`; one day alone; empty when both ends are open. */
export function toEdtf(start: IsoDay | null, end: IsoDay | null): string {
  if (start === null && end === null) return '';
  return start === end ? (start ?? '') : `${start ?? '..'}/${end ?? '..'}`;
}
