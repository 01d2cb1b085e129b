/**
 * Lays a cell or a run of blocks out as entries: plain paragraphs and list items, one level of them. Markers inside
 * running text are cut out, wrapped lines and nested items go back into the item they belong to.
 */
import { findMarkers, kindOfMarker, type MarkerHit } from './markers.ts';
import { cutPassage, joinPassages, type Passage } from './passage.ts';

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

/** Entries of a cell in order. `next`: the letter a list cut by a page break would go on with. */
export function layOut(units: readonly Unit[], next = ''): Entry[] {
  const entries: Entry[] = [];
  const base = units.reduce(
    (least, unit) => (unit.marker === '' ? least : Math.min(least, unit.level)),
    Infinity,
  );
  let outerKind: MarkerHit['kind'] | null = null;
  for (const unit of units) {
    const last = entries.at(-1);
    if (unit.marker !== '') {
      const kind = kindOfMarker(unit.marker);
      outerKind ??= kind;
      const nested = unit.level > base || (kind === 'bullet' && outerKind !== 'bullet' && outerKind !== null);
      if (nested && last && !isLabel(last.passage.text))
        last.passage = joinPassages([last.passage, unit.passage]);
      else entries.push({ marker: unit.marker, kind, passage: unit.passage });
      continue;
    }
    if (last && continues(last.passage.text, unit.passage.text) && !opensList(unit.passage.text, next)) {
      last.passage = joinPassages([last.passage, unit.passage]);
      continue;
    }
    entries.push({ marker: '', kind: null, passage: unit.passage });
  }
  return entries.flatMap((entry) => cutMarkers(entry, next));
}

/** True when a line goes on with the one before: a lower-case start, or a sentence left open by "and", "the", "to". */
function continues(before: string, line: string): boolean {
  if (/^[\p{Ll}&)]/u.test(line.trim())) return true;
  return (
    /\b(?:and|or|of|the|to|for|with|in|a|an|by|our|on|from|that|which)$/i.test(before.trim()) &&
    !before.trim().endsWith(':')
  );
}

function opensList(text: string, next: string): boolean {
  const [first] = findMarkers(text, next);
  return first !== undefined && first.from <= 1;
}

function isLabel(text: string): boolean {
  return text.trim().endsWith(':') && text.length < 60;
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
