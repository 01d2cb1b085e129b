/** Words beside a period that close or open it: by, before, until; from, since, commencing; onwards, and ongoing. */
import { readLexicon } from '../../data-files.ts';
import { anyOf, keyOf, valuesOf } from '../lexicon.ts';
import type { Bound, Mention, Scan } from '../mention.ts';

const source = String.raw;
const rows = readLexicon('lexicon/timescale-bounds.tsv');
const table = (side: string): Map<string, Bound> =>
  new Map(
    rows
      .filter((row) => row['side'] === side)
      .map((row) => [keyOf(row['words'] ?? ''), row['bound'] as Bound]),
  );
const WEEKDAY = source`(?:${anyOf(valuesOf('weekday').keys())})`;
const BEFORE = table('before');
const AFTER = table('after');
/** An hour between the bound and its day: "by noon on", "ends at 5.30pm on Friday". */
const HOUR = source`(?:at\s{1,3})?(?:(?:12\s{1,2})?(?:noon|midday|midnight)|\d{1,2}(?:[:.]\d\d)?\s{0,2}[ap]\.?m\.?|\d{1,2}[:.]\d\d(?:\s{0,2}hrs)?|close\s{1,3}of\s{1,3}(?:play|business)|cob|cop|the\s{1,3}end\s{1,3}of\s{1,3}(?:the\s{1,3}day|play)),?\s{1,3}(?:on\s{1,3})?`;
const LEADING = new RegExp(
  source`(?:^|[^A-Za-z\d])(?<!\bre-|\bin\s{1,3}(?=post\b))(?<word>${anyOf(BEFORE.keys())})[\s:–-]{0,7}(?:${HOUR})?(?:${WEEKDAY},?\s{1,3})?(?:the\s{1,3}|next\s{1,3}|new\s{1,3}|forthcoming\s{1,3}|upcoming\s{1,3}|around\s{1,3}|about\s{1,3}|circa\s{1,3}|at\s{1,3}least\s{1,3}|approximately\s{1,3}|early\s{1,3}in\s{1,3}|date\s{0,2}:?\s{1,3}|year\s{1,3}|\(\s{0,2}){0,2}$`,
  'i',
);
const TRAILING = new RegExp(
  source`^[\s,;:./–-]{0,7}(?:budgets?\s{1,3}(?=onwards?|and\s{1,3}(?:onwards?|beyond)))?(?<word>${anyOf(AFTER.keys())})(?=$|[^A-Za-z\d])`,
  'i',
);
/** "By Full Council in July", "In time for Annual Council, 20 May", "By the close of the survey (12 June)", "Now – July"; not "approved by Council in July". */
const OPENING =
  /(?:^\s{0,3}|[:;(]\s{0,3})(?<words>by\s{1,3}(?:the\s{1,3})?(?:[a-z&']{2,20}\s{1,3}){0,3}[a-z&']{2,20},?\s{1,3}(?:(?:in|on|at)\s{1,3})?|(?:in\s{1,3}time\s{1,3}for|ready\s{1,3}for|before|prior\s{1,3}to|ahead\s{1,3}of)\s{1,3}(?:the\s{1,3})?(?:[a-z&']{2,20}\s{1,3}){0,3}[a-z&']{2,20}(?:,\s{1,3}|\s{1,3}(?:in|on|at)\s{1,3})|by\s{1,3}(?:[a-z&']{1,20}\s{1,3}){1,9}\(\s{0,3}|(?:now|immediate|immediately|present|today)\s{0,3}[-–—]\s{0,3})$/i;
/** "Commencing with the annual meeting in May": what it begins with has its own date. */
const BEGINNING =
  /(?:^|[^A-Za-z])(?<words>(?:commencing|starting|beginning|commences|starts|begins)\s{1,3}(?:with|at|from)\s{1,3}(?:the\s{1,3})?(?:[a-z&'’]{2,20}\s{1,3}){1,5}(?:in|on|at)\s{1,3})$/i;
/** "(extended from 31 December)" names the date that no longer counts. */
const EXTENDED =
  /(?:extended|moved|revised|slipped|changed|rescheduled|delayed|deferred|postponed|amended|(?:pushed|put|moved)\s{1,3}back|brought\s{1,3}forward)\s{1,3}from\s{1,3}(?:the\s{1,3}(?:end\s{1,3}of\s{1,3})?)?$/i;
const FEEDS = new Set(['in time for', 'to inform', 'to feed into', 'in readiness for', 'in preparation for']);
const MEETING =
  /^\s{1,3}(?:full\s{1,3})?(?:cabinet|council|committee|meeting|board|executive|scrutiny|assembly|panel|forum)\b/i;
/** "June 2025; forward plan": nothing but a mark may follow these. */
const ALONE_AFTER = /^forwards?$/i;
/** "March 2024 start", "ongoing costs": a noun follows, so the word is no bound. */
const NOUN_AFTER =
  /^\s+(?:costs?|work|monitoring|programme|support|training|development|review|engagement|date|with|for|until|to|from|since|throughout|during|in|as)\b/i;

/** Reads the bound of each mention and takes its words into the mention's place. */
export function readBounds(mentions: Mention[], scan: Scan): Mention[] {
  return mentions.map((mention, index) => {
    if (mention.bound !== 'none') return mention;
    const last = mentions[index - 1];
    const isDated = last !== undefined && isDatedEvent(last, mention, scan.text);
    const floor = mentions[isDated ? index - 2 : index - 1]?.end ?? 0;
    const roof = mentions[index + 1]?.start ?? scan.text.length;
    const after = scan.text.slice(mention.end, roof);
    return trailing(leading(mention, scan.text.slice(floor, mention.start), after), after);
  });
}

/** "By Annual Council in May 2025": the stated date says when the event is. */
function isDatedEvent(event: Mention, date: Mention, text: string): boolean {
  return (
    event.sort === 'event' &&
    date.sort === 'date' &&
    /^,?\s{1,3}(?:(?:in|on|at)\s{1,3})?$/i.test(text.slice(event.end, date.start))
  );
}

function leading(mention: Mention, before: string, after: string): Mention {
  const opening = OPENING.exec(before.slice(-120))?.groups?.['words'];
  if (opening !== undefined && !(opening.includes(',') && mention.joined === 'to')) {
    return {
      ...mention,
      start: mention.start - opening.length,
      bound: 'by',
      rules: [...mention.rules, 'by'],
    };
  }
  const begun = BEGINNING.exec(before.slice(-120))?.groups?.['words'];
  if (begun !== undefined)
    return {
      ...mention,
      start: mention.start - begun.length,
      bound: 'from',
      rules: [...mention.rules, 'from'],
    };
  const match = LEADING.exec(before.slice(-72));
  const word = match?.groups?.['word'];
  if (match === null || word === undefined) return mention;
  const bound = BEFORE.get(keyOf(word)) ?? 'none';
  if (bound === 'from' && EXTENDED.test(before))
    return { ...mention, flags: [...mention.flags, 'superseded'] };
  // "in time for the 2026/27 budget" is before that year; "in time for June Cabinet" is June.
  if (bound === 'before' && FEEDS.has(keyOf(word)) && mention.period.granularity !== 'year') return mention;
  // "to the September Cabinet" names a meeting, not a deadline.
  if (keyOf(word) === 'to' && MEETING.test(after)) return mention;
  const start = mention.start - (match[0].length - match[0].indexOf(word));
  if (mention.joined === 'to' || (mention.joined === 'and' && bound === 'from')) {
    // "from X to Y" and "until" a range say no more than the range, unless a deadline is meant by its end.
    if (bound === 'from' || bound === 'after' || keyOf(word) === 'to')
      return { ...mention, start, rules: [...mention.rules, 'range'] };
  }
  if (mention.sort === 'term' && keyOf(word) === 'to') return mention;
  if (mention.joined === 'to' && keyOf(word) === 'due') return mention;
  return { ...mention, start, bound, rules: [...mention.rules, bound] };
}

function trailing(mention: Mention, after: string): Mention {
  const match = TRAILING.exec(after.slice(0, 40));
  const word = match?.groups?.['word'];
  if (match === null || word === undefined || NOUN_AFTER.test(after.slice(match[0].length))) return mention;
  if (ALONE_AFTER.test(word) && /^\s{0,3}[a-z]/i.test(after.slice(match[0].length))) return mention;
  const bound = AFTER.get(keyOf(word)) ?? 'none';
  // A new line before "Ongoing" starts another entry, except after a mark or an "and".
  if (/\n/.test(match[0])) return mention;
  return { ...mention, end: mention.end + match[0].length, bound, rules: [...mention.rules, keyOf(word)] };
}
