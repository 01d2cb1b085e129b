/** Every month with every other, every joint, bound and way of writing a day, quarter or year: no pair is left to chance. */
import { describe, expect, it } from 'vitest';
import { MONTH_NAMES } from '../../pipeline/calendar.ts';
import { parseTimescale } from '../../pipeline/timescale/timescale.ts';

const MONTHS = MONTH_NAMES.map((name, index) => ({ number: index + 1, names: [name, name.slice(0, 3)] }));
const two = (number: number): string => String(number).padStart(2, '0');
const firstOf = (year: number, month: number): string => `${year}-${two(month)}-01`;
const lastOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** What a phrase of a plan of 10 February 2024 is read as. */
function read(phrase: string): string {
  const { kind, start, end } = parseTimescale(phrase, { planDate: '2024-02-10' });
  return `${phrase}: ${kind} ${start} ${end}`;
}

/** The phrases that are not read as the kind and days beside them. */
function misread(cases: Iterable<readonly [string, string, string | null, string | null]>): string[] {
  return [...cases]
    .filter(([phrase, kind, start, end]) => read(phrase) !== `${phrase}: ${kind} ${start} ${end}`)
    .map(([phrase]) => read(phrase));
}

const DAYS = MONTHS.flatMap(({ number, names: [name = '', short = ''] }) =>
  [1, 2, 3, 11, 22, 28].flatMap((day) => {
    const iso = `2025-${two(number)}-${two(day)}`;
    const ordinal = `${day}${{ 1: 'st', 2: 'nd', 3: 'rd', 22: 'nd' }[day] ?? 'th'}`;
    return [
      `${day} ${name} 2025`,
      `${ordinal} of ${name} 2025`,
      `${name} ${day}, 2025`,
      `${day} ${short} 25`,
      `${ordinal} ${short} 2025`,
      `${day}-${short}-25`,
      `${two(day)}-${short}-2025`,
      `${day}/${short}/2025`,
      `${two(day)}/${two(number)}/2025`,
      `${day}/${number}/25`,
      `${two(day)}.${two(number)}.25`,
      `Monday ${day} ${name} 2025`,
      iso,
    ].map((phrase) => [phrase, iso] as const);
  }),
);

function* periods(): Generator<readonly [string, string, string]> {
  for (const { number, names } of MONTHS) {
    const stem = `2025-${two(number)}`;
    for (const name of names) {
      yield [`${name} 2025`, firstOf(2025, number), lastOf(2025, number)];
      yield [`${name}-25`, firstOf(2025, number), lastOf(2025, number)];
      yield [`early ${name} 2025`, firstOf(2025, number), `${stem}-10`];
      yield [`mid-${name} 2025`, `${stem}-11`, `${stem}-20`];
      yield [`late ${name} 2025`, `${stem}-21`, lastOf(2025, number)];
    }
  }
  for (const year of ['2024/25', '2024-25', '2024/2025', 'FY 24/25', 'financial year 2024/25']) {
    yield [year, '2024-04-01', '2025-03-31'];
    for (const [index, month] of [4, 7, 10, 1].entries()) {
      const quarter = index + 1;
      const calendarYear = quarter === 4 ? 2025 : 2024;
      for (const phrase of [
        `Q${quarter} ${year}`,
        `Q${quarter} of ${year}`,
        `Quarter ${quarter}, ${year}`,
        `Q${quarter} (${year})`,
        `Q${quarter} - ${year}`,
        `${year} Q${quarter}`,
        `${['first', 'second', 'third', 'fourth'][index]} quarter of ${year}`,
      ])
        yield [phrase, firstOf(calendarYear, month), lastOf(calendarYear, month + 2)];
    }
  }
  yield ['Q3 of the 2024/25 financial year', '2024-10-01', '2024-12-31'];
  yield ['2024/25 financial year Q3', '2024-10-01', '2024-12-31'];
}

describe('two months', () => {
  it.each([' - ', '-', ' – ', '–', ' to ', '/', ' & ', ' and ', ' — '])('with “%s” between them', (joint) => {
    const pairs = MONTHS.flatMap((left) =>
      MONTHS.filter((right) => right !== left).flatMap((right) =>
        left.names.flatMap((name, form) => {
          const year = left.number < right.number ? 2025 : 2024;
          const ends = ['in', firstOf(year, left.number), lastOf(2025, right.number)] as const;
          return [
            [`${name}${joint}${right.names[form]} 2025`, ...ends] as const,
            [`${name} ${year}${joint}${right.names[form]} 2025`, ...ends] as const,
          ];
        }),
      ),
    );
    expect(misread(pairs)).toEqual([]);
  });
});

describe('a day', () => {
  it.each([
    ['', '', 'in'],
    ['By ', '', 'by'],
    ['No later than ', '', 'by'],
    ['Due ', '', 'by'],
    ['From ', '', 'from'],
    ['', ' onwards', 'from'],
  ])('after “%s”, before “%s”', (before, after, kind) => {
    const cases = DAYS.map(([phrase, day]) => {
      const [start, end] = [kind === 'by' ? null : day, kind === 'from' ? null : day];
      return [`${before}${phrase}${after}`, kind, start, end] as const;
    });
    expect(misread(cases)).toEqual([]);
  });

  it.each([
    ['1 April 2025', '31 March 2026'],
    ['01/04/25', '31/03/26'],
    ['1 Apr 25', '31 Mar 26'],
    ['01.04.2025', '31.03.2026'],
    ['April 1, 2025', 'March 31, 2026'],
  ])('%s to %s', (from, to) => {
    const cases = [' - ', '-', '–', ' to ', ' until '].flatMap((joint) =>
      ['', 'From '].map((lead) => [`${lead}${from}${joint}${to}`, 'in', '2025-04-01', '2026-03-31'] as const),
    );
    expect(misread(cases)).toEqual([]);
  });
});

describe('a month, a quarter, a financial year', () => {
  it.each([
    ['', '', 'in'],
    ['During ', '', 'in'],
    ['Planned for ', '', 'in'],
    ['By ', '', 'by'],
    ['Due date: ', '', 'by'],
    ['To be completed by ', '', 'by'],
    ['From ', '', 'from'],
    ['Commencing ', '', 'from'],
    ['', ' onwards', 'from'],
    ['', ' and ongoing', 'from'],
    ['', ', ongoing', 'from'],
  ])('after “%s”, before “%s”', (before, after, kind) => {
    const cases = [...periods()].map(([phrase, first, last]) => {
      const [start, end] = [kind === 'by' ? null : first, kind === 'from' ? null : last];
      return [`${before}${phrase}${after}`, kind, start, end] as const;
    });
    expect(misread(cases)).toEqual([]);
  });
});

describe('words that only look like a month', () => {
  it.each(['after the Pride march', 'may-be done', 'the June march'])('%s', (phrase) => {
    expect(parseTimescale(phrase, { planDate: '2024-02-10' }).kind).toBe('none');
  });
});
