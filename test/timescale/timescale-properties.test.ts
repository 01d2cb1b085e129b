/** What holds for any text: order of days, white space and case, ranges that come back, no exception. */
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { MONTH_NAMES, addDays, partsOf } from '../../pipeline/calendar.ts';
import { normaliseTimescale, parseTimescale } from '../../pipeline/timescale/timescale.ts';
import { CASE_LEGEND, phraseFiles, readCases, shown } from './case-files.ts';

const phrases = phraseFiles()
  .flatMap((file) => readCases(`cases/${file}`))
  .map(({ phrase = '', plan = '' }) => ({ phrase, plan }));
const PIECES =
  "by|from|end of|early|March|2024|2024/25|Q3|spring|–|/|and|ongoing|TBC|31/12/24|within 6 months|then|quarterly|completed|(|)|May|12|'25|week commencing|next|year|\n|short term";
const pieces = fc.constantFrom(...PIECES.split('|'));
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(pieces, { maxLength: 9 }).map((words) => words.join(' ')),
);
const anyDay = fc.integer({ min: 0, max: 7300 }).map((days) => addDays('2015-01-01', days));

function dayName(day: string): string {
  const { year, month, day: dayOfMonth } = partsOf(day);
  return `${dayOfMonth} ${MONTH_NAMES[month - 1]} ${year}`;
}

/** Which ends each kind has: `11` both, `01` the last only. A done thing may have any. */
const ENDS: Record<string, string[]> = {
  by: ['01'],
  from: ['10'],
  in: ['11'],
  ongoing: ['00'],
  tbc: ['00'],
  none: ['00'],
  done: ['00', '01', '10', '11'],
};

describe('any text', () => {
  it('never throws, starts no later than it ends, and has the ends of its kind', () => {
    fc.assert(
      fc.property(anyText, anyDay, (text, plan) => {
        const { kind, start, end } = parseTimescale(text, { planDate: plan, legend: CASE_LEGEND });
        expect(ENDS[kind]).toContain(`${start === null ? 0 : 1}${end === null ? 0 : 1}`);
        expect((start ?? '') <= (end ?? '9999')).toBe(true);
      }),
      { numRuns: 800 },
    );
  });

  it('keeps its expressions inside the text and answers the same again', () => {
    fc.assert(
      fc.property(anyText, anyDay, (text, plan) => {
        const parsed = parseTimescale(text, { planDate: plan });
        expect(parsed.expressions.map(({ span }) => text.slice(...span))).toEqual(
          parsed.expressions.map((one) => one.text),
        );
        expect(parseTimescale(text, { planDate: plan })).toEqual(parsed);
      }),
      { numRuns: 300 },
    );
  });
});

describe('known phrases', () => {
  it('mean the same in capitals and with other white space', () => {
    for (const { phrase, plan } of phrases) {
      const context = { planDate: plan, legend: CASE_LEGEND };
      const plain = shown(normaliseTimescale(phrase, context));
      expect([phrase, shown(normaliseTimescale(phrase.toUpperCase(), context))]).toEqual([phrase, plain]);
      expect([phrase, shown(normaliseTimescale(phrase.toLowerCase(), context))]).toEqual([phrase, plain]);
      expect([phrase, shown(normaliseTimescale(`  ${phrase.replaceAll(' ', '  ')} `, context))]).toEqual([
        phrase,
        plain,
      ]);
    }
  });
});

describe('the time zone', () => {
  const home = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = home;
  });

  it('changes nothing', () => {
    const readAll = (zone: string) => {
      process.env['TZ'] = zone;
      return phrases.map(({ phrase, plan }) => shown(normaliseTimescale(phrase, { planDate: plan })));
    };
    const plain = readAll('UTC');
    expect(new Date(2024, 0, 1).getTimezoneOffset()).toBe(0);
    expect(readAll('America/Los_Angeles')).toEqual(plain);
    expect(new Date(2024, 0, 1).getTimezoneOffset()).toBe(480);
    expect(readAll('Pacific/Auckland')).toEqual(plain);
  });
});

describe('a range written out', () => {
  it('comes back', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(900), anyDay, (start, length, plan) => {
        const end = addDays(start, length);
        const context = { planDate: plan };
        const want = shown({ kind: 'in', start, end });
        expect(shown(normaliseTimescale(`${dayName(start)} to ${dayName(end)}`, context))).toBe(want);
        expect(shown(normaliseTimescale(`from ${start} to ${end}`, context))).toBe(want);
        expect(shown(normaliseTimescale(`by ${dayName(end)}`, context))).toBe(`by - ${end}`);
        expect(shown(normaliseTimescale(`from ${dayName(start)}`, context))).toBe(`from ${start} -`);
      }),
      { numRuns: 300 },
    );
  });
});
