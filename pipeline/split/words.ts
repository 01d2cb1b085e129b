/**
 * Word tests that several parts of splitting share: time words, names of posts and bodies, status words.
 * They tell what sort of thing a cell holds; reading the date or the owner itself is for other stages.
 */
import { MONTH_PATTERN } from '../calendar.ts';
import { readLexicon } from '../data-files.ts';
import type { ColumnRole } from '../model.ts';

const PERIOD = String.raw`(?:${MONTH_PATTERN})\b\.?(?!\s(?:be|not|also|need|have)\b)|spring\b|summer\b|autumn\b|winter\b|q[1-4]\b|quarter\s(?:[1-4]|one|two|three|four)\b|\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b|(?:immediate|short|medium|long|near|longer|shorter)[- ]term\b(?!\sfinanc)|within\s(?:the\snext\s)?\S{1,20}\s(?:days|weeks|months|years)\b|\d+\s?(?:-|–|to)\s?\d+\s(?:weeks|months|years)\b|next\s(?:year|month|quarter)\b|year[- ](?:end|one|two|three|[1-5])\b`;
const TIME = new RegExp(
  String.raw`\b(?:${PERIOD}|(?:in|by|during|from|until|for|since|of|early|mid|late|before|after|end)[- ](?:19|20)\d\d\b|(?:19|20)\d\d[/-]\d\d\b|(?:19|20)\d\d\s(?:onwards?|and)\b)|\((?:19|20)\d\d\)`,
  'i',
);
const BARE_YEAR = /(?:^|\s)(?:19|20)\d\d(?:$|\s|[,;)/-])/;
const TIME_STATE =
  /^(?:now |already )?(?:in place|achieved|delivered|done|implemented)\.?$|\b(?:on-?going|immediate(?:ly)?|complet(?:e|ed)|tbc|tba|to be (?:confirmed|agreed)|monthly|quarterly|annual(?:ly)?|weekly|fortnightly|continuous|business as usual|bau|in progress|as required|started|underway|under way)\b/i;
const POST =
  /\b(?:cllrs?|councillors?|directors?|heads? of|chief|officers?|managers?|leaders?|cabinet|members?|slt|cmt|clt|smt|elt|cmb|emt|mo|ceo|cex|coo|cfo|cx|s\.?\s?151|corporate|executives?|assistant|lead|portfolio|committee|council|solicitor|chair|hr|finance|democratic services|service|services|team|monitoring officer|ads?|all|partnerships?|board|group|democratic|legal|governance|communications|housing|policy|performance)\b/i;
const NAMED = /^(?:\p{Lu}[\p{L}'’.-]*|and|&|of|the|\/)$/u;
/** Letters of a post: "CX", "DoPH", "PH for Communities". */
const LETTERS = String.raw`(?:UNISON|\p{Lu}(?:\p{Lu}{1,4}|\p{Ll}\p{Lu}{1,3}))(?:\sfor\s\p{Lu}\p{Ll}+)?`;
const INITIALS = new RegExp(String.raw`^(?:all\s)?${LETTERS}(?:\s?(?:[/,&+]|and)\s?${LETTERS})*$`, 'u');
const REFERENCE =
  /^(?:(?:recommendation|rec|action|ref|r|a|kr|cpc|no)\.?\s?)?\d{1,3}(?:\.\d{1,2}){0,2}\.?[a-z]?[.)]?$/i;
const COST =
  /^(?:£\s?[\d,]|nil\b|none\b|within existing (?:resource|budget)|existing (?:resource|budget)|n\/a$)/i;

const statusWords = new Set(readLexicon('lexicon/split-status.tsv').map((row) => row['word'] ?? ''));

/** Roles of the cells that date an action. */
export const DATE_ROLES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'timescale',
  'start',
  'end',
  'original-date',
  'revised-date',
]);

/** True for the roles of columns that say when an action is to be done. */
export function isTimeRole(role: ColumnRole | null): boolean {
  return role === 'timescale' || role === 'end';
}

/** Number of words in a text. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** True where a text names a date, a period, a season or a term. */
export function hasTimeWords(text: string): boolean {
  return TIME.test(text);
}

/** True for a cell that is mostly about time: `Ongoing`, `By March 2024`, `Plan to be agreed in Oct/Nov`. */
export function isTimeCell(text: string): boolean {
  const words = countWords(text);
  return (words <= 14 && (TIME.test(text) || BARE_YEAR.test(text))) || (words <= 6 && TIME_STATE.test(text));
}

/** True where a text names a post or a body. */
export function hasPost(text: string): boolean {
  return POST.test(text);
}

/** True for a cell that could name who does it: posts, names, initials. */
export function isOwnerCell(text: string): boolean {
  const words = countWords(text);
  if (words > 25 || hasTimeWords(text)) return false;
  const trimmed = text.trim();
  return (
    isInitials(trimmed) || isNames(trimmed) || (words <= 16 && POST.test(trimmed) && /^\P{Ll}/u.test(trimmed))
  );
}

/** True for letters of posts and nothing else: `CX`, `DoPH / ACX`, `all SLT`; not `AMBER`. */
export function isInitials(text: string): boolean {
  return INITIALS.test(text.trim()) && !isStatusCell(text);
}

/** A few capitalised words and nothing else: `Jo Smith, Sam Lee`. */
function isNames(text: string): boolean {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  return words.length <= 12 && words.every((word) => NAMED.test(word));
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

/** Average number of words in the cells that are filled. */
export function averageWords(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.reduce((sum, cell) => sum + countWords(cell), 0) / (filled.length || 1);
}

/** A cell without the bullet, letter or number it opens with. */
export function withoutMarker(cell: string): string {
  return cell.replace(/^\s*(?:[•●▪·*–-]|\(?[a-z\d]{1,3}[.)]|\d+(?:\.\d+)+)\s*/i, '');
}
