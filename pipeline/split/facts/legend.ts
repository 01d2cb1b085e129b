/**
 * A plan's own terms for time ("Short Term: November – December 2023", "Short term = 0–6 months"), in any layout:
 * a line each, terms first and periods after, a table, or inside a column's header.
 */
import type { LegendTerm, ListItem, Paragraph, Place } from '../../model.ts';
import { MONTH_PATTERN } from '../../calendar.ts';
import type { Grid } from '../tables/grid.ts';
import { countWords } from '../words.ts';

const YEAR = String.raw`(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?`;
const COUNT = String.raw`(?:\d{1,2}|one|two|three|four|five|six|nine|twelve|eighteen)`;
const UNIT = String.raw`(?:days?|weeks?|months?|years?)`;
const POINT = String.raw`(?:(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:${MONTH_PATTERN})(?:\s${YEAR})?|(?:spring|summer|autumn|winter)(?:\s${YEAR})?|q[1-4](?:\s${YEAR})?|${YEAR})`;
const PERIOD = new RegExp(
  String.raw`(?:(?:(?:by )?(?:the )?(?:end|start)(?: of)?|from|by|within|in|up to|less than|more than|over|after|before|under|next|the next|>|<)\s){0,3}(?:${POINT}(?:\s?(?:-|–|—|to|and|/)\s?${POINT})?|${COUNT}(?:\s?${UNIT})?(?:\s?(?:-|–|—|to)\s?${COUNT})?\s?(?:\+\s?)?${UNIT}(?:\s?\+)?)(?:\s(?:onwards?|and beyond|and ongoing|and later|or later|plus|or more|and over))?`,
  'gi',
);
const TERM = String.raw`(?:(?:immediate|short|medium|long|longer|near|mid)(?:er)?(?:[- ]?term)?|quick wins?|phase (?:\d|one|two|three)|tranche \d|[sml]|[sml]t|immediate priority)`;
const TERM_LINE = new RegExp(String.raw`^(${TERM})\b(?:\s*\(([^()]*)\))?\s*[:–-]?$`, 'i');
const DEFINITION = new RegExp(
  String.raw`(?:^|[\s;,.(])(${TERM})(?:\s*\(([^()\d]*)\))?\s*(?:=|:|-|–|—|\bis\b|\bmeans\b|\bare\b|\()\s*`,
  'gi',
);

/** "M = Medium term (6–12 months)": the letter and the words it stands for. */
const SAME_TERM = new RegExp(String.raw`^(${TERM})\b[\s(:=–-]{0,4}`, 'i');

const TERM_AND_PERIOD = new RegExp(String.raw`^(${TERM})\s+(${PERIOD.source})$`, 'i');
const mostTerms = 8;

type Block = Paragraph | ListItem;

/** Periods named in a text, in order. */
function findPeriods(text: string): string[] {
  return [...text.matchAll(PERIOD)].map((match) => match[0].trim());
}

/** How many dates or periods a text names one after the other. */
export function countPeriods(text: string): number {
  return findPeriods(text).length;
}

/** Terms defined in a run of paragraphs. */
export function legendOfBlocks(blocks: readonly Block[]): LegendTerm[] {
  const terms: LegendTerm[] = [];
  let index = 0;
  while (index < blocks.length) {
    const block = blocks[index];
    if (!block) break;
    const lines: Block[] = [];
    while (index < blocks.length && isBareTerm(blocks[index]?.text.trim() ?? '')) {
      lines.push(blocks[index] as Block);
      index += 1;
    }
    if (lines.length > 1) {
      const taken = pairLines(lines, blocks.slice(index, index + lines.length + 1), terms);
      index += taken;
      continue;
    }
    const set = setOut(blocks, index);
    if (set.length > 1) {
      terms.push(...set);
      index += set.length;
      continue;
    }
    if (lines.length === 0) index += 1;
    if (countWords(block.text) <= 80) terms.push(...legendOfText(block.text, block.place));
  }
  return distinct(terms);
}

/** "Short term", with or without words in brackets; not "Short term (to March 2024)", which says its own period. */
function isBareTerm(line: string): boolean {
  const match = TERM_LINE.exec(line);
  return match !== null && findPeriods(match[2] ?? '').length === 0;
}

/** "Short term 0–6 months" over "Long term 12–24 months": columns set out with spaces, from a block on. */
function setOut(blocks: readonly Block[], from: number): LegendTerm[] {
  const terms: LegendTerm[] = [];
  for (const { text, place } of blocks.slice(from, from + mostTerms)) {
    const [, term, period] = TERM_AND_PERIOD.exec(text.trim()) ?? [];
    if (term === undefined || period === undefined) break;
    terms.push({ term, text: period, place });
  }
  return terms;
}

/** Term lines first, their periods in the lines after them. Gives how many of those lines were used. */
function pairLines(lines: readonly Block[], after: readonly Block[], terms: LegendTerm[]): number {
  const periods: { text: string; place: Place }[] = [];
  let used = 0;
  for (const block of after) {
    if (periods.length >= lines.length || countWords(block.text) > 16) break;
    const found = findPeriods(block.text);
    if (found.length === 0) break;
    periods.push(...found.map((text) => ({ text, place: block.place })));
    used += 1;
  }
  if (periods.length !== lines.length) return 0;
  lines.forEach((line, at) => {
    const period = periods[at];
    const term = TERM_LINE.exec(line.text.trim())?.[1];
    if (term && period) terms.push({ term, text: period.text, place: [...line.place, ...period.place] });
  });
  return used;
}

/** Terms defined inside one text: "Short term = 0–6 months; medium term = 6–12 months". */
export function legendOfText(text: string, place: Place): LegendTerm[] {
  const heads = [...text.matchAll(DEFINITION)];
  if (heads.length === 0) return [];
  const terms: LegendTerm[] = [];
  heads.forEach((head, index) => {
    const from = head.index + head[0].length;
    const words = text.slice(from, heads[index + 1]?.index ?? text.length).replace(/^[\s(]+/, '');
    const same = SAME_TERM.exec(words);
    const period = new RegExp(PERIOD.source, 'i').exec(words.slice(same?.[0].length ?? 0).slice(0, 80));
    const named = /^[\p{L}\d ]{1,30}\($/u.test(
      words.slice(same?.[0].length ?? 0).slice(0, period?.index ?? 0),
    );
    if (period === null || (period.index > 12 && !named)) return;
    for (const term of [head[1], letterIn(head[2]), same?.[1]])
      if (term) terms.push({ term, text: period[0].trim(), place });
  });
  return terms.length >= 2 || (terms.length === 1 && countWords(text) <= 12) ? terms : [];
}

/** "S" of "Short term (S): 0–3 months". */
function letterIn(words: string | undefined): string {
  return /^\s*([smli]t?)\s*$/i.exec(words ?? '')?.[1] ?? '';
}

/** Terms defined by a table: a row each, or terms above and periods below. */
export function legendOfGrid(grid: Grid): LegendTerm[] {
  const rows = grid.rows.map((row) =>
    row.cells.map((cell) => ({
      text: cell?.cell.text.trim() ?? '',
      place: cell?.cell.place ?? row.row.place,
    })),
  );
  const header = grid.headers.map((text) => ({ text, place: rows[0]?.[0]?.place ?? [] }));
  const all = grid.headers.some((text) => text !== '') ? [header, ...rows] : rows;
  const terms: LegendTerm[] = [];
  for (const row of all) {
    const head = new RegExp(String.raw`^(${TERM})\b`, 'i').exec(row[0]?.text ?? '')?.[1];
    const definition = row.slice(1).find((cell) => findPeriods(cell.text).length > 0);
    if (head && definition)
      terms.push({
        term: head,
        text: definition.text,
        place: [...(row[0]?.place ?? []), ...definition.place],
      });
  }
  if (terms.length > 0 && terms.length >= rows.length - 1) return distinct(terms);
  if (grid.headers.length === 2) {
    // The plan's own terms, whatever they are: "Next | January – June 2025".
    const own = rows.flatMap((row): LegendTerm[] => {
      const [term, definition] = row;
      const isTerm =
        term &&
        definition &&
        /^\p{L}[\p{L}\d -]{0,30}$/u.test(term.text) &&
        findPeriods(definition.text).length > 0;
      return isTerm
        ? [{ term: term.text, text: definition.text, place: [...term.place, ...definition.place] }]
        : [];
    });
    if (own.length > terms.length && own.length >= 2) return distinct(own);
  }
  if (terms.length > 0) return distinct(terms);
  const [first, second] = all;
  first?.forEach((cell, column) => {
    const head = TERM_LINE.exec(cell.text)?.[1];
    const below = second?.[column];
    if (head && below && findPeriods(below.text).length > 0)
      terms.push({ term: head, text: below.text, place: below.place });
  });
  return distinct(terms);
}

function distinct(terms: readonly LegendTerm[]): LegendTerm[] {
  return terms.filter(
    (term, at) => terms.findIndex((other) => other.term.toLowerCase() === term.term.toLowerCase()) === at,
  );
}
