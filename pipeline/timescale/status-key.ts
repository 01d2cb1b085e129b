/**
 * Status cells that hold only a mark: R, A, G, a tick, a coloured circle, a fill. The plan's own key ("Blue =
 * complete; Grey = not yet started") decides first, then the usual meaning.
 */
import { readLexicon } from '../data-files.ts';
import type { Block, LegendTerm, Status } from '../model.ts';
import { keyOf } from './lexicon.ts';
import { decide, findClaims } from './status.ts';

/** What a plan's own key says of each mark, by the mark in lower case; a colour stands under its letter too (G is Green, not Grey). */
export type StatusKey = Readonly<Record<string, Status>>;

const MARKS = new Map(
  readLexicon('lexicon/status-marks.tsv').map((row) => [row['mark'] ?? '', row['status'] as Status]),
);
const COLOUR = /^(?:red|amber|green|blue|gr[ea]y|yellow|purple|black|white|orange|brown|pink)$/;
/** Colours say nothing of a status by themselves in a definition: "Blue: green before" is no key. */
const LATE =
  /\b(?:slippage|behind|delay(?:ed|s)?|at risk|off track|on (?:track|target|schedule)|concerns?|issues?|overdue|progress(?:ing)?)\b/i;

/**
 * Status for each term of a key that speaks of progress: `Blue` = `complete` gives `blue` and `b` done. Terms that
 * define a time or say nothing of progress are left out. Two colours with one initial leave the letter out.
 */
export function readStatusKey(terms: readonly LegendTerm[]): StatusKey {
  const key: Record<string, Status> = {};
  const letters = new Map<string, Status[]>();
  for (const { term, text } of terms) {
    const name = markOf(term);
    const status = statusOfWords(text);
    if (name === '' || status === null) continue;
    key[name] = status;
    if (COLOUR.test(name) && !/^gr[ea]y$/.test(name))
      letters.set(name.charAt(0), [...(letters.get(name.charAt(0)) ?? []), status]);
  }
  for (const [letter, [status, ...others]] of letters) {
    if (status !== undefined && others.length === 0) key[letter] ??= status;
  }
  return key;
}

/** A colour and its definition: "Blue – complete", "Amber (A) = some slippage". */
const DEFINED =
  /(?:^|[\s;:,.(|•])(?<colour>red|amber|green|blue|gr[ae]y|yellow|purple|black|white|orange)(?:\s?\([a-z]\))?\s{0,3}(?:[-–—=:]|\bis\b|\bmeans\b)\s{0,3}(?<words>[^;.|\n]{2,80})/gi;
const NEXT =
  /[\s,/&]{1,3}(?:and\s)?(?:red|amber|green|blue|gr[ae]y|yellow|purple|black|white|orange)(?:\s?\([a-z]\))?\s{0,3}[-–—=:].*$/is;

/**
 * The key of a document's status colours: a line that defines two colours or more, lines in a row that define one
 * each, or a small table of colour and meaning. Empty where there is none; rows of a plan are never a key.
 */
export function findStatusKey(blocks: readonly Block[]): StatusKey {
  const terms: LegendTerm[] = [];
  let run: LegendTerm[] = [];
  const close = (): void => {
    if (run.length > 1) terms.push(...run);
    run = [];
  };
  for (const block of blocks) {
    const found = block.type === 'table' ? termsOfTable(block) : termsOfText(block);
    if (found.length === 0) close();
    run.push(...found);
  }
  close();
  return readStatusKey(terms);
}

function termsOfTable({ rows, columns, place }: Extract<Block, { type: 'table' }>): LegendTerm[] {
  if (rows.length > 8) return [];
  const cells = rows.map((row) => row.cells.map(({ text }) => text.trim()).filter((text) => text !== ''));
  if (cells.every((row) => row.length <= 1)) return cells.flat().flatMap((text) => termsIn(text, place));
  if (columns > 3) return [];
  return cells
    .filter(([term = '', text = '']) => COLOUR.test(markOf(term)) && text !== '' && text.length < 120)
    .map(([term = '', text = '']) => ({ term, text, place }));
}

function termsOfText(block: Exclude<Block, { type: 'table' }>): LegendTerm[] {
  if (block.text.length > 600) return [];
  const colours = termsIn(block.text, block.place);
  return colours.length > 0 || !NAMED_KEY.test(block.text) ? colours : lettersIn(block.text, block.place);
}

/** "Key to RAG: B = complete; N = not started", "Status – IP: in progress, C: complete". */
const NAMED_KEY = /^[^.;]{0,40}\b(?:key|rag|brag|status|legend|progress|ratings?)\b/i;
const LETTERS = /(?:^|[\s;:,.(|•])(?<mark>\p{Lu}{1,3}|\d)\s?[=:–—-]\s?(?<words>\p{L}[^;.|,\n=]{2,60})/gu;

function lettersIn(text: string, place: LegendTerm['place']): LegendTerm[] {
  const terms = [...text.matchAll(LETTERS)].map(({ groups }) => ({
    term: groups?.['mark'] ?? '',
    text: (groups?.['words'] ?? '').trim(),
    place,
  }));
  const told = terms.filter((term) => statusOfWords(term.text) !== null);
  return told.length >= 2 && told.length >= terms.length / 2 ? told : [];
}

function termsIn(text: string, place: LegendTerm['place']): LegendTerm[] {
  const terms: LegendTerm[] = [];
  let rest = text;
  for (
    let match = [...rest.matchAll(DEFINED)][0];
    match !== undefined;
    match = [...rest.matchAll(DEFINED)][0]
  ) {
    const words = (match.groups?.['words'] ?? '').replace(NEXT, '');
    terms.push({ term: match.groups?.['colour'] ?? '', text: words.trim(), place });
    rest = rest.slice(match.index + match[0].length - (match.groups?.['words'] ?? '').length + words.length);
  }
  return terms;
}

/** The status of a cell that is a mark and nothing else; null for words. */
export function statusOfMark(text: string, key: StatusKey): Status | null {
  const mark = markOf(text);
  return key[mark] ?? MARKS.get(mark) ?? null;
}

/** What a key says of a fill's colour or a word, without the usual meaning. */
export function statusInKey(name: string, key: StatusKey): Status | null {
  return key[markOf(name)] ?? null;
}

/** The mark without its marks of punctuation: "(Blue)", "G.", "RAG: A". Empty for what is longer than a few words. */
function markOf(text: string): string {
  if (text.length > 60) return '';
  return keyOf(text.replaceAll(/[\uFE0E\uFE0F()[\]":]/gu, ' '))
    .replace(/\.$/, '')
    .replace(/^rag (?:rating |status )?/, '');
}

function statusOfWords(text: string): Status | null {
  const claim = decide(
    findClaims(text, () => false, 'cell'),
    false,
  );
  return claim?.status ?? (LATE.test(text) ? 'under_way' : null);
}
