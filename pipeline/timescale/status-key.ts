/**
 * Status cells that hold only a mark: R, A, G, a tick, a coloured circle, a fill. The plan's own key ("Blue =
 * complete; Grey = not yet started") decides first, then the usual meaning.
 */
import { readLexicon } from '../data-files.ts';
import type { LegendTerm, Status } from '../model.ts';
import { keyOf } from './lexicon.ts';
import { decide, findClaims } from './status.ts';

/** What a plan's own key says of each mark, by the mark in lower case; a colour stands under its letter too. */
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
    if (COLOUR.test(name)) letters.set(name.charAt(0), [...(letters.get(name.charAt(0)) ?? []), status]);
  }
  for (const [letter, [status, ...others]] of letters) {
    if (status !== undefined && others.length === 0) key[letter] ??= status;
  }
  return key;
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
