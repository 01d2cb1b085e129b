/**
 * Bullets, letters and numbers that open list items, at the start of a line or run together inside a cell
 * (`a. Do this b. Do that`, `• one • two`).
 * In: text; out: where each item begins. Grammar only: what an item means is not asked here.
 */

/** A marker inside a text: `[start, end)` holds the marker, the item's words begin at `textStart`. */
export interface FoundMarker {
  marker: string;
  start: number;
  textStart: number;
  /** `bullet`, or the kind of counter; `value` counts from 1 and is 0 for bullets. */
  kind: 'bullet' | 'letter' | 'roman' | 'number' | 'decimal';
  value: number;
}

const bullets = '•●◦▪■□➢➤►❖✓✔‣⁃∙\u00b7\uf0b7\uf0a7\uf0d8\u25cb\u2756\u27a2';
const bulletAtStart = new RegExp(`^(?:[${bullets}]|[-–—*+o](?=[ \\t]))[ \\t]*`, 'u');
const bulletInside = new RegExp(`(?<![^\\s.;:,!?)])[${bullets}](?=[ \\t]*\\S)[ \\t]*`, 'gu');
/** Word's second bullet as text has it: a letter of its own, one of several. */
const ohInside = /(?<=^|[\s.;:,!?)])o[ \t]+(?=[\p{L}\d£])/gu;
const counterAtStart =
  /^(?:\((?<open>[a-z]{1,4}|\d{1,2})\)|(?<shut>[A-Za-z]|[ivx]{1,5}|\d{1,2})[.)](?=\s|[A-Z“"'(])(?!\p{L}\.))[ \t]*/u;
const decimalAtStart = /^(?<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\.?[ \t]+(?=[A-Z“"'(])/u;
const decimalInside = /(?<=^|[\s.;:!?)”"])\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=[ \t]+[A-Z])[ \t]*/gu;
const counterInside =
  /(?<=^|[\s.;:!?)”"])(?:\((?<open>[a-z]{1,4}|\d{1,2})\)|(?<shut>[a-z]|[ivx]{2,5}|\d{1,2})[.)])(?=\s|[A-Z])[ \t]*/gu;

/** The marker a line or cell begins with, or `null`. `o` and dashes count only before a space. */
export function findOpeningMarker(text: string): FoundMarker | null {
  const lead = text.length - text.trimStart().length;
  const words = text.slice(lead);
  const bullet = bulletAtStart.exec(words);
  if (bullet !== null) {
    // A dash before a counter or another bullet (`- 1.`, `- o`) is a leftover of Markdown: that one is the marker.
    const inner = findOpeningMarker(words.slice(bullet[0].length));
    const end = lead + bullet[0].length;
    if (inner !== null && (inner.kind !== 'bullet' || /^[-*]/.test(words))) {
      return { ...inner, start: inner.start + end, textStart: inner.textStart + end };
    }
    return { marker: bullet[0].trim(), start: lead, textStart: end, kind: 'bullet', value: 0 };
  }
  const decimal = decimalAtStart.exec(words);
  if (decimal !== null) {
    const printed = decimal[0].trimEnd();
    return { marker: printed, start: lead, textStart: lead + decimal[0].length, kind: 'decimal', value: 0 };
  }
  const counter = counterAtStart.exec(words);
  return counter === null ? null : counterMarker(counter, lead);
}

function counterMarker(match: RegExpExecArray | RegExpMatchArray, lead: number): FoundMarker {
  const name = match.groups?.['open'] ?? match.groups?.['shut'] ?? '';
  const start = lead + (match.index ?? 0);
  return { marker: match[0].trim(), start, textStart: start + match[0].length, ...counterValue(name) };
}

function counterValue(name: string): Pick<FoundMarker, 'kind' | 'value'> {
  if (/^\d+$/.test(name)) return { kind: 'number', value: Number(name) };
  if (name.length > 1) return { kind: 'roman', value: romanValue(name) };
  return { kind: 'letter', value: name.toLowerCase().charCodeAt(0) - 96 };
}

function romanValue(name: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10 };
  let total = 0;
  for (let index = 0; index < name.length; index++) {
    const value = values[name[index] ?? ''] ?? 0;
    const next = values[name[index + 1] ?? ''] ?? 0;
    total += value < next ? -value : value;
  }
  return total;
}

/**
 * Every marker in a text, the opening one included, in order. Inside a text a counter counts only as part of a
 * sequence: it is the next after the one before, or the first of a run of at least two, or the next after
 * `previous` (the last item of the part of the cell before a page break).
 */
export function findMarkers(text: string, previous: FoundMarker | null = null): FoundMarker[] {
  const opening = findOpeningMarker(text);
  const ohs = [...text.matchAll(ohInside)];
  const bullets = [...text.matchAll(bulletInside), ...(ohs.length > 1 ? ohs : [])];
  const inside = bullets.map((match): FoundMarker => {
    const start = match.index;
    return { marker: match[0].trim(), start, textStart: start + match[0].length, kind: 'bullet', value: 0 };
  });
  const bulletsFound = inside.filter((found) => found.start !== opening?.start);
  if (opening?.kind === 'bullet') {
    return [
      opening,
      ...bulletsFound.filter((found) => sameBullet(found, opening)),
      ...findDashes(text, opening),
    ];
  }
  const counters = findSequence(text, opening, previous);
  // One kind of item splits a text; bullets under letters stay in their letter's words.
  if (counters.length > 0) return counters;
  return bulletsFound;
}

/** `- one thing - Another thing`: in a text that a dash opened, the same dash before a capital opens the next item. */
function findDashes(text: string, opening: FoundMarker): FoundMarker[] {
  if (!/^[-–—]$/.test(opening.marker)) return [];
  return [...text.matchAll(/(?<=[^\s–—-][ \t])[-–—][ \t]+(?=[A-Z][a-z]+[ \t]+[a-z])/g)]
    .filter((match) => match[0].trim() === opening.marker && match.index > opening.start)
    .map((match) => ({
      marker: opening.marker,
      start: match.index,
      textStart: match.index + match[0].length,
      kind: 'bullet' as const,
      value: 0,
    }));
}

/** A middle dot is also a mark inside words (`12·5`), so it must be the bullet the text opened with. */
function sameBullet(found: FoundMarker, opening: FoundMarker): boolean {
  return found.marker === opening.marker || found.marker !== '\u00b7';
}

function findSequence(
  text: string,
  opening: FoundMarker | null,
  previous: FoundMarker | null,
): FoundMarker[] {
  if (opening?.kind === 'decimal') return findDecimals(text, opening);
  const candidates = [...text.matchAll(counterInside)].map((match) => counterMarker(match, 0));
  const sequence: FoundMarker[] = opening !== null && opening.kind !== 'bullet' ? [opening] : [];
  const seconds = lastSeconds(candidates);
  let last = sequence[0] ?? previous;
  for (const [index, candidate] of candidates.entries()) {
    if (candidate.start <= (sequence.at(-1)?.start ?? -1)) continue;
    const follows = last !== null && isNext(last, candidate);
    // Inside a sentence `(a) this, (b) that` is one sentence; items begin with a capital.
    const capital = /^[\p{Lu}\p{N}“"‘']/u.test(text.slice(candidate.textStart, candidate.textStart + 2));
    const first = candidate.value === 1 || /^\W*i\W*$/.test(candidate.marker);
    const begins = last === null && first && capital && (seconds.get(sequenceKey(candidate)) ?? -1) > index;
    if (!follows && !begins) continue;
    sequence.push(candidate);
    last = candidate;
  }
  return sequence;
}

function parts(marker: string): string[] {
  return marker.replace(/\.$/, '').split('.');
}

/** `1.1 … 1.2 …`: the last part counts on, the rest stays. */
function findDecimals(text: string, opening: FoundMarker): FoundMarker[] {
  const sequence = [opening];
  for (const match of text.matchAll(decimalInside)) {
    const printed = match[0].trim();
    const last = parts(sequence.at(-1)?.marker ?? '');
    const expected = [...last.slice(0, -1), String(Number(last.at(-1)) + 1)].join('.');
    if (parts(printed).join('.') !== expected) continue;
    const textStart = match.index + match[0].length;
    sequence.push({ marker: printed, start: match.index, textStart, kind: 'decimal', value: 0 });
  }
  return sequence;
}

/** Where the last `b.`, `2)`, `ii.` of each shape stands, so that a first one need not look ahead each time. */
function lastSeconds(candidates: readonly FoundMarker[]): Map<string, number> {
  const seconds = new Map<string, number>();
  for (const [index, candidate] of candidates.entries()) {
    if (candidate.value === 2) seconds.set(sequenceKey(candidate), index);
  }
  return seconds;
}

function sequenceKey(found: FoundMarker): string {
  const roman = found.kind === 'roman' || found.marker.replaceAll(/[^a-z]/g, '') === 'i';
  return `${roman ? 'roman' : found.kind}${shape(found.marker)}`;
}

/** True when `next` counts on from `last` in the same way. `i.` is a letter after `h.` and a numeral otherwise. */
export function isNext(last: FoundMarker, next: FoundMarker): boolean {
  if (last.kind === 'bullet' || next.kind === 'bullet' || last.kind === 'decimal') return false;
  if (shape(last.marker) !== shape(next.marker)) return false;
  if (last.kind === next.kind) return next.value === last.value + 1;
  const roman = romanValue(next.marker.replaceAll(/[^ivx]/g, ''));
  const before = romanValue(last.marker.replaceAll(/[^ivx]/g, ''));
  return before > 0 && roman === before + 1;
}

function shape(marker: string): string {
  return marker.replaceAll(/[A-Za-z0-9]+/g, '');
}
