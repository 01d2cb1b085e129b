/**
 * Word tests that several parts of splitting share: time words, names of posts and bodies, status words.
 * They tell what sort of thing a cell holds; reading the date or the owner itself is for other stages.
 */
import { MONTH_NAMES } from '../calendar.ts';
import { readLexicon } from '../data-files.ts';

const MONTHS = MONTH_NAMES.map((name) => `${name.slice(0, 3)}(?:${name.slice(3) || name.slice(3)})?`).join(
  '|',
);
const TIME = new RegExp(
  String.raw`\b(?:(?:${MONTHS}|sept)\b\.?(?!\s+(?:be|not|also|need|have)\b)|(?:19|20)\d\d(?:[/-]\d\d)?\b|` +
    String.raw`spring\b|summer\b|autumn\b|winter\b|q[1-4]\b|quarter\s(?:[1-4]|one|two|three|four)\b|` +
    String.raw`\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b|\d{1,2}(?:st|nd|rd|th)\s(?:of\s)?(?:${MONTHS})\b|` +
    String.raw`(?:short|medium|long|near|longer|immediate)(?:er)?[- ]term\b|within\s(?:the\snext\s)?\S+\s(?:days|weeks|months|years)\b|` +
    String.raw`\d+\s?(?:-|–|to)\s?\d+\s(?:weeks|months|years)\b|next\s(?:year|month|quarter)\b|year[- ](?:end|one|two|three|[1-5])\b)`,
  'i',
);
const TIME_STATE =
  /\b(?:on-?going|immediate(?:ly)?|complet(?:e|ed)|tbc|tba|to be (?:confirmed|agreed)|monthly|quarterly|annual(?:ly)?|weekly|fortnightly|continuous|business as usual|bau|in progress|as required|started|underway|under way)\b/i;
const POST =
  /\b(?:cllrs?|councillors?|directors?|heads? of|chief|officers?|managers?|leaders?|cabinet|members?|slt|cmt|clt|smt|elt|cmb|emt|mo|ceo|cex|coo|cfo|cx|s\.?\s?151|corporate|executives?|assistant|lead|portfolio|committee|council|solicitor|chair|hr|finance|democratic services|service|services|team|monitoring officer|ads?|all|partnerships?|board|group|democratic|legal|governance|communications|housing|policy|performance)\b/i;
const NAME = /^(?:\p{Lu}\p{L}*['’.-]?\s?){1,4}(?:(?:,|\/|&| and |\n|;)\s*(?:\p{Lu}\p{L}*['’.-]?\s?){1,4})*$/u;
const INITIALS = /^\p{Lu}{2,4}(?:\s?[/,&]\s?\p{Lu}{2,4})*$/u;
const REFERENCE =
  /^(?:(?:recommendation|rec|action|ref|r|a|kr|cpc|no)\.?\s?)?\d{1,3}(?:\.\d{1,2}){0,2}\.?[a-z]?[.)]?$/i;
const COST =
  /^(?:£\s?[\d,.]+\s?(?:k|m|million)?.*|nil|none|within existing (?:resources|budgets?).*|existing (?:resources|budgets?).*|n\/a|tbc)$/i;

const statusWords = new Set(readLexicon('lexicon/split-status.tsv').map((row) => row['word'] ?? ''));

/** Number of words in a text. */
export function countWords(text: string): number {
  let count = 0;
  for (const word of text.split(/\s+/)) if (word !== '') count += 1;
  return count;
}

/** True where a text names a date, a period, a season or a term. */
export function hasTimeWords(text: string): boolean {
  return TIME.test(text);
}

/** True for a cell that is mostly about time: `Ongoing`, `By March 2024`, `Plan to be agreed in Oct/Nov`. */
export function isTimeCell(text: string): boolean {
  const words = countWords(text);
  return (words <= 14 && TIME.test(text)) || (words <= 6 && TIME_STATE.test(text));
}

/** True for a cell that could name who does it: posts, names, initials. */
export function isOwnerCell(text: string): boolean {
  const words = countWords(text);
  if (words > 25 || hasTimeWords(text)) return false;
  const trimmed = text.trim();
  return (
    INITIALS.test(trimmed) ||
    NAME.test(trimmed) ||
    (words <= 16 && POST.test(trimmed) && /^\P{Ll}/u.test(trimmed))
  );
}

/** True for a short status such as `Amber`, `On track`, `75%`. */
export function isStatusCell(text: string): boolean {
  const words = text
    .toLowerCase()
    .replaceAll(/[^a-z%\d ]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return statusWords.has(words) || /^\d{1,3}\s?%$/.test(words);
}

/** True for `1`, `R3`, `4.2`, `Rec 5`, `2b`. */
export function isReferenceCell(text: string): boolean {
  return REFERENCE.test(text.trim());
}

/** True for `£50k`, `Within existing budgets`, `Nil`. */
export function isCostCell(text: string): boolean {
  return COST.test(text.trim());
}
