/**
 * Bullets, letters and numbers that stand inside running text: "… a. Do this b. Do that", "• First • Second".
 * A letter or number only counts as part of a sequence, so that "section 2." and "e.g." are left alone.
 */

/** A marker in a text: the item's words begin at `to`. */
export interface MarkerHit {
  from: number;
  to: number;
  marker: string;
  kind: 'bullet' | 'letter' | 'number' | 'roman' | 'decimal';
}

const BULLETS = /(?<![^\s.:;,)])[•●▪■◦‣▸►➢➤✓✔·\u{F0B7}\u{F0A7}\u{F0D8}](?=\s|\p{L})\s*/gu;
const DASH_LINES = /(?:^|\n)[^\S\n]*[-–—*o][^\S\n]+(?=\S)/g;
/** "A3 - Do this - Do that": dashes that count as bullets, since the text begins with one. */
const DASHED_LIST = /^(?:\p{Lu}{0,3}\d[\d.]*\s)?-\s\p{Lu}[^\n]*?\s-\s\p{Lu}/u;
const DASHES = /(?:^|(?<=\s))-\s+(?=\p{Lu})/gu;
const LETTERS = /(?:^|(?<=[\s.;:)]))\(?([a-z])[.)](?=\s*\p{L})(?![a-z]\.)\s*/gu;
const NUMBERS = /(?:^|(?<=[\s.;:)]))\(?(\d{1,2})[.)](?=\s*\p{L})\s*/gu;
const DECIMALS = /(?:^|(?<=\s))(\d{1,2}(?:\.\d{1,2}){1,2})\.?(?=\s+\p{Lu})\s+/gu;
const ROMANS = /(?:^|(?<=[\s.;:)]))\(?(i{1,3}|iv|vi{0,3}|ix|xi{0,2})[.)](?=\s*\p{L})\s*/gu;
/** "1a.", "A2", "R5.1 –", "Step 2:": codes that count on, by their last letter or number. */
const CODES =
  /(?:^|(?<=[\s.;:)]))((?:(?:step|action|task)\s?|\p{Lu}{1,3}[ -]?)?\d{1,2}(?:\.\d{1,2})?)([a-h](?=[.):]|\s))?([.):]|\s?[–—-])?\s+(?=[\p{Lu}"“'‘])/giu;
/** What every marker has, and most texts have not: a digit, a bullet, a dash that stands alone, letters before a dot or bracket. */
const MAY_MARK =
  /[\d•●▪■◦‣▸►➢➤✓✔·\u{F0B7}\u{F0A7}\u{F0D8}]|(?<!\S)[-–—*o]\s|(?<![a-z])[a-z]{1,4}[.)](?=\s*\p{L})/u;
const ROMAN_ORDER = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

interface Candidate extends MarkerHit {
  rank: number;
}

/**
 * Markers of the outermost list in a text, in order; empty when it has none. `next` is the letter that a row cut
 * before would go on with (`d` after `c`), so that "d. Develop … e. Progress …" is a list as well.
 */
export function findMarkers(text: string, next = ''): MarkerHit[] {
  if (!MAY_MARK.test(text)) return [];
  const lists = [
    sequence(
      hits(text, LETTERS, 'letter', (label) => label.charCodeAt(0) - 96),
      next ? next.charCodeAt(0) - 96 : 0,
    ),
    sequence(
      hits(text, ROMANS, 'roman', (label) => ROMAN_ORDER.indexOf(label) + 1),
      0,
    ),
    sequence(hits(text, NUMBERS, 'number', Number), 0),
    decimals(text),
    codes(text),
    bullets(text),
  ].filter((list) => list.length > 0);
  lists.sort((a, b) => (a[0]?.from ?? 0) - (b[0]?.from ?? 0) || b.length - a.length);
  return lists[0] ?? [];
}

function hits(
  text: string,
  pattern: RegExp,
  kind: MarkerHit['kind'],
  rankOf: (label: string) => number,
): Candidate[] {
  return [...text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    marker: match[0].trim(),
    kind,
    rank: rankOf((match[1] ?? '').toLowerCase()),
  }));
}

/** The longest run of ranks that goes up by one: from 1, from `next`, or from 2 where the first lost its marker. */
function sequence(candidates: Candidate[], next: number): MarkerHit[] {
  let best: Candidate[] = [];
  for (const first of [1, next, 2].filter((rank, at) => rank > 0 || at === 0)) {
    for (const start of candidates.filter((candidate) => candidate.rank === first).slice(0, 3)) {
      const run = [start];
      let wanted = first + 1;
      for (const candidate of candidates) {
        if (candidate.from < start.to || candidate.rank !== wanted) continue;
        run.push(candidate);
        wanted += 1;
      }
      const enough = run.length > 1 || (start.from === 0 && (first === 1 || first === next));
      if (enough && run.length > best.length && (first !== 2 || start.from > 0)) best = run;
    }
  }
  return best;
}

function decimals(text: string): MarkerHit[] {
  const found = hits(text, DECIMALS, 'decimal', () => 0);
  const heads = new Set(found.map((hit) => hit.marker.split('.')[0]));
  return heads.size === 1 && (found.length > 1 || found[0]?.from === 0) ? found : [];
}

/** Codes from the start of a text, each the next after the one before: "1a. Draft it 1b. Publish it". */
function codes(text: string): MarkerHit[] {
  const run: MarkerHit[] = [];
  let wanted = '';
  for (const match of text.matchAll(CODES)) {
    const [whole, code = '', letter = ''] = match;
    if (run.length === 0 && (match.index > 0 || (letter === '' && !/^\p{L}/u.test(code)))) return [];
    // "… for a PMO 1c. Set up a board": letters before the code may be the words before it.
    const found = `${code}${letter}`.toLowerCase();
    const skipped = run.length > 0 && found.endsWith(` ${wanted}`) ? found.length - wanted.length : 0;
    if (run.length > 0 && found.slice(skipped) !== wanted) continue;
    const own = whole.slice(skipped);
    run.push({
      from: match.index + skipped,
      to: match.index + whole.length,
      marker: own.trim(),
      kind: 'decimal',
    });
    wanted = nextCode(code.slice(skipped), letter).toLowerCase();
  }
  return run.length > 1 ? run : [];
}

function nextCode(code: string, letter: string): string {
  if (letter !== '') return `${code}${String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1)}`;
  return code.replace(/(?<!\d)\d{1,2}$/, (last) => String(Number(last) + 1));
}

function bullets(text: string): MarkerHit[] {
  const found = [...text.matchAll(BULLETS)];
  const lines = found.length > 0 ? found : [...text.matchAll(DASH_LINES)];
  const list = lines.length > 1 || !DASHED_LIST.test(text) ? lines : [...text.matchAll(DASHES)];
  return list.map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    marker: match[0].trim(),
    kind: 'bullet',
  }));
}

/** What kind of marker a list item carries, or `null` for none. */
export function kindOfMarker(marker: string): MarkerHit['kind'] | null {
  const label = marker.trim();
  if (label === '') return null;
  if (label === 'o') return 'bullet';
  if (/^\(?[a-z][.)]?$/i.test(label)) return 'letter';
  if (/^\d+(?:\.\d+)+\.?$|^\d+[a-h][.):]?$/.test(label)) return 'decimal';
  if (/^\(?\d+[.)]?$/.test(label)) return 'number';
  if (/^\(?[ivx]+[.)]$/i.test(label)) return 'roman';
  return 'bullet';
}
