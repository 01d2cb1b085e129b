/** How far a thing has got, from its words: done, under way, not started. "To be agreed" is not agreed. */
import { readLexicon } from '../data-files.ts';
import type { Status } from '../model.ts';
import { anyOf, keyOf, phraseFinder } from './lexicon.ts';

/** A claim about progress: what it says, where it stands, and what it says of time where no date is given. */
export interface StatusClaim {
  status: Status;
  kind: 'done' | 'ongoing' | 'none' | '';
  start: number;
  end: number;
  words: string;
  /** True where nothing of its own clause stands before it: "Phase one is live. Complete". */
  opens: boolean;
  /** True where a sentence ends with it and no other part is spoken of after: "Complete. Manager started". */
  closes: boolean;
}

/** `cell`: a time or status cell. `list`: one whose entries may run on with nothing between. `prose`: sentences. */
export type ClaimMode = 'cell' | 'list' | 'prose';

const source = String.raw;
const rows = new Map(readLexicon('lexicon/status-words.tsv').map((row) => [keyOf(row['words'] ?? ''), row]));
const guards = (name: string): string[] =>
  readLexicon('lexicon/status-guards.tsv')
    .filter((row) => row['class'] === name)
    .map((row) => row['words'] ?? '');
const ending = (name: string, tail = '', gap = source`\s{1,3}`): RegExp =>
  new RegExp(source`(?:^|[^A-Za-z])(?:${anyOf(guards(name))})${gap}${tail}$`, 'i');

const findWords = phraseFinder(rows.keys());
const NOT = ending('not');
const NEVER =
  /(?:not(?: yet)? been|never been|not|never|yet to be|to be|will be|is to be|are to be|to|yet)\s{1,3}$/i;
const PARTLY = ending('partly', source`(?:(?:has |have )?(?:is|been|was)\s)?`, source`[\s:–-]{1,4}`);
const HAS = ending('has');
const IS = /(?:^|[^A-Za-z])(?:is|are|now|being)\s{1,3}$/i;
/** "Once the review is complete" and "as soon as the team delivered" claim nothing. */
const UNDER = new RegExp(source`(?:^|[^A-Za-z])(?:${anyOf(guards('under'))})\s[^,.;:\n]{0,60}$`, 'i');
/** These reach over commas: "once the strategy is agreed and the team, with its budget, is in place". */
const UNDER_ALL = /(?:^|[^a-z])(?:once|when|until|if|unless|as soon as|subject to)\s[^.;:\n]{0,160}$/i;
/** "No work has been done": the doing, not what was done, is denied. */
const NONE_DONE =
  /\b(?:no|none|nothing|neither)\b(?:(?!\b(?:and|but|was|were|has|have|had)\b)[^.;:,]){0,60}\b(?:has|have|had|was|were)(?: yet| so far| as yet)?(?: been)?\s{1,3}$/i;
const DEEDS =
  /^(?:undertaken|carried out|started|commenced|begun|done|held|completed|delivered|achieved|implemented|progressed|developed|introduced|agreed|launched|established)$/i;
/** "The council has agreed to move …": what was agreed is still to be done. */
const PROMISED =
  /^(?:agreed|committed|resolved|decided|undertaken) to (?!(?:an?|the|this|that|these|those|our|its|all)\b)[a-z]/i;
const JOINED = /(?:,|\s(?:and|or|&))(?: then)?\s{1,3}$/i;
/** The last helper of a sentence that looks ahead, if no other comes after it. */
const HELPER =
  /\b(?:will|shall|should|would|must|to|may|can|could)\s{1,3}be\s{1,3}(?=[^.;:\n]{2,70}$)(?![^.;:\n]*\b(?:has|have|had|was|were|is|are|now|we|been)\b)/i;
/** "Has met since December" goes on; "has been in place since" is done. */
const SINCE = new RegExp(
  source`^(?:${anyOf(guards('repeated'))})(?:\s{1,3}[A-Za-z]{1,12}){0,3}\s{1,3}since\b`,
  'i',
);
const OBJECT = /^\s{1,3}(?:an?|the|our|all|its|two|three|four|five|six|several|both|\d{1,3})\s/i;
/** "Appoint a manager (recruitment complete)". */
const BRACKET = /\((?:[A-Za-z]{2,20}\s){0,3}$/;
const CLOSED = /^[^()]{0,30}\)[\s.]*$/;
const AFTER = new Set(guards('after'));

const CLOSES = /^\s*[.;](?!.*\b(?:phase|stage|part|second|next|remaining)\b)/is;
/** What a delay is laid to: "Delayed owing to the floods". */
const EXCUSED = /^\s+(?:owing|due to|because|by|pending|until|while|whilst)\b/i;

/** Every claim in a text, in order; `isDate` tells whether a date's words stand at an index. */
export function findClaims(text: string, isDate: (index: number) => boolean, mode: ClaimMode): StatusClaim[] {
  const claims: StatusClaim[] = [];
  for (const { index, end, words } of findWords(text)) {
    const row = rows.get(keyOf(words));
    if (row === undefined || isUnder(text.slice(Math.max(0, index - 170), index))) continue;
    const status = row['status'] as Status;
    const before = text.slice(Math.max(0, index - 30), index);
    const clause = text.slice(Math.max(0, index - 90), index);
    const use = row['use'] ?? '';
    const claim: StatusClaim = {
      status,
      kind: row['kind'] as StatusClaim['kind'],
      start: index,
      end,
      words,
      closes: CLOSES.test(text.slice(end)),
      opens: /(?:^|[.;:,(–—-])$/.test(text.slice(0, index).trimEnd()),
    };
    const said =
      status === 'done' || status === 'under_way'
        ? turned(claim, clause, text.slice(end, end + 50), mode)
        : claim;
    if (said === null) continue;
    if (said !== claim) {
      claims.push(said);
      continue;
    }
    if (mode === 'prose' && PROMISED.test(text.slice(index, end + 20))) continue;
    const had = mode === 'prose' && HAS.test(before);
    const told = mode === 'prose' && isTold(text, index, end);
    const excused = status !== 'done' && index === 0 && EXCUSED.test(text.slice(end, end + 20));
    if (
      !had &&
      !told &&
      !excused &&
      use !== 'anywhere' &&
      use !== 'head' &&
      !follows(text, end, isDate, mode)
    )
      continue;
    if (isClaimed(status, use, { text, before, words, end, isDate, mode })) claims.push(claim);
  }
  return claims;
}

/** True for a claim of words that stand by themselves: "Done", "Complete", "Closed". */
export function isFinal({ status, words }: StatusClaim): boolean {
  return status === 'done' && rows.get(keyOf(words))?.['use'] === 'alone';
}

function isUnder(before: string): boolean {
  return UNDER.test(before.slice(-70)) || UNDER_ALL.test(before);
}

/** The claim that decides: the last, except that work going on beats a part done before or after it. */
export function decide(claims: readonly StatusClaim[], ongoing: boolean): StatusClaim | null {
  const last = claims.at(-1) ?? null;
  if (last === null) return null;
  const head = claims[0];
  // "Complete. The new manager started in May", "Done – held in June": the word at the head is about the whole action.
  const goesOn =
    last.status === 'done' || (head?.closes === true && /^(?:started|commenced|begun)$/i.test(last.words));
  if (head !== undefined && isFinal(head) && head.start === 0 && goesOn && !ongoing) return head;
  const unstarted = claims.find(({ status }) => status === 'not_started');
  const active = claims.find(({ status }) => status === 'under_way');
  if (last.status === 'done' && ongoing) return active ?? { ...last, status: 'under_way', kind: 'ongoing' };
  // "Agreed – work underway. Phase 1 complete" and "Amber – first session held": work that goes on is not done.
  const final = isFinal(last) && last.opens;
  if (last.status === 'done' && active !== undefined && (claims[0] !== active || !final)) return active;
  if (last.status === 'not_started' && active !== undefined) return active;
  return last.status === 'done' && unstarted !== undefined && claims.length > 1 ? unstarted : last;
}

/** The claim as the words before it turn it: "partially complete", "to be agreed"; null when it claims nothing. */
function turned(claim: StatusClaim, near: string, after: string, mode: ClaimMode): StatusClaim | null {
  const before = helperOf(near);
  // "Timetable being agreed" is not agreed.
  if (claim.status === 'done' && /^\W{0,3}(?:[a-z'’-]{1,20}\s){1,4}being\s{1,3}$/i.test(near))
    return { ...claim, status: 'under_way', kind: 'ongoing' };
  if (/^no further/i.test(claim.words) && /\b(?:will|not|until|before|at (?:this|present))\b/i.test(after))
    return null;
  if (NOT.test(before)) return NEVER.test(before) ? { ...claim, status: 'not_started', kind: 'none' } : null;
  if (DEEDS.test(claim.words) && NONE_DONE.test(near))
    return { ...claim, status: 'not_started', kind: 'none' };
  if (claim.status === 'done' && after !== '' && SINCE.test(claim.words + after)) {
    return { ...claim, status: 'under_way', kind: 'ongoing' };
  }
  if (mode === 'prose' && PARTLY.test(before) && !HAS.test(before)) return null;
  if (claim.status === 'done' && (PARTLY.test(before) || /(?<!\b10)\d\s?%\s{1,3}$/.test(before))) {
    return { ...claim, status: 'under_way', kind: 'none' };
  }
  return claim;
}

/** "will be completed and " as "will be ": a verb joined to another shares its helper. */
function helperOf(before: string): string {
  return JOINED.test(before) ? (HELPER.exec(before)?.[0] ?? before) : before;
}

/** "Held two away days", "Adopted a new code": what opens in the past tense and has an object is a report. */
function isTold(text: string, index: number, end: number): boolean {
  return text.slice(0, index).trim() === '' && OBJECT.test(text.slice(end, end + 12));
}

function follows(text: string, end: number, isDate: (index: number) => boolean, mode: ClaimMode): boolean {
  const after = text.slice(end, end + 30);
  if (/^\s*$|^\s*[^A-Za-z\s]|^[^\S\n]*\n/.test(after)) return true;
  const gap = /^\s+/.exec(after)?.[0].length ?? 0;
  const word = /^\s+(?<word>[A-Za-z]+)/.exec(after)?.groups?.['word'] ?? '';
  // In a run-on list a capital begins the next entry.
  if (mode === 'list' && /^[A-Z]/.test(word)) return true;
  return isDate(end + gap) || AFTER.has(word.toLowerCase());
}

interface Near {
  text: string;
  before: string;
  words: string;
  end: number;
  isDate: (index: number) => boolean;
  mode: ClaimMode;
}

/** Whether a word that could be a claim is one where it stands. */
function isClaimed(status: Status, use: string, near: Near): boolean {
  const { text, before, words, end, isDate, mode } = near;
  const heads = before.trim() === '' && end - words.length <= 30;
  if (status !== 'done') {
    // "Delayed – the supplier has only now been appointed."
    if (
      use === 'alone' &&
      end === words.length &&
      (/^\s*(?:$|[.:;–—-])/.test(text.slice(end)) || EXCUSED.test(text.slice(end)))
    )
      return true;
    if (use === 'anywhere') return true;
    if (use === 'head') return end <= 60;
    return mode !== 'prose' && (use === 'alone' || HAS.test(before) || heads);
  }
  const has = HAS.test(before) && (use === 'alone' || !IS.test(before));
  if (mode === 'prose') {
    const since = use === 'alone' && /^\s{1,3}since\b/i.test(text.slice(end, end + 10));
    const closed = use === 'alone' && BRACKET.test(before) && CLOSED.test(text.slice(end));
    return has || since || closed || (heads && /ed$|held|done/i.test(words));
  }
  const opens = heads || /[.;:,\n(–—-]\s{0,3}$/.test(before);
  const next = text.slice(end, end + 20);
  const soon = /^\s*$|^\s*[^A-Za-z\s]/.test(next) || isDate(end + (/^\s*/.exec(next)?.[0].length ?? 0));
  const listed = mode === 'list' && opens;
  if (use === 'report') return has;
  if (use === 'alone') return !/^complete$/i.test(words) || opens || soon || has;
  return has || opens || soon || listed;
}
