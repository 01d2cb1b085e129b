/** A stretch of words that names a period, on its way through the engine's parsers and refiners. */
import type { Period } from './period.ts';
import type { EventDates, Legend, Reference } from './reference.ts';
import type { Sign } from './signs.ts';
import type { TimescaleBasis } from '../model.ts';

/** How the words beside a period close or open it. */
export type Bound = 'none' | 'by' | 'before' | 'from' | 'after';

/** A period with its words' place `[start, end)` in the text. */
export interface Mention {
  start: number;
  end: number;
  period: Period;
  bound: Bound;
  basis: TimescaleBasis;
  /** `event`: an event's usual date, which gives way to any date that is stated. */
  sort: 'date' | 'event' | 'relative' | 'term';
  /** Part of the period that was named (`early`, `end`, …); empty for all of it. */
  part: string;
  /** How the date was joined to the one before (`to`, `and`); empty when it was not. */
  joined: string;
  rules: string[];
  flags: string[];
}

/** What a parser may look at: the whole text, where its match stands, and what the phrase is read against. */
export interface Scan {
  text: string;
  start: number;
  end: number;
  reference: Reference | null;
  legend: Legend;
  events: EventDates;
  financialYear: boolean;
  past: boolean;
}

/** What a parser gives back: the period, and whatever departs from a plain stated date. */
export interface Reading {
  period: Period;
  sort?: Mention['sort'];
  basis?: TimescaleBasis;
  bound?: Bound;
  flags?: string[];
  /** `to` where the words themselves name a range. */
  joined?: string;
  /** Added to the rule's name. */
  rule?: string;
}

/** A parser of one family of phrases. Its pattern has named groups and no capture that is not named. */
export interface PeriodRule {
  name: string;
  /** A phrase it reads. */
  sample: string;
  /** What every phrase it reads holds; without one of them its pattern is not tried. */
  signs: readonly Sign[];
  pattern: RegExp;
  /** The period, or null when these words name none here. */
  read(groups: Readonly<Record<string, string | undefined>>, scan: Scan): Reading | null;
}
