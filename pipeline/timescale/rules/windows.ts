/**
 * Stretches counted in units: "within 6 months", "over the next 18 months", "in six weeks' time", "3–6 months",
 * "12 months" by itself. Of an event without a date ("within 4 weeks of the meeting") they have none.
 */
import { addDays, addMonths, isoDay, isRealDay } from '../../calendar.ts';
import type { IsoDay } from '../../model.ts';
import { anyOf, keyOf, MONTH, MONTHS, NUMBERS, numberOf, SEASON, valuesOf } from '../lexicon.ts';
import type { PeriodRule, Reading, Scan } from '../mention.ts';
import { fixed } from '../period.ts';

const source = String.raw;
const UNITS = valuesOf('unit');
/** The lower of two numbers, which says nothing of the end: "12 to 18 months". */
const LOW = source`(?:(?:\d{1,2}|six|nine|twelve|three)\s{0,3}(?:-|–|to)\s{0,3})?`;
const NUMBER = source`\d{1,3}|${anyOf(NUMBERS.keys())}`;
const UNIT = source`(?:calendar\s{1,3}|working\s{1,3})?(?:${anyOf([...UNITS.keys()])})(?![\w-])`;
/** What the count is from, where it is not the plan. */
const OF = source`(?:['’]?s?\s{1,3}time|\s{1,3}from\s{1,3}now|(?<of>\s{1,3}(?:of|after|from|following|post)\s{1,3}(?<anchor>(?:(?!\s(?:we|the\scouncil|officers|cabinet)\s)[^.;\n,()]){1,60})))?`;
const PLAN =
  /^(?:the |this |our )?(?:publication(?: date)?(?: of (?:the|this) (?:action )?(?:plan|report))?|(?:action )?plan(?: (?:being )?(?:approved|agreed|published|adopted|publication))?|(?:approval|adoption|agreement|date) of (?:the|this) (?:action )?plan|now|today)\s*$|^this (?:letter|response|reply|document|paper|report|statement|action plan)\s*$/i;

const DATED = new RegExp(
  source`^(?:the\s{1,3})?(?:(?:early|mid|late)[\s-])?(?:${MONTH}|${SEASON}|q\s?[1-4]|\d)`,
  'i',
);

/** Rules for counted stretches. */
export const windowRules: PeriodRule[] = [
  {
    name: 'within',
    sample: 'within 6 months',
    signs: ['unit'],
    pattern: new RegExp(
      source`within\s{1,3}(?:the\s{1,3}|a\s{1,3}further\s{1,3})?(?:next\s{1,3}|first\s{1,3}|coming\s{1,3})?(?:${LOW}(?<count>${NUMBER})\s{0,3}-?)?(?<unit>${UNIT})(?:\s{1,3}(?<count2>${NUMBER})\s{1,3}(?<unit2>${UNIT}))?(?:\s{1,3}(?<count3>${NUMBER})\s{1,3}(?<unit3>${UNIT}))?${OF}`,
      'i',
    ),
    read: (groups, scan) => counted(groups, scan, (from, to) => ({ start: null, end: to, from })),
  },
  {
    name: 'over-the-next',
    sample: 'over the next 18 months',
    signs: ['unit'],
    pattern: new RegExp(
      source`(?:(?:over|in|during|for|across|throughout)\s{1,3})?(?:the\s{1,3})?(?:(?:next|coming|following)\s{1,3}${LOW}(?<count>${NUMBER})|(?<countFirst>\d{1,2}|two|three|four|five|six)\s{1,3}next)\s{1,3}(?<unit>${UNIT})`,
      'i',
    ),
    read: (groups, scan) => {
      const count = groups['count'] ?? groups['countFirst'];
      return counted({ ...groups, count }, scan, (from, to) => ({ start: from, end: to, from }));
    },
  },
  {
    name: 'coming-year',
    sample: 'over the coming year',
    signs: ['unit'],
    pattern:
      /(?:over|in|during|across|throughout)\s{1,3}the\s{1,3}(?:next|coming|following)\s{1,3}(?<unit>year|month|week)(?!\w|['’]|\s{1,3}after)/i,
    read: ({ unit }, scan) =>
      counted({ count: 'one', unit }, scan, (from, to) => ({ start: from, end: to, from })),
  },
  {
    name: 'in-units',
    sample: 'in six weeks',
    signs: ['unit'],
    pattern: new RegExp(
      source`in\s{1,3}(?:about\s{1,3}|around\s{1,3})?(?<count>${NUMBER})\s{1,3}(?<unit>${UNIT})${OF}`,
      'i',
    ),
    read: (groups, scan) => counted(groups, scan, (from, to) => ({ start: to, end: to, from })),
  },
  {
    name: 'units-after',
    sample: '3 months after the review',
    signs: ['unit'],
    pattern: new RegExp(
      source`(?<count>${NUMBER})\s{1,3}(?<unit>${UNIT})\s{1,3}(?:later|from\s{1,3}now|(?<of>(?:of|after|from|following|post)\s{1,3}(?<anchor>[^.;\n,()]{1,60})))`,
      'i',
    ),
    read: (groups, scan) => {
      // "for 12 months from April 2026": the date says when it begins.
      if (/^from\s/i.test(groups['of'] ?? '') && DATED.test(groups['anchor'] ?? '')) return null;
      if (/^of /i.test(groups['of'] ?? '') || (groups['unit'] ?? '').toLowerCase() === 'day') return null;
      return counted(groups, scan, (from, to) => ({ start: to, end: to, from }));
    },
  },
  {
    name: 'units-range',
    sample: '3–6 months',
    signs: ['digit', 'unit'],
    pattern: new RegExp(
      source`(?<low>\d{1,2})\s{0,3}(?:${UNIT}\s{0,3})?(?:-|–|to)\s{0,3}(?<high>\d{1,2})\s{0,3}(?<unit>${UNIT})`,
      'i',
    ),
    read: ({ low, high, unit }, scan) => {
      if (!isAlone(scan) || scan.reference === null) return null;
      const first = later(scan.reference.first, Number(low), unit);
      const last = later(scan.reference.first, Number(high), unit);
      return first > last
        ? null
        : { period: fixed(first, last, 'range'), sort: 'relative', basis: 'inferred' };
    },
  },
  {
    name: 'units-over',
    sample: '12+ months',
    signs: ['unit'],
    pattern: new RegExp(
      source`(?:(?:over|more\s{1,3}than|beyond|>)\s{0,3}(?<more>${NUMBER})|(?<plus>\d{1,2})\s{0,2}\+|(?<count>\d{1,2}))\s{0,3}(?<unit>${UNIT})(?<tail>\s{0,2}(?:\+|plus|or\s{1,3}more|and\s{1,3}(?:over|beyond|above)))?`,
      'i',
    ),
    read: (groups, scan) => {
      const count =
        groups['more'] ?? groups['plus'] ?? (groups['tail'] === undefined ? undefined : groups['count']);
      if (count === undefined || !isAlone(scan)) return null;
      const read = counted({ ...groups, count }, scan, (from, to) => ({ start: to, end: to, from }));
      return read?.period.type === 'fixed' ? { ...read, period: { ...read.period, end: null } } : null;
    },
  },
  {
    name: 'units',
    sample: '12 months',
    signs: ['unit'],
    pattern: new RegExp(
      source`(?:(?:up\s{1,3}to|under|less\s{1,3}than|<)\s{0,3})?(?<count>${NUMBER})\s{0,3}-?\s{0,3}(?<unit>${UNIT})`,
      'i',
    ),
    read: (groups, scan) =>
      isAlone(scan) ? counted(groups, scan, (from, to) => ({ start: null, end: to, from })) : null,
  },
];

interface Counted {
  start: IsoDay | null;
  end: IsoDay;
  from: IsoDay;
}

function counted(
  groups: Readonly<Record<string, string | undefined>>,
  scan: Scan,
  place: (from: IsoDay, to: IsoDay) => Counted,
): Reading | null {
  const anchor = groups['anchor'];
  const event = anchor === undefined ? undefined : dayOfEvent(anchor, scan);
  if (anchor !== undefined && !PLAN.test(anchor) && event === undefined) {
    return { period: fixed(null, null, 'none'), sort: 'relative', flags: ['relative-to-event'] };
  }
  const first = event ?? scan.reference?.first;
  if (first === undefined) return null;
  let to = first;
  for (const [count, unit] of [
    [groups['count'], groups['unit']],
    [groups['count2'], groups['unit2']],
    [groups['count3'], groups['unit3']],
  ]) {
    if (unit === undefined) continue;
    const number = count === undefined ? 1 : numberOf(count);
    if (number === null) return null;
    to = later(to, number, unit);
  }
  const { start, end } = place(first, to);
  const flags = event === undefined ? [] : ['event-of-plan'];
  return { period: fixed(start, end, 'range'), sort: 'relative', basis: 'inferred', flags };
}

const CHALLENGE =
  /^(?:the |this |our |its )?(?:(?:lga|corporate|20\d\d) ){0,3}(?:peer (?:challenge|review)|cpc|(?:peer |site )visit)(?: visit)?\s*$/i;
const ON_DAY = new RegExp(
  source`\b(?:on\s{1,3})?(?<day>\d{1,2})(?:st|nd|rd|th)?\s{1,3}(?<month>${MONTH})\s{1,3}(?<year>20\d\d)\s*$`,
  'i',
);

/** The day an event is counted from: the challenge's last, or that of "the elections on 7 May 2026". */
function dayOfEvent(anchor: string, { events }: Scan): IsoDay | undefined {
  if (CHALLENGE.test(anchor)) return events['challenge']?.[1];
  const { day, month, year } = ON_DAY.exec(anchor)?.groups ?? {};
  const number = MONTHS.get(keyOf(month ?? '')) ?? 0;
  return isRealDay(Number(year), number, Number(day)) ? isoDay(Number(year), number, Number(day)) : undefined;
}

/** The day so many units later. */
export function later(day: IsoDay, count: number, unit: string | undefined): IsoDay {
  const name = UNITS.get(keyOf((unit ?? '').replace(/^(?:calendar|working)\s+/i, ''))) ?? 'day';
  if (name === 'day') return addDays(day, /^working/i.test(unit ?? '') ? Math.ceil((count * 7) / 5) : count);
  if (name === 'week') return addDays(day, 7 * count);
  return addMonths(day, count * { month: 1, quarter: 3, year: 12 }[name as 'month' | 'quarter' | 'year']);
}

/** True where the words are all there is but marks and a label: "Timescale: 6 months.". */
function isAlone({ text, start, end }: Scan): boolean {
  return (
    /^[\s(]*(?:[a-z]{1,12}(?: [a-z]{1,12})?\s?:\s*)?(?:(?:short|medium|long|immediate|quick)(?:[\s-](?:term|wins?))?\s?[(:–-]\s?)?(?:by\s+)?$/i.test(
      text.slice(0, start),
    ) && /^[\s).]*$/.test(text.slice(end))
  );
}
