/**
 * What the words of a column header or label speak for: roles from `data/lexicon/split-columns.tsv`, whole headers
 * before questions (`split-questions.tsv`) and parts, the head of a phrase before what follows "of" or "from".
 */
import { readLexicon } from '../../data-files.ts';
import type { ColumnRole } from '../../model.ts';

/** A role that header words speak for, and how strongly (0..1). */
export interface RoleVote {
  role: ColumnRole;
  score: number;
}

interface Phrase {
  words: string;
  length: number;
  votes: RoleVote[];
}

const phrases = loadPhrases();
const byFirstWord = Map.groupBy(phrases.values(), (phrase) => phrase.words.split(' ')[0] ?? '');

/** Headers by themselves, but no sign of anything inside a longer one. */
const WHOLE_ONLY = new Set([
  'from',
  'to',
  'by',
  'until',
  'done',
  'no',
  'number',
  'id',
  'item',
  'line',
  'row',
  'why',
  'key',
  'what',
  'how',
]);

/** A question is told by a word of each group, in any order. */
interface Question {
  groups: ReadonlySet<string>[];
  vote: RoleVote;
}

const questions = readLexicon('lexicon/split-questions.tsv').map((row): Question => {
  const groups = (row['groups'] ?? '').split(' ').map((group) => new Set(group.split('|')));
  return { groups, vote: { role: row['role'] as ColumnRole, score: Number(row['weight']) } };
});

function loadPhrases(): Map<string, Phrase> {
  const found = new Map<string, Phrase>();
  for (const row of readLexicon('lexicon/split-columns.tsv')) {
    const words = row['phrase'] ?? '';
    const phrase = found.get(words) ?? { words, length: words.split(' ').length, votes: [] };
    phrase.votes.push({ role: row['role'] as ColumnRole, score: Number(row['weight']) });
    found.set(words, phrase);
  }
  return found;
}

const KNOWN_WORDS = new Set([...phrases.keys()].flatMap((words) => words.split(' ')));

/** "Respon-sible", "Current posi- tion": a word that a narrow column broke is put together where that makes a known one. */
function joinBroken(header: string): string {
  return header.replaceAll(
    /(\p{L}{2,14})[-\u00AD]\s?(\p{L}{2,14})/gu,
    (whole, first: string, second: string) =>
      KNOWN_WORDS.has(`${first}${second}`) ? `${first}${second}` : whole,
  );
}

/** By header, since rows and columns are asked again and again whether they are one. */
const knownWords = new Map<string, string>();
const knownVotes = new Map<string, readonly Readonly<RoleVote>[]>();
const REMEMBERED_HEADERS = 2_000;

/** Lower-case words of a header without footnote marks, numbers in brackets and punctuation. */
export function headerWords(header: string): string {
  let words = knownWords.get(header);
  if (words === undefined) {
    words = findHeaderWords(header);
    if (knownWords.size >= REMEMBERED_HEADERS) knownWords.clear();
    knownWords.set(header, words);
  }
  return words;
}

function findHeaderWords(header: string): string {
  return joinBroken(header.toLowerCase())
    .replaceAll(/[([]\s?(?:\d+|[a-z]|[ivx]{1,5}|es|(?:[a-z\d]{1,10}\s){0,3}(?:19|20)\d\d)\s?[)\]]/g, ' ')
    .replaceAll(/(?<=\p{L})[\d*]{1,2}(?=\s|$)/gu, '')
    .replaceAll(/[^a-z%\d#]+/g, ' ')
    .trim()
    .replace(/^#$/, 'no');
}

/** True for words that are a known header as they stand: `Lead officer`, not `Monitoring Officer`. */
export function isKnownHeader(header: string): boolean {
  return phrases.has(headerWords(header));
}

/** "LGA Peer Challenge – Action Plan": the paper's title, no header or label of an action. */
const PLAN_TITLE = /\bpeer (?:challenge|review)\b.*\bplan\b/i;

/** Roles that a header's words speak for, strongest first; empty when none is known. Whole headers beat parts. */
export function voteHeader(header: string): readonly Readonly<RoleVote>[] {
  let votes = knownVotes.get(header);
  if (votes === undefined) {
    votes = voteAnew(header);
    if (knownVotes.size >= REMEMBERED_HEADERS) knownVotes.clear();
    knownVotes.set(header, votes);
  }
  return votes;
}

function voteAnew(header: string): RoleVote[] {
  const words = headerWords(header);
  if (words === '' || PLAN_TITLE.test(header)) return [];
  const whole = wholeHeader(words);
  if (whole) return whole.votes.toSorted((a, b) => b.score - a.score);
  const list = words.split(' ');
  if (list.length > 14) return [];
  const votes = new Map<ColumnRole, number>();
  const asked = questions.find(({ groups }) => groups.every((group) => list.some((word) => group.has(word))));
  if (asked) votes.set(asked.vote.role, asked.vote.score);
  const preposition = list.findIndex((word) => word === 'from' || word === 'of' || word === 'for');
  list.forEach((word, at) => {
    for (const phrase of byFirstWord.get(word) ?? []) {
      if (list.slice(at, at + phrase.length).join(' ') !== phrase.words || WHOLE_ONLY.has(phrase.words))
        continue;
      const atEnd = at + phrase.length === list.length;
      const atStart = at === 0;
      const share = phrase.length / list.length;
      const standing =
        (atEnd ? 0.2 : 0) + (atStart ? 0.15 : 0) - (preposition >= 0 && at > preposition ? 0.25 : 0);
      for (const vote of phrase.votes) {
        const score = vote.score * Math.min(0.95, 0.35 + 0.5 * share + standing);
        votes.set(vote.role, Math.max(votes.get(vote.role) ?? 0, score));
      }
    }
  });
  // "Timescales: revised end": a revision of whatever time the other words name.
  if (REVISED.test(words) && [...votes.keys()].some((role) => role === 'end' || role === 'timescale'))
    votes.set('revised-date', 1);
  if (/\brecommendations? and (?:\w+ )?actions?\b/.test(words)) votes.set('action', 0.9);
  const told = tellsProgress(header);
  if (tellsTimeAndProgress(header)) votes.set('timescale', 1);
  if (told && !votes.has('action')) votes.set(told.role, 0.95 * told.score);
  return [...votes].map(([role, score]) => ({ role, score })).sort((a, b) => b.score - a.score);
}

const REVISED = /\b(?:revised|amended|extended|rescheduled)\b/;

function wholeHeader(words: string): Phrase | undefined {
  return phrases.get(words) ?? phrases.get(words.replace(/^(?:the|our|council|proposed|key)\s/, ''));
}

/** Whole headers that "and", "&" or a slash joins into one. */
function partsOfHeader(header: string): (RoleVote | undefined)[] {
  return header.split(/\s(?:and|&)\s|\//i).map((part) => wholeHeader(headerWords(part))?.votes[0]);
}

/** What tells how far a thing has got; an outcome does beside the day it came. */
const TOLD: ReadonlySet<ColumnRole | undefined> = new Set<ColumnRole>(['progress', 'status', 'outcome']);

/** True for "By when / where we are", "When closed / outcome": its cells say when and how far, not only the last day. */
export function tellsTimeAndProgress(header: string): boolean {
  const roles = partsOfHeader(header).map((vote) => vote?.role);
  return (
    roles.every((role) => role !== undefined) &&
    roles.some((role) => role === 'timescale' || role === 'end') &&
    roles.some((role) => TOLD.has(role))
  );
}

/** "Update and success measures": what has been done so far is what such a cell says first. */
function tellsProgress(header: string): RoleVote | undefined {
  const parts = partsOfHeader(header);
  if (parts.length < 2) return undefined;
  return parts.find((vote) => vote?.role === 'progress' || vote?.role === 'status');
}
