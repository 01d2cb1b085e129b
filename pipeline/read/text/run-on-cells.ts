/**
 * A row whose cells run on, cut into them: who and when where a post and a time stand side by side, what is advised
 * and what will be done where a new sentence begins without a full stop before it.
 */
import { readLexicon } from '../../data-files.ts';
import { findCellKind } from './cell-kinds.ts';
import { isDateText } from '../headings.ts';

/** Offsets in the row's text at which its cells begin, in order. */
export type RunOnCuts = readonly number[];

/** What the header says of a row. */
export interface RunOnShape {
  /** Columns of words left of the owner: one or two. */
  words: number;
  /** The number at its head is a cell of its own. */
  isNumbered: boolean;
  /** A column stands right of the time. */
  hasRest: boolean;
}

interface Token {
  text: string;
  start: number;
  end: number;
  /** A line begins with it. */
  opens: boolean;
}

const mostOwnerWords = 16;
const mostTimeWords = 14;
const longestRow = 2_000;

/** Where the cells of a row begin; null where no post with a time beside it is found, or words are not told apart. */
export function cutRunOn(text: string, { words, isNumbered, hasRest }: RunOnShape): RunOnCuts | null {
  if (text.length > longestRow) return null;
  const tokens = [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    opens: /\n[ \t]*$/.test(text.slice(0, match.index)),
  }));
  const found = findOwnerAndTime(text, tokens, hasRest);
  if (found === null) return null;
  const deed = words === 1 ? 1 : findDeed(tokens.slice(0, found.owner));
  if (deed === null) return null;
  const starts = [
    ...(isNumbered ? [0, tokens[1]?.start ?? 0] : [0]),
    ...(words === 2 ? [tokens[deed]?.start ?? 0] : []),
    tokens[found.owner]?.start ?? 0,
    tokens[found.time]?.start ?? 0,
  ];
  return hasRest ? [...starts, tokens[found.rest]?.start ?? text.length] : starts;
}

/** The longest time with the longest post before it, a post after the end of a sentence or a line first. */
function findOwnerAndTime(
  text: string,
  tokens: readonly Token[],
  hasRest: boolean,
): { owner: number; time: number; rest: number } | null {
  let best: { owner: number; time: number; rest: number } | null = null;
  let bestScore = 0;
  const slice = (from: number, to: number) => text.slice(tokens[from]?.start, tokens[to - 1]?.end);
  for (let time = 3; time < tokens.length; time++) {
    let rest = 0;
    for (let end = Math.min(tokens.length, time + mostTimeWords); end > time && rest === 0; end--)
      if (isTime(slice(time, end))) rest = end;
    if (rest === 0 || (!hasRest && rest < tokens.length)) continue;
    for (let owner = Math.max(2, time - mostOwnerWords); owner < time; owner++) {
      const before = tokens[owner - 1];
      const isSure = /[.!?)'"’”]$/.test(before?.text ?? '') || tokens[owner]?.opens === true;
      const words = slice(owner, time);
      if (!/^\p{Lu}/u.test(words) || /[.!?]\s/.test(words) || findCellKind(words) !== 'post') continue;
      const score = (isSure ? 100 : 0) + (rest - time) * 2 + (time - owner);
      if (score <= bestScore) continue;
      best = { owner, time, rest };
      bestScore = score;
    }
  }
  return best;
}

/**
 * One time, or one after each letter: "(a) May 2025 (b) June 2025". Nothing but the words of dates, for "of Housing June
 * 2025" and "June 2025 Complete" look like times as a whole.
 */
function isTime(text: string): boolean {
  const letters = [...text.matchAll(/(?:^|\s)\(?([a-h])[.)]\s/g)].map((match) => match[1] ?? '');
  if (letters.some((letter, index) => index > 0 && letter <= (letters[index - 1] ?? ''))) return false;
  const parts = text.split(/(?:^|\s)\(?[a-h][.)]\s/);
  const times = parts[0]?.trim() === '' ? parts.slice(1) : parts;
  return times.every((part) => {
    const [kind, words] = [findCellKind(part), part.trim()];
    if (kind === 'open') return !/\s\p{Lu}/u.test(words);
    return kind === 'time' && isDateText(words) && !words.includes('\n');
  });
}

let verbs: ReadonlySet<string> | undefined;

function isVerb(word: string): boolean {
  verbs ??= new Set(
    readLexicon('lexicon/split-verbs.tsv').flatMap((row) =>
      row['noun'] === 'only' ? [] : [row['verb'] ?? ''],
    ),
  );
  return verbs.has(word.toLowerCase());
}

/** The word with which what will be done begins, by the surest sign there is; null for none. */
function findDeed(tokens: readonly Token[]): number | null {
  const isNew = (token: Token, index: number): boolean => {
    const before = tokens[index - 1]?.text ?? '';
    return index > 2 && /^\p{Lu}/u.test(token.text) && /[\p{L}\d)’']$/u.test(before) && !SMALL.test(before);
  };
  const follows = (index: number, what: RegExp) => what.test(tokens[index + 1]?.text ?? '');
  const signs: ((token: Token, index: number) => boolean)[] = [
    (token, index) => index > 2 && token.opens && /^(?:\(?[a-h1][.)]|[•–-])$/.test(token.text),
    (token, index) =>
      isNew(token, index) &&
      /^(?:We|Officers|Cabinet)$/.test(token.text) &&
      follows(index, /^(?:will|have|are)$/),
    (token, index) =>
      isNew(token, index) && isVerb(token.text) && (token.opens || follows(index, /^[\p{Ll}\d]/u)),
    (token, index) =>
      isNew(token, index) && /^\p{Ll}/u.test(tokens[index - 1]?.text ?? '') && follows(index, /^\p{Ll}/u),
  ];
  for (const sign of signs) {
    const at = tokens.findIndex((token, index) => sign(token, index));
    if (at > 0) return at;
  }
  return null;
}

/** Words that no cell ends with. */
const SMALL = /^(?:the|of|and|to|for|in|by|with|an?|from|on|or|at|its|their|our|your)$/i;
