/** How far a thing has got, from its words: done, under way, not started. "To be agreed" is not agreed. */
import { readLexicon } from '../data-files.ts';
import type { Status } from '../model.ts';
import { anyOf, keyOf } from './lexicon.ts';

/** A claim about progress: what it says, where it stands, and what it says of time where no date is given. */
export interface StatusClaim {
  status: Status;
  kind: 'done' | 'ongoing' | 'none' | '';
  start: number;
  end: number;
  words: string;
}

const source = String.raw;
const rows = new Map(readLexicon('lexicon/status-words.tsv').map((row) => [keyOf(row['words'] ?? ''), row]));
const guards = (name: string): string[] =>
  readLexicon('lexicon/status-guards.tsv')
    .filter((row) => row['class'] === name)
    .map((row) => row['words'] ?? '');
const WORDS = new RegExp(source`(?<![\p{L}\d-])(?:${anyOf(rows.keys())})(?![\p{L}\d]|-\p{L})`, 'giu');
const NOT = new RegExp(source`(?:^|[^\p{L}])(?:${anyOf(guards('not'))})\s{1,3}$`, 'iu');
const PARTLY = new RegExp(
  source`(?:^|[^\p{L}])(?:${anyOf(guards('partly'))})\s{1,3}(?:is\s|been\s|has been\s|was\s)?$`,
  'iu',
);
const HAS = new RegExp(source`(?:^|[^\p{L}])(?:${anyOf(guards('has'))})\s{1,3}$`, 'iu');
const IS = /(?:^|[^\p{L}])(?:is|are|now|being)\s{1,3}$/iu;
/** "Once the review is complete" and "as soon as the team delivered" claim nothing. */
const UNDER = /(?:^|[^\p{L}])(?:once|when|until|if|unless|after|before|as soon as|as|so that|to ensure|ensure|that|which|who|where|whether|subject to|pending)\s[^,.;:\n]{0,60}$/iu;
const AFTER = new Set(guards('after'));

/** Words that can be nothing but a claim, whatever follows them. */
const ADVERB = /^(?:already\s)?(?:underway|under way|in progress|on track|behind schedule|on schedule)$/i;

/** Every claim in a text, in order. In prose a past participle needs "has been" or the head of the sentence. */
export function findClaims(text: string, isDate: (index: number) => boolean, prose = false): StatusClaim[] {
  const claims: StatusClaim[] = [];
  for (const match of text.matchAll(WORDS)) {
    const row = rows.get(keyOf(match[0]));
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    if (row === undefined) continue;
    const status = row['status'] as Status;
    if (UNDER.test(text.slice(Math.max(0, match.index - 70), match.index))) continue;
    if (!(status === 'under_way' && ADVERB.test(match[0])) && !follows(text, end, isDate)) continue;
    const claim = {
      status,
      kind: row['kind'] as StatusClaim['kind'],
      start: match.index,
      end,
      words: match[0],
    };
    if (status === 'done') {
      if (NOT.test(before) && !/(?:^|\s)(?:not|never)\s+only\s+$/i.test(before)) {
        if (/(?:not|never|yet to be|to be|will be|is to be|are to be)\s+$/i.test(before))
          claims.push({ ...claim, status: 'not_started', kind: 'none' });
        continue;
      }
      if (PARTLY.test(before) || /\d\s?%\s+$/.test(before)) {
        claims.push({ ...claim, status: 'under_way', kind: 'none' });
        continue;
      }
      if (!claimed(row['use'] ?? '', before, match[0], text, end, prose, isDate)) continue;
    } else if (
      /(?:^|[^\p{L}])(?:not|never|yet|not yet|to be|will be|be|when|once|until|if|should be|to)\s+$/iu.test(
        before,
      )
    ) {
      if (status === 'under_way' && /(?:not|yet|to be|will be|to)\s+$/i.test(before))
        claims.push({ ...claim, status: 'not_started', kind: 'none' });
      continue;
    } else if (
      prose &&
      !/^(?:is being|are being|has started|have started|has begun|have begun|has commenced|currently being|underway|under way|in progress|now held|have been booked|have been booked in|been set up|been booked|booked in|programmed in|work continues|not yet started|in draft|currently in draft|under development|in development|being \w+)$/i.test(
        match[0],
      )
    )
      continue;
    else if (row['use'] === 'claimed' && !HAS.test(before) && before.trim() !== '') continue;
    claims.push(claim);
  }
  return claims;
}

/** The claim that decides: the last, except that work going on beats a part done before or after it. */
export function decide(claims: readonly StatusClaim[], ongoing: boolean): StatusClaim | null {
  const last = claims.at(-1) ?? null;
  if (last === null) return null;
  const unstarted = claims.find(({ status }) => status === 'not_started');
  const active = claims.find(({ status }) => status === 'under_way');
  if (last.status === 'done' && ongoing) return active ?? { ...last, status: 'under_way', kind: 'ongoing' };
  // "Agreed – work underway. Phase 1 complete": work that goes on is not done.
  if (last.status === 'done' && active !== undefined && claims[0] !== active) return active;
  if (last.status === 'not_started' && active !== undefined) return active;
  return last.status === 'done' && unstarted !== undefined && claims.length > 1 ? unstarted : last;
}

function follows(text: string, end: number, isDate: (index: number) => boolean): boolean {
  const after = text.slice(end, end + 30);
  if (/^\s*(?:$|[^\p{L}\s])/u.test(after) || /^\s*\n/.test(after)) return true;
  const gap = /^\s+/.exec(after)?.[0].length ?? 0;
  return (
    isDate(end + gap) || AFTER.has(/^\s+(?<word>\p{L}+)/u.exec(after)?.groups?.['word']?.toLowerCase() ?? '')
  );
}

function claimed(
  use: string,
  before: string,
  words: string,
  text: string,
  end: number,
  prose: boolean,
  isDate: (index: number) => boolean,
): boolean {
  const has = HAS.test(before) && (use === 'alone' || !IS.test(before));
  const opens = before.trim() === '' || /[.;:,\n(–—-]\s*$/.test(before);
  if (prose) return has || (opens && before.trim() === '' && /ed$|held|done|met|set up/i.test(words));
  const next = text.slice(end);
  const soon = /^\s*(?:$|[^\p{L}\s])/u.test(next) || isDate(end + (/^\s*/.exec(next)?.[0].length ?? 0));
  if (use === 'report') return has;
  if (use === 'alone') return !/^complete$/i.test(words) || opens || soon || has;
  return has || opens || soon;
}
