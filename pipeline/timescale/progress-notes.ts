/**
 * Notes of progress in a cell's own words: "Permanent appointment made", "First workshop took place on 4 June". A
 * first, draft or interim step that happened is work under way, and so is what a
 * longer account tells of; a short note without such a word is done.
 */
import { readLexicon } from '../data-files.ts';
import type { Status } from '../model.ts';
import { anyOf } from './lexicon.ts';

const source = String.raw;
const guards = (name: string): string =>
  anyOf(
    readLexicon('lexicon/status-guards.tsv')
      .filter((row) => row['class'] === name)
      .map((row) => row['words'] ?? ''),
  );
const DONE = readLexicon('lexicon/status-words.tsv').filter((row) => row['status'] === 'done');
const REPORT = anyOf([
  // "No further action needed" is a claim, and reports no deed.
  ...DONE.map((row) => row['words'] ?? '').filter((words) => !words.startsWith('no ')),
  ...readLexicon('lexicon/status-guards.tsv')
    .filter((row) => row['class'] === 'reported')
    .map((row) => row['words'] ?? ''),
]);
const SAID = new RegExp(source`(?:^|[^A-Za-z-])(?<word>${REPORT})(?![A-Za-z-])`, 'gi');
const AHEAD =
  /\b(?:will|shall|would|should|must|may|might|could|can|to|not|no|never|nothing|yet|awaiting|awaits|await|pending|due|planned|scheduled|expected|proposed|once|when|until|if|unless|subject|before|after|plans?|is being|are being|need(?:s|ed)?)\b/i;
const STEP = new RegExp(source`(?:^|[^A-Za-z])(?:${guards('step')})(?![A-Za-z])`, 'i');
/** What may follow a finite verb or participle that reports; a noun after it would make it an adjective. */
const CLOSES =
  /^(?:\s*$|\s*[.,;:()–—-]|\s+(?:(?:on|in|at|by|for|with|to|from|and|during|over|last|this|early|late|mid|as|through|within|throughout|across|since)\b|\d))/i;
const BEGINS = /^(?:a|an|the|our|all|its|their|two|three|four|five|six|several|both|new|\d{1,3})\b/i;

/** The status that a progress note reports, and its words; null when it reports nothing. */
export function statusOfNote(text: string): { status: Status; words: string } | null {
  let found: { status: Status; words: string } | undefined;
  for (const clause of text.split(/[.;\n](?=\s|$)|\s[–—-]\s|,\s(?=but|and|with)/)) {
    for (const match of clause.matchAll(SAID)) {
      const word = match.groups?.['word'] ?? '';
      const end = match.index + match[0].length;
      const before = clause.slice(0, end - word.length);
      const after = clause.slice(end);
      const opens = before.trim() === '';
      if (AHEAD.test(before) || !(CLOSES.test(after) || (opens && BEGINS.test(after.trimStart())))) continue;
      const partial: boolean = STEP.test(before) || /\bsince\b/i.test(after) || found?.status === 'under_way';
      found = { status: partial ? 'under_way' : 'done', words: word };
    }
  }
  // One short note is about the action as a whole; a longer account may tell only of parts.
  if (found?.status === 'done' && text.trim().split(/\s+/).length > 14)
    return { ...found, status: 'under_way' };
  return found ?? null;
}

/** "First seminar held" of seminars: a step, unless the first is all that was promised. `before` ends at the report. */
export function isFirstOf(before: string, action: string): boolean {
  const word = FIRST.exec(before)?.groups?.['word'];
  return word !== undefined && !action.toLowerCase().includes(word.toLowerCase());
}

const FIRST =
  /(?:^|[.;:,]\s)(?:(?:the|an?|our)\s)?(?<word>first|initial|interim|preliminary)\s(?:[a-z-]+\s){0,2}?(?:sessions?|rounds?|phase|drafts?|meetings?|seminars?|stage|workshops?|tranche|cohort|steps?|findings|results|discussions?|talks)\b[^.;:,]{0,40}$/i;

/** A cell that says only that nobody has said: "?", "The status of this action will be confirmed in May". */
export function isUnsaid(text: string): boolean {
  return UNSAID.test(text.trim());
}

const UNSAID =
  /^\?+$|^(?:the )?(?:(?:latest|current) )?(?:status|position|progress|update)\b[^.;]{0,40}\b(?:will be|is to be|are to be|to be|yet to be|still to be)\s(?:confirmed|provided|reported|advised|given|supplied)\b/i;

/** "Two of the four …", "… the remaining two": part of the work is done, and more is to come. */
export function isPartOfMore(text: string): boolean {
  return [PART_OF, SOME_OF, SO_FAR, TO_DATE, REST, NOW, BEING, DRAFT].some((part) => part.test(text));
}

/** "Draft measures have been shared with the board": a draft is not yet the thing. */
const DRAFT =
  /^\s*(?:an?\s|the\s)?(?:initial\s|first\s|early\s)?(?:drafts?|outlines?)\b[^.;]{0,60}\b(?:has|have|was|were)(?: now| already)?(?: been)? (?:shared|circulated|prepared|produced|written|presented|sent|discussed|considered|issued|drawn up)\b/i;

/** "Protocol drafted. The committee is currently considering it." */
const NOW = /\b(?:is|are)\s(?:currently|now|still)\s[a-z]{3,14}ing\b/i;

/** "North panel launched; south panel being set up." */
const BEING =
  /(?<!^\W*(?:completed?|done|delivered|closed|implemented|achieved|finished))[.;,]\s(?:[A-Za-z][\w&'’+-]{0,20}\s){1,5}?being\s(?:[a-z]{3,14}ed|set up|built|drawn up|written|made)\b/i;

const NUMBER =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,6}teen|twenty|thirty|\\d{1,3}|some|most|several|half|many';
/** "Two sales have completed and three are with solicitors". */
const PART_OF = new RegExp(
  source`^\s*(?:${NUMBER})\b[^.;]{0,60}\b(?:has|have|are|were|was)\b[^.;]*\b(?:and|but|with)\b`,
  'i',
);
const SOME_OF = new RegExp(
  source`^\s*(?<part>${NUMBER})\s(?:out )?of\s(?:the|our|its|all)?\s?(?!\k<part>\b)`,
  'i',
);
/** "Reviews held with 46 of the 63 councillors so far", "The board has met eight times": it goes on. */
const SO_FAR = new RegExp(
  source`\b(?:so|thus) far\b|\b\d{1,3} (?:out )?of (?:the )?\d{1,3}\b|\bmet (?:${NUMBER}) times\b`,
  'i',
);
/** "Eight issues sent to date", not "Complete. Forty trained to date" and not what is up to date. */
const TO_DATE =
  /^(?!\W*(?:completed?|done|closed|delivered|implemented|achieved)\s*[.;:,–—-])[^]*(?<!\bup[ -])\bto date\b/i;
/** "9 of 12 in so far", "Now at 17": a count on its way to another. */
const COUNT =
  /(?<![\d.,])[1-9]\d{0,3} (?:out )?of (?:the )?\d{1,4}\b|\b(?:now|currently) (?:stands? )?at £?[1-9][\d.,]*/i;

/** The words of a count that has come part of its way; null where there is none. */
export function countOf(text: string): string | null {
  return text.length > 400 ? null : (COUNT.exec(text)?.[0] ?? null);
}

const REST =
  /[,;.]\s(?:and\s)?(?:the (?:remaining|rest|others?|remainder)(?:\s[a-z]{1,15}){0,3}\s(?:are|is|will|to|follow|follows|still|due|planned|remain|await)\b|\d{1,3} remain)/i;

/** "Officers are developing a business case", "The team is preparing its bid": what somebody is doing now. */
export function doingOf(text: string): string | null {
  if (text.length > 400 || NO_ACTIVITY.test(text)) return null;
  const going = CONTINUES.exec(text);
  if (going !== null) return going[0];
  if (STILL_AHEAD.test(text)) return null;
  return DOING.exec(text)?.[0] ?? null;
}

const CONTINUES =
  /\bcontinues? to be (?!un|refused|disputed|awaited|delayed|blocked)[a-z]{3,14}ed\b|\bcontinues to (?!be\b)[a-z]{3,}/i;
const DOING =
  /\b(?:is|are) currently (?:open|out (?:to|for))\b|\b(?:is|are) (?:(?:now|also|currently|already|actively|still|jointly) )*(?!going\b|hoping\b|looking\b|considering\b|planning\b|intending\b|waiting\b|pending\b|nothing\b|missing\b|lacking\b|outstanding\b|existing\b|meaning\b)[a-z]{3,}ing\b/i;

const NO_ACTIVITY =
  /^\s*(?:n\W?a\b|none\b|nil\b|tb[ac]\b|see\b|as above|as per|no\b|not\b|nothing\b|await|pending|paused|on hold|subject to|dependent|depends|linked|to\b|will\b)/i;
const STILL_AHEAD =
  /\b(?:ahead of|before|prior to|will|shall|would|should|must|to be|is to|are to|planned|proposed|scheduled|due|expected|once|when|until|if|subject to|yet|not|no|never|await\w{0,3}|pending|paused|hold|need(?:s|ed)?|required|outstanding)\b/i;
const ACTIVE =
  /\b(?:(?!need|speed|feed|indeed)[a-z]{2,}ed|(?!during|meeting|training|nothing|funding|housing|planning|morning|evening|spring)[a-z]{3,}ing|began|begun|met|made|sent|written|drawn|out|slipped)\b/i;

/**
 * The words by which a note in a column of progress shows that work goes on, though it reports nothing as done:
 * "Business case being written", "Draft measures discussed in January", "Adverts out"; null for "No bids received",
 * "Contract to be signed in July".
 */
export function activityOf(text: string): string | null {
  if (text.length > 400 || NO_ACTIVITY.test(text)) return null;
  for (const clause of text.split(/[.;\n](?=\s|$)|\s[–—-]\s/)) {
    const word = STILL_AHEAD.test(clause) ? null : ACTIVE.exec(clause);
    if (word) return word[0];
  }
  return null;
}
