/**
 * Shapes of lists in running text that hold more than one deed an item: numbered titles over dated bullets, and a list
 * of deeds over a list of their times. In: units in order; out: units whose items are the deeds.
 */
import type { Unit } from '../entries.ts';
import { kindOfMarker } from '../markers.ts';
import { peelTail } from '../tails.ts';
import { countWords, hasTimeWords, isTimeCell } from '../words.ts';

const NUMBER = /^\(?\d{1,2}[.)]?$/;
/** Of the bullets under numbered titles so many must have a date of their own. */
const DATED = 0.3;

/**
 * "3. A new depot" over "• Choose a site by May" and "• Open it in June 2027": the bullets are the deeds, the numbers
 * count what they are for. Other lists come back as they are.
 */
export function promoteDated(units: readonly Unit[]): readonly Unit[] {
  const numbered = units.filter(({ marker }) => NUMBER.test(marker));
  const bullets = units.filter(({ marker }) => marker !== '' && kindOfMarker(marker) === 'bullet');
  const dated = bullets.filter(({ passage }) => hasTimeWords(passage.text));
  const opensFirst = units.findIndex((unit) => unit.marker !== '') === units.indexOf(numbered[0] ?? NO_UNIT);
  const areTitles =
    numbered.length > 0 &&
    opensFirst &&
    numbered.every(({ passage }) => !hasTimeWords(passage.text) && peelTail(passage).cells.length === 0);
  if (!areTitles || bullets.length <= numbered.length) return units;
  if (dated.length < 2 || dated.length < bullets.length * DATED) return units;
  return units
    .filter((unit) => !numbered.includes(unit))
    .map((unit) => (unit.marker === '' ? unit : { ...unit, level: 0 }));
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
