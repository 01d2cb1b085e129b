/**
 * The inside of a text cell or paragraph: stray HTML and Markdown taken off, entities decoded, line breaks and
 * run-together list items told apart.
 * In: traced source text; out: paragraphs and list items, each with the place of its own words.
 */
import type { Cell, ListItem, Paragraph, Place } from '../model.ts';
import { findMarkers } from './list-markers.ts';
import type { Traced } from './traced.ts';
import { replaceTraced, sliceTraced, splitTraced, tracedRange, trimTraced } from './traced.ts';

/** Gives the place of a source range. */
export type Placer = (start: number, end: number) => Place;

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  hellip: '…',
  pound: '£',
};

/** Without inline tags, emphasis marks, links and entities; line-breaking tags become `\n`, items `\n• `. */
export function cleanInline(raw: Traced): Traced {
  let traced = raw;
  if (traced.text.includes('<')) {
    traced = replaceTraced(traced, /<!--(?:(?!-->)[\s\S]){0,2000}-->/g, '');
    traced = replaceTraced(traced, /<ul\b[^<>]{0,200}>(?=[^<•]{1,4000}(?:<|$))/gi, '\n• ');
    traced = replaceTraced(traced, /<li\b[^<>]{0,200}>[ \t]*[•●▪]?[ \t]*/gi, '\n• ');
    traced = replaceTraced(traced, /<(?:br|hr)[ \t]*\/?>|<\/?(?:ul|ol|p|div|tr|li)\b[^<>]{0,200}>/gi, '\n');
    traced = replaceTraced(
      traced,
      /<\/?(?:[biusa]|em|strong|span|sup|sub|font|small|mark|ins|code|td|th|table)(?:\s[^<>]{0,300})?>/gi,
      '',
    );
  }
  if (traced.text.includes('&')) {
    traced = replaceTraced(traced, /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}));/gi, decodeEntity);
  }
  if (/[*_\\[]/.test(traced.text)) {
    traced = replaceTraced(traced, /(?<![\w*])(\*\*|__)(?=\S)|(?<=\S)(\*\*|__)(?![\w*])|\*\*/g, '');
    traced = replaceTraced(traced, /(?<![\w*])\*(?=\S)([^*\n]{1,200})(?<=\S)\*(?![\w*])/g, '$1');
    traced = replaceTraced(traced, /\[([^[\]\n]{1,300})\]\([^()\s]{1,500}\)/g, '$1');
    traced = replaceTraced(traced, /\\([|*_#[\]()~`>+.!-])/g, '$1');
  }
  // Letters set as one sign: "ﬁrst".
  if (/[\uFB00-\uFB06]/.test(traced.text))
    traced = replaceTraced(traced, /[\uFB00-\uFB06]/g, ([letters]) => letters.normalize('NFKC'));
  return replaceTraced(traced, /[\u00a0\u2007\u202f]/g, ' ');
}

function decodeEntity(match: RegExpMatchArray): string {
  const [whole, decimal, hex, name] = match;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** Blocks of a cell's source text, in order; none for a blank cell. */
export function readCellBlocks(raw: Traced, place: Placer): (Paragraph | ListItem)[] {
  return readLines(cleanInline(raw), place);
}

/** Lines of cleaned text: for each its items, or one paragraph. */
export function readLines(cleaned: Traced, place: Placer): (Paragraph | ListItem)[] {
  return splitTraced(cleaned, '\n').flatMap((line) => readLineBlocks(trimTraced(line), place));
}

/** One line of cleaned text: its items, or one paragraph. */
export function readLineBlocks(line: Traced, place: Placer): (Paragraph | ListItem)[] {
  if (line.text === '') return [];
  const markers = findMarkers(line.text);
  const blocks: (Paragraph | ListItem)[] = [];
  const before = trimTraced(sliceTraced(line, 0, markers[0]?.start ?? line.text.length));
  // A dash that Markdown put before a counter is no words.
  if (before.text !== '' && !(markers.length > 0 && /^[-*]$/.test(before.text)))
    blocks.push(paragraph(before, place));
  for (const [index, marker] of markers.entries()) {
    const words = trimTraced(sliceTraced(line, marker.textStart, markers[index + 1]?.start));
    const whole = trimTraced(sliceTraced(line, marker.start, markers[index + 1]?.start));
    if (whole.text === '') continue;
    const source = words.text === '' ? whole : words;
    blocks.push({
      type: 'listItem',
      marker: marker.marker,
      level: 0,
      text: collapse(words.text),
      place: placeOf(source, place),
    });
  }
  return blocks;
}

function paragraph(traced: Traced, place: Placer): Paragraph {
  return { type: 'paragraph', text: collapse(traced.text), place: placeOf(traced, place) };
}

function placeOf(traced: Traced, place: Placer): Place {
  const range = tracedRange(traced) ?? { start: 0, end: 0 };
  return place(range.start, range.end);
}

/** Runs of white space as one space. */
export function collapse(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A cell's text as the model wants it: the blocks joined with `\n`, list items with their markers in front. */
export function joinBlocks(blocks: readonly (Paragraph | ListItem)[]): string {
  return blocks
    .map((block) => (block.type === 'listItem' ? `${block.marker} ${block.text}`.trim() : block.text))
    .join('\n');
}

/** A cell of one column and row made of blocks. */
export function makeCell(column: number, blocks: (Paragraph | ListItem)[], place: Place): Cell {
  return { column, colSpan: 1, rowSpan: 1, text: joinBlocks(blocks), blocks, place };
}
