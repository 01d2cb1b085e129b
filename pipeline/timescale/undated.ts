/** Words for time that name no date: ongoing, to be confirmed, as soon as possible, monthly, every six months. */
import { readLexicon } from '../data-files.ts';
import { MONTH, NUMBERS, SEASON, anyOf, keyOf, numberOf, phraseFinder, valuesOf } from './lexicon.ts';

/** `vague`: no date can be had from it (immediately, in due course, not applicable). */
export type UndatedClass = 'ongoing' | 'tbc' | 'vague' | 'frequency';

/** Undated words and their place `[start, end)`. */
export interface Undated {
  start: number;
  end: number;
  sort: UndatedClass;
  frequency: string;
  /** Weak words count only by themselves or before what recurs. */
  weak: boolean;
}

const source = String.raw;
const rows = new Map(
  readLexicon('lexicon/timescale-undated.tsv').map((row) => [keyOf(row['words'] ?? ''), row]),
);
const findWords = phraseFinder(rows.keys());
const COUNT = anyOf(NUMBERS.keys());
const WEEKDAY = anyOf([...valuesOf('weekday').keys()].filter((name) => name.length > 5));
const UNIT = anyOf(valuesOf('unit').keys());
/** "every 3 months", "6-monthly", "each September", "twice a term". */
const MAY_RECUR = /each|every|once|twice|times|\dx|(?:week|month|year)ly/i;
const EVERY = new RegExp(
  source`(?<![A-Za-z\d])(?:(?:every|each)\s{1,3}(?:(?<count>\d{1,2}|${COUNT})\s{1,3})?(?<unit>${UNIT})|(?:every|each)\s{1,3}(?:(?:early|late)\s{1,3})?(?<month>${MONTH}|${SEASON}|${WEEKDAY})|(?:every|each)\s{1,3}(?:[A-Za-z]+\s{1,3}){0,2}(?:meeting|cycle)|(?:(?<=\b(?:to|at|for|before)\s{1,3})|(?<=^\s{0,3})(?=[^,.;]{5,60}$))(?:every|each)\s{1,3}(?!parish|town|district|constituent|county|member|partner|neighbour|borough)(?:[A-Za-z]+\s{1,3}){0,2}(?:committee|cabinet|council|board)|(?<number>\d{1,2}|${COUNT})[\s-]{1,3}(?<adverb>weekly|monthly|yearly)|(?:once|twice|three times|four times|\dx)\s{1,3}(?:a|per|each)\s{1,3}(?<per>${UNIT}|term|cycle))(?![A-Za-z\d])`,
  'gi',
);
/** A noun that "ongoing" and the like belong to: "ongoing costs" says nothing of when. */
const ATTRIBUTE =
  /^[\s-]{1,3}(?!(?:and|or|as|with|by|for|from|to|until|throughout|via|at|in|on|but|work|process|basis|programme|commitment|activity|review|monitoring|challenge|since|through|over|during|see|subject|commitments|updates?|improvement|delivery|implementation|now|where|we|this|the|is|are|has|action|task|engagement|dialogue|development|priority|requirement|area)\b)[A-Za-z]/i;
const RECURS =
  /^\s*(?:$|[^A-Za-z\s])|^\s+(?:programme|review|report(?=\s*$)|reports|reporting|update|updates|refresh|survey|cycle|training|basis|meetings?|process|assessment|reviews|event|events|refresher|conference|exercise|audit|appraisals?|and|or|by|in|at|to|for|as|from|thereafter|via|through|with|reset|briefings?|catch|check|contact|engagement|communication|communications|dialogue|items?|agenda)\b/i;

/** Every undated word or phrase of a text that stands for a time, in order, none inside another; `isDate` tells
 * whether a date's words stand at an index. */
export function findUndated(text: string, isDate: (index: number) => boolean): Undated[] {
  const found: Undated[] = [];
  for (const match of MAY_RECUR.test(text) ? text.matchAll(EVERY) : []) {
    // Election cycles are no times of an action.
    const end = match.index + match[0].length;
    if (isCycle(text, match.index, end)) continue;
    const frequency =
      match.groups?.['per'] === undefined ? everyOf(match.groups ?? {}) : match[0].toLowerCase();
    found.push({ start: match.index, end, sort: 'frequency', frequency, weak: false });
  }
  for (const { index, end, words } of findWords(text)) {
    const row = rows.get(keyOf(words)) ?? {};
    const sort = row['class'] as UndatedClass;
    const after = text.slice(end, end + 30);
    if (sort === 'frequency' && isCycle(text, index, end)) continue;
    const opens = /^[\s(]*$/.test(text.slice(0, index));
    const whole = opens && text.length < end + 30 && /^[\s.)]*$/.test(after);
    const gap = /^\s*/.exec(after)?.[0].length ?? 0;
    const dateNext = /^(?:on|continu)/i.test(words) && isDate(end + gap);
    // "Annual – July" says how often as plainly as "Annually".
    const heads = opens && /^\s{0,3}[-–—:;,(]/.test(after);
    const before = text.slice(Math.max(0, index - 24), index);
    if (!whole && !dateNext && !heads && !stands(sort, words, row, after, before)) continue;
    const weak = row['strength'] === 'weak' && !whole && !heads;
    found.push({ start: index, end, sort, frequency: row['frequency'] ?? '', weak });
  }
  return withoutOverlap(found);
}

/** "One in each quarter of the city" is a place. */
const PLACE =
  /^\s{1,3}of\s{1,3}(?:the|our)\s{1,3}(?:city|town|borough|district|county|council|area|region|island|parish|estate|market)\b/i;

/** "Four-yearly elections", "elections held every four years", "the three-yearly settlement". */
function isCycle(text: string, start: number, end: number): boolean {
  return (
    /elections?(?:\s{1,3}(?:are|being|be|held|take|taking|place|only|once)){0,3}\s{1,3}$/i.test(
      text.slice(Math.max(0, start - 40), start),
    ) ||
    (/quarters?$/i.test(text.slice(start, end)) && PLACE.test(text.slice(end, end + 30))) ||
    /^[\s-]{1,3}(?:(?:all[\s-]out|whole[\s-]council|local|council|borough|district|city|mayoral|parish)[\s-]{1,3}){0,2}(?:elections?|electoral|elected|ballots?|settlements?|terms? of office|voting)\b/i.test(
      text.slice(end, end + 50),
    )
  );
}

function stands(
  sort: UndatedClass,
  words: string,
  row: Record<string, string>,
  after: string,
  before: string,
): boolean {
  const key = keyOf(words);
  if (sort === 'vague')
    return (
      !/^(?:na|none|nil|soon|urgent|immediate)$/.test(key) &&
      !/^[\s-]{1,3}[A-Za-z]/.test(
        after.replace(/^[\s-]+(?:and|or|to|following|after|once|but|then|with)\b.*/s, ''),
      )
    );
  if (sort === 'tbc')
    return (
      !/^(?:unknown|to be (?:set|established|identified|developed|agreed))$/.test(key) ||
      !/^\s+(?:up|the|a|that)\b/i.test(after)
    );
  if (sort === 'frequency') {
    if (row['strength'] === 'weak') return RECURS.test(after) && !/^daily$/.test(key);
    return !/^monthly\s+(?:salary|rent|cost)/i.test(key + after);
  }
  if (
    /^(?:throughout|always|constant|constantly|permanent|rolling|embed|embedded|continued|continuing|everyday|day to day|long standing|continual|continuous)$/.test(
      key,
    )
  )
    return before.trim() === '' && /^\s*(?:$|[^A-Za-z\d\s])/.test(after);
  if (/^(?:to continue|will continue|continues)$/.test(key)) return /^\s*(?:$|[.;,)])/.test(after);
  return !ATTRIBUTE.test(after) || /(?:is|are|remains?|and|then)\s+$/i.test(before);
}

function everyOf(groups: Record<string, string | undefined>): string {
  const month = groups['month'];
  if (month !== undefined) return `every ${month.toLowerCase()}`;
  if (groups['unit'] === undefined && groups['adverb'] === undefined) return 'regular';
  const unit =
    valuesOf('unit').get(keyOf(groups['unit'] ?? '')) ??
    (groups['adverb'] ?? '').toLowerCase().replace('ly', '');
  const count = numberOf(groups['count'] ?? groups['number'] ?? '');
  return count === null || count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

function withoutOverlap(found: Undated[]): Undated[] {
  const kept: Undated[] = [];
  for (const one of found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
