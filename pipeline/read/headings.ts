/**
 * Headings in plain text, where nothing but shape and neighbours tell them from paragraphs.
 * In: classified lines and an index; out: a level, 0 for no heading.
 */
import { findOpeningMarker, isNext } from './list-markers.ts';
import type { Line } from './text/lines.ts';

/** The heading level of a line: 1 is the title, 2 a section, 3 a line right above its table; 0 for none. */
export function headingLevel(lines: readonly Line[], at: number, first: boolean): number {
  const line = lines[at];
  if (line === undefined || line.text.length > 400) return 0;
  const marked = /^[ \t]{0,3}(#{1,6})[ \t]+\S/.exec(line.text);
  if (marked !== null) return marked[1]?.length ?? 1;
  const underline = lines[at + 1];
  if (underline?.kind === 'words' && /^={3,}\s*$/.test(underline.text)) return 1;
  const text = plainWords(line.text);
  if (headsParagraphs(text, nextFilled(lines, at, 1)?.text ?? '')) return 2;
  if (!/^[\p{Lu}\p{N}“"'(]/u.test(text) || !/\p{L}{2}/u.test(text) || isDateOrAddress(text)) return 0;
  const next = nextFilled(lines, at, 1);
  const beforeTable = next?.kind === 'tabs' || next?.kind === 'pipes';
  if (next === undefined) return 0;
  // `Recommendation 3` needs no gaps around it; `Theme 2: …` none above its table.
  if (/^\p{L}{4,20} \d{1,2}[a-z]?$/u.test(text)) return 2;
  if (beforeTable && text.length <= 120 && /^\p{L}{4,20} \d{1,2}\s?[:–-]\s/u.test(text)) return 2;
  if (first && opensDocument(lines, at)) return 1;
  // "Priority 2 – To listen better." right over its list, whatever stands above.
  if (HEADS_LIST.test(text) && text.length <= 120 && findOpeningMarker(next.text)?.kind === 'bullet')
    return 2;
  // "Short term      0–6 months": two columns.
  if (/\S {3}.*\d/.test(line.text.trimEnd()) && findOpeningMarker(text) === null) return 0;
  const alone = !standsBy(line, lines[at - 1]) && !standsBy(line, lines[at + 1]);
  if (!alone) return 0;
  const bold = /^\s*(?:\*\*|__)[^*]+(?:\*\*|__)\s*$/.test(line.text);
  const opening = findOpeningMarker(text);
  if (opening?.kind === 'decimal' && beforeTable && text.length <= 100 && !/[.;,:]$/.test(text)) return 3;
  if (opening !== null) return isNumberedHeading(text, next, opening, bold) ? 2 : 0;
  // `Report prepared by: Jane Smith` is a label and its value.
  const labelled =
    label.test(text) && !/^\p{L}+\s+\d/u.test(text) && !(first && /^(?:\p{L}+ ){2}/u.test(text));
  const short = !labelled && text.length <= 100 && text.split(/\s+/).length <= 14 && !/[.;,:]$/.test(text);
  const capitals = text === text.toUpperCase() && /\p{L}{4}/u.test(text);
  if (short && (capitals || bold || !beforeTable || /^\p{L}+\s+\d/u.test(text))) {
    return first && !/^\p{L}{4,20} \d{1,2}\s?[:–-]/u.test(text) ? 1 : 2;
  }
  if (first && short) return 1;
  if (!beforeTable || !titlesTable(text)) return 0;
  if (first) return 1;
  // A full sentence heads a table only where it parts it from the one before.
  const before = nextFilled(lines, at, -1);
  return !text.endsWith('.') || before?.kind === 'tabs' || before?.kind === 'pipes' ? 3 : 0;
}

const HEADS_LIST =
  /^(?:priority|theme|objective|strand|pillar|aim|goal|ambition|workstream|outcome|principle) \d{1,2}\s?[.:–-]\s+\p{Lu}/iu;

/** `Lead: `, `Report of: `: up to four words and a colon before a value. */
const label = /^(?:\p{L}+ ){0,3}\p{L}+:\s+\S/u;

function plainWords(text: string): string {
  return text.replaceAll(/\*\*|__|<[^<>]{0,200}>/g, '').trim();
}

/** True for a neighbour of the same paragraph or list; an indented line counts tabbed neighbours too. */
function standsBy(line: Line, neighbour: Line | undefined): boolean {
  return neighbour?.kind === 'words' || (line.kind === 'tabs' && neighbour?.kind === 'tabs');
}

/** Up to four short lines before the first gap are a title over several lines. */
function opensDocument(lines: readonly Line[], at: number): boolean {
  let from = at;
  while (lines[from - 1]?.kind === 'words') from--;
  let to = at;
  while (lines[to + 1]?.kind === 'words') to++;
  const group = lines.slice(from, to + 1).map((line) => line.text.trim());
  const short = group.every(
    (text) => text.length <= 80 && !/[.;,:]/.test(text) && findOpeningMarker(text) === null,
  );
  return group.length <= 4 && short && lines[to + 1]?.kind === 'blank';
}

function nextFilled(lines: readonly Line[], at: number, step: number): Line | undefined {
  let index = at + step;
  while (lines[index]?.kind === 'blank' || lines[index]?.kind === 'furniture') index += step;
  return lines[index];
}

/** `2. Additional information` and a bold `A. Finance` head a section unless the next line counts on from it. */
function isNumberedHeading(
  text: string,
  next: Line,
  opening: NonNullable<ReturnType<typeof findOpeningMarker>>,
  bold: boolean,
): boolean {
  if (opening.kind === 'bullet' || opening.kind === 'decimal') return false;
  if (opening.kind === 'letter' && !(bold && /^\p{Lu}/u.test(text))) return false;
  if (text.length > 100 || /[.;,:]$/.test(text)) return false;
  const following = findOpeningMarker(next.text);
  return following === null || !isNext(opening, following);
}

const TITLE_NUMBER = /^(?:[-*•] )?(\d{1,2})[.)]? (?=\p{Lu})/u;

/** `4. Develop the role of councillors` right over `4.1 The new group …`: numbered paragraphs under their title. */
function headsParagraphs(text: string, next: string): boolean {
  const number = TITLE_NUMBER.exec(text)?.[1];
  if (number === undefined || text.length > 160 || /[.;:,]$/.test(text)) return false;
  return new RegExp(`^\\s*(?:[-*•] )?${number}\\.1[.)]?\\s`).test(next.replaceAll('**', ''));
}

/** One sentence, not too long, that does not talk about the table itself. */
function titlesTable(text: string): boolean {
  const sentences = text.split(/[.!?]\s+(?=\p{Lu})/u).length;
  return (
    text.length <= 250 &&
    sentences === 1 &&
    !/\b(?:table|below|following|set out|overleaf|this plan|(?:this|the) action plan)\b/i.test(text) &&
    !text.endsWith(':')
  );
}

/** Words that dates and periods are made of; a line of nothing else is a date, not a heading. */
const dateWord =
  /^(?:\d{1,4}(?:st|nd|rd|th)?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|may|january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|mon|tues|wednes|thurs|fri|satur|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|q[1-4]|from|to|by|of|the|and|end|early|mid|late|onwards?|ongoing)?$/;

function isDateOrAddress(text: string): boolean {
  if (/@|https?:/.test(text) || (!/\s/.test(text) && text.includes('.'))) return true;
  return isDateText(text);
}

/** True for a text that is a date or period and nothing else: `21 March 2023`, `April–June 2024`. */
export function isDateText(text: string): boolean {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  return /\d/.test(text) && words.every((word) => dateWord.test(word));
}
