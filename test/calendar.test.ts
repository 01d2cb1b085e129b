import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  isRealDay,
  lastDayOfMonth,
  MONTH_PATTERN,
  weekdayOf,
} from '../pipeline/calendar.ts';

describe('calendar', () => {
  it('keeps to real days', () => {
    expect(lastDayOfMonth(2024, 2)).toBe(29);
    expect(lastDayOfMonth(2023, 2)).toBe(28);
    expect(isRealDay(2023, 2, 29)).toBe(false);
    expect(isRealDay(2023, 13, 1)).toBe(false);
  });

  it('knows months by their names, whole and cut', () => {
    const month = new RegExp(`^(?:${MONTH_PATTERN})$`, 'i');
    for (const name of ['January', 'jan', 'May', 'Jun', 'JULY', 'Sep', 'Sept', 'september', 'dec'])
      expect(name).toMatch(month);
    for (const word of ['ma', 'marc', 'mayor', 'junior', 'octo', '']) expect(word).not.toMatch(month);
  });

  it('adds over month and year ends', () => {
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-03-15', -4)).toBe('2023-11-15');
  });

  it('counts days and weekdays whatever the time zone', () => {
    expect(daysBetween('2024-03-30', '2024-04-01')).toBe(2);
    expect(weekdayOf('2026-03-09')).toBe(1);
    expect(weekdayOf('2026-03-15')).toBe(7);
  });
});
