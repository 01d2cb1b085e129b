/**
 * Shapes of lists in running text that hold more than one deed an item: numbered titles over dated bullets, and a list
 * of deeds over a list of their times. In: units in order; out: units whose items are the deeds.
 */
import type { Unit } from '../entries.ts';
import { kindOfMarker } from '../markers.ts';
import { peelTail } from '../tails.ts';
import { opensWithVerb } from '../verbs.ts';
import { countWords, hasTimeWords, isTimeCell } from '../words.ts';

const NUMBER = /^\(?\d{1,2}[.)]?$/;
/** Of the bullets under numbered titles so many must have a date of their own. */
const DATED = 0.3;
/** Of numbered titles over bullets that are deeds so many must say nothing of when: "Elections in 2027" may. */
const TITLES = 0.6;

/**
 * "3. A new depot" over "• Choose a site by May" and "• Open it in June 2027", or over bullets each of which is a deed:
 * these are the actions, the numbers count what they are for. Other lists come back as they are.
 */
export function promoteBullets(units: readonly Unit[]): readonly Unit[] {
  const numbered = units.filter(({ marker }) => NUMBER.test(marker));
  const bullets = units.filter(({ marker }) => marker !== '' && kindOfMarker(marker) === 'bullet');
  const dated = bullets.filter(({ passage }) => hasTimeWords(passage.text));
  const opensFirst = units.findIndex((unit) => unit.marker !== '') === units.indexOf(numbered[0] ?? NO_UNIT);
  const titles = numbered.filter(
    ({ passage }) => !hasTimeWords(passage.text) && peelTail(passage).cells.length === 0,
  );
  if (numbered.length === 0 || !opensFirst || bullets.length <= numbered.length) return units;
  const areDated =
    titles.length === numbered.length && dated.length >= 2 && dated.length >= bullets.length * DATED;
  const areDeeds = titles.length >= numbered.length * TITLES && areDeedsUnderTitles(units);
  if (!areDated && !areDeeds) return units;
  return units
    .filter((unit) => !numbered.includes(unit))
    .map((unit) => (unit.marker === '' ? unit : { ...unit, level: 0 }));
}

const PARAGRAPH_NUMBER = /^\(?\d{1,2}\.\d{1,2}\.?\)?$/;

/** Paragraphs that a paper numbers (4.1, 4.2) told apart from a list of deeds: most are sentences that open with no order. */
export function withoutNumbers(units: readonly Unit[]): readonly Unit[] {
  const isNumbered = ({ marker, passage }: Unit): boolean =>
    PARAGRAPH_NUMBER.test(marker) && countWords(passage.text) >= 5 && /[.:]$/.test(passage.text.trim());
  const numbered = units.filter((unit) => isNumbered(unit));
  const told = numbered.filter(({ passage }) => !opensWithVerb(passage.text));
  const all = units.filter(({ marker }) => PARAGRAPH_NUMBER.test(marker));
  if (numbered.length < 2 || numbered.length < all.length || told.length < numbered.length * 0.8)
    return units;
  return units.map((unit) => (isNumbered(unit) ? { ...unit, marker: '' } : unit));
}

const LONGEST_TITLE = 12;
/** Of the bullets under them so many must open with a verb: "Plan for rain" may be no deed by its looks. */
const DEEDS = 0.8;

/** Two numbered titles or more, none a sentence, each right over bullets that open with a verb. */
function areDeedsUnderTitles(units: readonly Unit[]): boolean {
  const isNumbered = (unit: Unit | undefined): boolean => unit !== undefined && NUMBER.test(unit.marker);
  const numbered = units.filter((unit) => isNumbered(unit));
  const items = units.filter((unit) => unit.marker !== '' && !isNumbered(unit));
  return (
    numbered.length >= 2 &&
    numbered.every(
      ({ passage }) => countWords(passage.text) <= LONGEST_TITLE && !/[.:;]$/.test(passage.text.trim()),
    ) &&
    units.every((unit, index) => !isNumbered(unit) || items.includes(units[index + 1] ?? NO_UNIT)) &&
    items.every(({ marker }) => kindOfMarker(marker) === 'bullet') &&
    items.filter(({ passage }) => opensWithVerb(passage.text)).length >= items.length * DEEDS
  );
}

const NO_UNIT: Unit = { marker: '', level: -1, passage: { text: '', pieces: [] } };

/** Deeds and, where a list of times stands below them, those times: one a deed, or one for all. */
export interface TimedList {
  deeds: Unit[];
  times: Unit[];
}

const LONGEST_TIME = 5;

/** The lists of deeds with the lists of their times; `null` where times stand nowhere as a list of their own. */
export function pairTimes(units: readonly Unit[]): TimedList[] | null {
  const lists: TimedList[] = [];
  for (const unit of units) {
    const last = lists.at(-1);
    if (isLoneTime(unit)) last?.times.push(unit);
    else if (last === undefined || last.times.length > 0) lists.push({ deeds: [unit], times: [] });
    else last.deeds.push(unit);
  }
  const fits = lists.every(({ deeds, times }) => {
    const items = deeds.filter(({ marker }) => marker !== '').length;
    return times.length === 0 || (items > 0 && (times.length === 1 || times.length === items));
  });
  return fits && lists.some(({ times }) => times.length > 0) ? lists : null;
}

function isLoneTime({ passage }: Unit): boolean {
  const text = passage.text.trim();
  return (
    countWords(text) <= LONGEST_TIME && isTimeCell(text) && /^\P{Ll}/u.test(text) && !SAYS_MORE.test(text)
  );
}

/** A deed however short: "Publish in May", "Review completed". */
const SAYS_MORE =
  /^(?!(?:by|in|from|end|early|mid|late|ongoing|on-going|completed?|done|tb[ac]|to be|spring|summer|autumn|winter|q[1-4]|quarter|month|annual|week|immediate|short|medium|long|within|before|after|next|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d))/i;
