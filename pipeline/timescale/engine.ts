/**
 * The one file that knows chrono-node. chrono runs our parsers and refiners in its own order; of its own parsers
 * only the four that read single days are kept. Nothing of its date arithmetic is used: it works in local noons,
 * so years, bounds and ranges are ours.
 */
import { Chrono, ParsingResult, configuration } from 'chrono-node/en';
import type { Parser, ParsingContext, ParsingOption, Refiner } from 'chrono-node';
import { isRealDay } from '../calendar.ts';
import type { Mention, PeriodRule, Reading, Scan } from './mention.ts';
import { days } from './period.ts';
import type { Legend } from './reference.ts';
import { PERIOD_RULES } from './rules/rules.ts';
import { termRules } from './rules/terms.ts';
import { isDayHere } from './rules/single-days.ts';
import { refiners } from './refine/refiners.ts';
import { type Sign, findSigns } from './signs.ts';

/** What a reading needs besides its text; handed through chrono as its option. */
export type Ground = Omit<Scan, 'text' | 'start' | 'end'>;

interface GroundOption extends ParsingOption {
  ground: Ground;
}

/** A parser, chrono's or ours, and the signs without which it has nothing to read. */
interface SignedParser {
  parser: Parser;
  signs: readonly Sign[];
}

/** All parsers of a legend; those that a text's signs call for, by those signs: `null` for none. */
interface Engine {
  parsers: readonly SignedParser[];
  chronos: Map<string, Chrono | null>;
}

/** chrono's day-level parsers, by class name (the classes themselves are not exported), and their signs. */
const DAY_PARSERS: readonly (readonly [string, readonly Sign[]])[] = [
  ['ISOFormatParser', ['digit']],
  ['SlashDateFormatParser', ['digit']],
  ['ENMonthNameLittleEndianParser', ['month']],
  ['ENMonthNameMiddleEndianParser', ['month']],
];

/** A fixed instant: chrono wants one, and no result of ours depends on it. */
const INSTANT = new Date(Date.UTC(2000, 0, 15, 12));

const dayParsers = findDayParsers();
const engines = new Map<string, Engine>();
/** The same by the legend itself, which a plan's phrases share. */
const engineOfLegend = new WeakMap<Legend, Engine>();

class MentionResult extends ParsingResult {
  mention: Mention;
  constructor(context: ParsingContext, mention: Mention) {
    super(context.reference, mention.start, context.text.slice(mention.start, mention.end));
    this.mention = mention;
  }
}

/** Every dated mention of a text, in order, with its year filled in and its bounds read. */
export function findMentions(text: string, ground: Ground): Mention[] {
  const chrono = chronoFor(engineFor(ground.legend), findSigns(text));
  const option: GroundOption = { ground };
  return (chrono?.parse(text, INSTANT, option) ?? []).map((result) => (result as MentionResult).mention);
}

function engineFor(legend: Legend): Engine {
  const known = engineOfLegend.get(legend);
  if (known) return known;
  const key = JSON.stringify(legend);
  const engine = engines.get(key) ?? makeEngine(legend);
  if (engines.size > 200) engines.clear();
  engines.set(key, engine);
  engineOfLegend.set(legend, engine);
  return engine;
}

function makeEngine(legend: Legend): Engine {
  // Terms come last: a legend may call a term what is also a month or a year.
  const rules = [...PERIOD_RULES, ...termRules(legend)];
  return { parsers: [...dayParsers, ...rules.map(ruleParser)], chronos: new Map() };
}

function chronoFor({ parsers, chronos }: Engine, found: ReadonlySet<Sign>): Chrono | null {
  const key = [...found].join(' ');
  const known = chronos.get(key);
  if (known !== undefined) return known;
  const able = parsers.filter(({ signs }) => signs.every((sign) => found.has(sign)));
  const chrono =
    able.length === 0
      ? null
      : new Chrono({ parsers: able.map(({ parser }) => parser), refiners: [allRefiners] });
  chronos.set(key, chrono);
  return chrono;
}

function findDayParsers(): SignedParser[] {
  const parsers = configuration.createConfiguration(false, true).parsers;
  return DAY_PARSERS.map(([name, signs]) => {
    const parser = parsers.find((candidate) => candidate.constructor.name === name);
    if (parser === undefined) throw new Error(`chrono-node has no parser ${name}`);
    return { parser: guardedParser(parser), signs };
  });
}

function scanOf(context: ParsingContext, start: number, end: number): Scan {
  return { text: context.text, start, end, ...(context.option as GroundOption).ground };
}

function ruleParser(rule: PeriodRule): SignedParser {
  const parser: Parser = {
    pattern: () => rule.pattern,
    extract(context, match) {
      const start = match.index ?? 0;
      const end = start + match[0].trimEnd().replace(/\.$/, '').length;
      if (!isWhole(context.text, start, end)) return null;
      const reading = rule.read(match.groups ?? {}, scanOf(context, start, end));
      return reading === null ? null : new MentionResult(context, mentionOf(rule.name, reading, start, end));
    },
  };
  return { parser, signs: rule.signs };
}

function mentionOf(name: string, reading: Reading, start: number, end: number): Mention {
  return {
    start,
    end,
    period: reading.period,
    bound: reading.bound ?? 'none',
    basis: reading.basis ?? 'stated',
    sort: reading.sort ?? 'date',
    part: '',
    joined: reading.joined ?? '',
    rules: [reading.rule === undefined ? name : `${name} (${reading.rule})`],
    flags: reading.flags ?? [],
  };
}

/** A word is not cut at either end; checked here because chrono's patterns run on what is left of the text. */
function isWhole(text: string, start: number, end: number): boolean {
  const inWord = /[\p{L}\p{N}_]/u;
  const first = text.charAt(start);
  const last = text.charAt(end - 1);
  const cutBefore = start > 0 && inWord.test(first) && inWord.test(text.charAt(start - 1));
  const cutAfter = end < text.length && inWord.test(last) && inWord.test(text.charAt(end));
  return !cutBefore && !cutAfter;
}

function guardedParser(parser: Parser): Parser {
  return {
    pattern: (context) => parser.pattern(context),
    extract(context, match) {
      const found = parser.extract(context, match);
      if (!found) return null;
      const result =
        found instanceof ParsingResult
          ? found
          : context.createParsingResult(match.index ?? 0, match[0], found);
      const lead = /^(?:on\s*|\s*)/i.exec(result.text)?.[0].length ?? 0;
      const start = result.index + lead;
      const end = start + result.text.slice(lead).trimEnd().length;
      const mention = dayMention(result, start, end, context.text);
      if (mention === null || !isWhole(context.text, start, end)) return null;
      return isDayHere(mention, scanOf(context, start, end)) ? new MentionResult(context, mention) : null;
    },
  };
}

/** "26 June in 2024", "4 July of 1995" and "31 May '26": a year that chrono leaves behind. */
const YEAR_BEHIND =
  /^\s{0,3}(?:(?:,\s{0,3}|of\s{1,3}|in\s{1,3}|\s)(?<year>(?:19|20|21)\d\d)|['’‘`](?<short>\d\d))(?![\d/]|-\d)/i;

function dayMention(result: ParsingResult, start: number, end: number, text: string): Mention | null {
  const part = (name: 'month' | 'day'): number => result.start.get(name) ?? 0;
  const behind = result.start.isCertain('year') ? undefined : YEAR_BEHIND.exec(text.slice(end, end + 16));
  const year = behind
    ? Number(behind.groups?.['year'] ?? `20${behind.groups?.['short']}`)
    : result.start.isCertain('year')
      ? (result.start.get('year') ?? null)
      : null;
  const from = { month: part('month'), day: part('day') };
  const to = { month: from.month, day: result.end?.get('day') ?? from.day };
  if (!isRealDay(year ?? 2024, from.month, from.day) || !isRealDay(year ?? 2024, to.month, to.day))
    return null;
  const ranged = to.day !== from.day;
  const period = days(from, to, year, ranged ? 'range' : 'day');
  const reading = ranged ? { period, joined: 'to' } : { period };
  return mentionOf(ranged ? 'days' : 'day', reading, start, end + (behind?.[0].length ?? 0));
}

/** Ours as one of chrono's, since each of those makes every result anew. */
const allRefiners: Refiner = {
  refine(context, results) {
    const scan = scanOf(context, 0, context.text.length);
    const raw = results.map((result) => (result as MentionResult).mention);
    const mentions = refiners.reduce((before, refine) => refine(before, scan), raw);
    return mentions.map((mention) => new MentionResult(context, mention));
  },
};
