/**
 * Lays a cell or a run of blocks out as entries: plain paragraphs and list items, one level of them. Markers inside
 * running text are cut out, wrapped lines and nested items go back into the item they belong to.
 */
import { isLeadIn } from './commitments.ts';
import { findMarkers, kindOfMarker, type MarkerHit } from './markers.ts';
import { cutPassage, joinPassages, type Passage } from './passage.ts';
import { opensWithVerb } from './verbs.ts';
import { countWords, hasTimeWords } from './words.ts';

/** A paragraph (`marker` empty) or a list item. */
export interface Entry {
  marker: string;
  kind: MarkerHit['kind'] | null;
  passage: Passage;
}

/** A block as it stands in a cell or under a heading; level −1 for plain paragraphs. */
export interface Unit {
  marker: string;
  level: number;
  passage: Passage;
}

/** Words that leave a list item open for what is nested in it: "Set up a panel, which will:". */
const OPEN_END =
  /\b(?:which|that|who)\s(?:will|would|should|can|is|are)(?:\salso)?\s?:?$|\b(?:include|includes|including|covering|comprising|such as)(?: the following)?\s?:?$/i;
const NUMBER = /^\(?\d{1,2}(?:\.\d{1,2})*[a-z]?[.)]?\s+/;
const ROMAN = /^\(?[ivx]+[.)]$/i;

/** Entries of a cell in order. `next`: the letter a list cut by a page break would go on with. */
export function layOut(units: readonly Unit[], next = ''): Entry[] {
  const entries: Entry[] = [];
  const widest = units.reduce((most, unit) => Math.max(most, unit.passage.text.length), 0);
  const nested = nestUnits(units);
  for (const [index, { unit, inner }] of nested.entries()) {
    const passage = joinPassages([unit.passage, ...inner.map((each) => each.passage)]);
    const last = entries.at(-1);
    if (unit.marker !== '') {
      entries.push({ marker: unit.marker, kind: kindOfMarker(unit.marker), passage });
      continue;
    }
    const code = /^\d{1,2}[a-h][.):]?\s+(?=[\p{Lu}"“'‘])/u.exec(unit.passage.text)?.[0];
    if (code !== undefined && findMarkers(unit.passage.text).length < 2) {
      const words = cutPassage(passage, code.length, passage.text.length);
      entries.push({ marker: code.trim(), kind: kindOfMarker(code.trim()), passage: words });
      continue;
    }
    const line = unit.passage.text;
    const before = nested[index - 1]?.unit.passage.text ?? '';
    const isCut =
      cutsName(before, line, widest) && opensWithVerb((last?.passage.text ?? '').replace(NUMBER, ''));
    if (last && (isCut || continues(last.passage.text, line)) && !opensList(line, next)) {
      last.passage = joinPassages([last.passage, unit.passage]);
      continue;
    }
    entries.push({ marker: '', kind: null, passage: unit.passage });
  }
  return entries.flatMap((entry) => cutMarkers(entry, next));
}

/** Units in order, each with the list items that are nested in it and only spell it out. */
export function nestUnits(units: readonly Unit[]): { unit: Unit; inner: Unit[] }[] {
  const found: { unit: Unit; inner: Unit[] }[] = [];
  const marked = units.filter((unit) => unit.marker !== '');
  const base = marked.reduce((least, unit) => Math.min(least, unit.level), Infinity);
  const outer = kindOfMarker(marked[0]?.marker ?? '');
  for (const unit of units) {
    const last = found.at(-1);
    const isInner =
      last !== undefined &&
      unit.marker !== '' &&
      !isLabel(last.unit.passage.text) &&
      (unit.level > base || isBelow(unit, last.unit, outer));
    if (isInner) last.inner.push(unit);
    else found.push({ unit, inner: [] });
  }
  return found;
}

/** Where a flattened layout lost the levels: bullets or roman numbers under a number, small bullets under "which will:". */
function isBelow(unit: Unit, last: Unit, outer: MarkerHit['kind'] | null): boolean {
  const kind = kindOfMarker(unit.marker);
  if (kind === 'bullet' && outer !== 'bullet' && outer !== null) return true;
  if (last.marker === '') return false;
  if (kind !== 'bullet' && kind === kindOfMarker(last.marker) && !ROMAN.test(unit.marker)) return false;
  const isNumbered = outer === 'number' || outer === 'decimal';
  if (isNumbered && kindOfMarker(last.marker) === outer && ROMAN.test(unit.marker)) return true;
  if (kind === 'bullet' && spellsOut(unit.passage.text, last.passage.text.trim())) return true;
  if (!OPEN_END.test(last.passage.text.trim())) return false;
  return unit.marker !== last.marker || /^\p{Ll}/u.test(unit.passage.text);
}

/** "Draw up a programme based on:" and then "Council aims", "residents' views": parts of the deed, none of them one. */
function spellsOut(part: string, deed: string): boolean {
  if (!deed.endsWith(':') || !opensWithVerb(deed) || isLeadIn(deed)) return false;
  const isDeed = opensWithVerb(part) || hasTimeWords(part) || /\b(?:will|shall|to)\b/i.test(part);
  return /^\p{Ll}/u.test(part) || (!isDeed && countWords(part) <= MOST_WORDS);
}

/** A part that is not set in lower case is no longer than this. */
const MOST_WORDS = 8;

/** True when a line goes on with the one before: a lower-case start, or a sentence left open by "and", "the", "to". */
function continues(before: string, line: string): boolean {
  if (/^[\p{Ll}&)]/u.test(line.trim())) return true;
  return (
    /\b(?:and|or|of|the|to|for|with|in|a|an|by|our|on|from|that|which)$/i.test(before.trim()) &&
    !before.trim().endsWith(':')
  );
}

/** What follows a name inside a sentence. */
const AFTER_NAME = /^(?:[,.;]|$| (?:and|or|to|with|of|for|in|on|by|from|at|as|so|the|is|are|will)\b)/;
/** Shorter lines are seldom full: a break after them was meant. */
const FULL_LINE = 30;

/** True where a full line ends inside a name: "… in Marlham and Great" / "Sutton, and publish …". */
function cutsName(before: string, line: string, widest: number): boolean {
  const tail = /^\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*){0,3}/u.exec(line)?.[0];
  if (tail === undefined || before.length < FULL_LINE) return false;
  const first = tail.split(' ', 1)[0] ?? '';
  if (before.length + 1 + first.length <= widest) return false;
  const endsInName = /\s\p{Lu}\p{Ll}[\p{L}'’-]*$/u.test(before);
  return endsInName && AFTER_NAME.test(line.slice(tail.length)) && !opensWithVerb(line);
}

function opensList(text: string, next: string): boolean {
  const [first] = findMarkers(text, next);
  return first !== undefined && first.from <= 1;
}

/** A short heading of the items below, not a deed that they spell out. */
function isLabel(text: string): boolean {
  return text.trim().endsWith(':') && text.length < 60 && (!opensWithVerb(text) || isLeadIn(text));
}

function cutMarkers(entry: Entry, next: string): Entry[] {
  const found = findMarkers(entry.passage.text, next);
  const first = found[0];
  if (!first || (entry.marker !== '' && first.kind !== 'bullet' && found.length < 2)) return [entry];
  if (entry.marker !== '') {
    const inner = [first.from, ...found.map((hit) => hit.to)];
    const parts = inner.map((at, index) =>
      cutPassage(entry.passage, index === 0 ? 0 : at, found[index]?.from ?? entry.passage.text.length),
    );
    return [{ ...entry, passage: joinPassages(parts) }];
  }
  const entries: Entry[] = [];
  const lead = cutPassage(entry.passage, 0, first.from);
  if (/[\p{L}\p{N}]/u.test(lead.text)) entries.push({ marker: '', kind: null, passage: lead });
  found.forEach((hit, index) => {
    const passage = cutPassage(entry.passage, hit.to, found[index + 1]?.from ?? entry.passage.text.length);
    if (/[\p{L}\p{N}]/u.test(passage.text)) {
      entries.push({
        marker: hit.marker,
        kind: hit.kind,
        passage: hit.kind === 'bullet' ? passage : withoutBullets(passage),
      });
    }
  });
  return entries;
}

/** Nested bullets inside a lettered item stay in it, without their dots. */
function withoutBullets(passage: Passage): Passage {
  const inner = findMarkers(passage.text).filter((hit) => hit.kind === 'bullet');
  if (inner.length === 0) return passage;
  const starts = [0, ...inner.map((hit) => hit.to)];
  return joinPassages(
    starts.map((at, index) => cutPassage(passage, at, inner[index]?.from ?? passage.text.length)),
  );
}
