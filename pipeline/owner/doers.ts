/**
 * Doers named in an action's own words, for plans without an owner column: "ADs to hold more meetings",
 * "to be owned by ADs", "The Chief Executive will lead", "Lead: Head of Policy". What an action is about
 * ("Governance Task Group to be refocused") is no doer, nor is whoever is consulted or reported to.
 */
import { readLexicon } from '../data-files.ts';
import type { OwnerRun } from './cut.ts';

interface Read {
  run: OwnerRun;
  text: string;
}

type ReadRuns = (text: string, people: ReadonlySet<string>) => readonly Read[];

const STATIVE =
  /^(?:be|been|comprise|consist|include|contain|have|remain|reflect|cover|feature|become|form|continue to be|get|receive|benefit|need|focus on|restart|resume|reopen|take place|go live)\b/iu;

const NOT_A_VERB =
  /^(?:all|the|a|an|be|its|their|our|date|which|whom|new|other|staff|members?|residents?|partners?|council|cabinet|each|every|no|one|two|three|four|five|six|\d+)\b/iu;

const AT_START =
  /^(?<who>[^.;:]{2,140}?)\s+(?:(?:is|are) to|to|will|shall|must|has|have|(?:is|are)(?= (?:now |currently )?[a-z]+ing\b))\s+(?:(?:also|then|jointly|now|currently|already)\s+)?(?:have\s+(?=[a-z]+ed\b))?(?<verb>[a-z]+(?:\s+[a-z]+)?)/u;

/** "The Leader set up a panel", "Heads of Service trained all managers": told of what is done. */
const TOLD =
  /^(?<who>[^.;:,]{2,80}?)\s+(?:(?:then|also|jointly|now)\s+)?(?<verb>[a-z]{3,}ed|chairs|leads|sponsors|oversees|set up|drew up|held|led|ran|brought|took|put|wrote|began)\s+(?:an?|the|our|all|every|its|their|two|three|four|five|six|\d+|new)\b/u;

/** "… is being updated and the Property Manager expects to complete it": who does it is named in the second half. */
const SECOND =
  /\band\s+(?<who>the\s[^.;:,]{2,80}?)\s(?:will|shall|expects?\s+to|plans?\s+to|aims?\s+to|(?:is|are)\s+to)\s+(?<verb>[a-z]+(?:\s+[a-z]+)?)/u;

/** A time before the doer: "From May 2026 the Monitoring Officer will …", "Over the summer, Heads of Service to …". */
const OPENING_TIME =
  /^(?:over|by|from|in|during|throughout|before|after|until|between)\s[^,.;:]{3,45}?(?:,\s+|\s(?=(?:our|the|all)\s))(?:our\s)?/iu;

/** "Nevertheless, the Monitoring Officer will …": words that tie a sentence to the one before. */
const OPENING_LINK =
  /^(?:nevertheless|however|meanwhile|in addition|additionally|therefore|to this end|as a result|in response|subject to [^,]{3,50}),\s/iu;

/** "Leisure Services to explore a trust": a named service does it. */
const SERVICE =
  /(?<=^(?:[Tt]he )?)(?!(?:Our|The|All|Council)\b)\p{Lu}\p{L}+(?: (?:and|&) \p{Lu}\p{L}+| \p{Lu}\p{L}+)* (?:Services|Team|Department|Directorate|Unit)$/u;

const BY =
  /\b(?:to|will|shall) (?:also )?be (?:jointly )?(?:owned|held|led|delivered|run|managed|chaired|undertaken|completed|prepared|produced|developed|overseen|provided|coordinated|co-ordinated|facilitated|monitored|driven|sponsored|taken forward|carried out|drafted|written|arranged|organised|agreed|reviewed|considered|conducted|established|commissioned|reported|presented|implemented|progressed|actioned|signed off|approved) by (?<who>[^.;:]+)/iu;

const DECIDED =
  /\b(?:to|will|shall) (?:also )?be (?:considered|agreed|approved|reviewed|signed off|adopted|endorsed) by (?:the )?(?:full )?(?:cabinet|council|executive|[\p{Lu}&][\p{L}&]*(?: (?:and |& )?[\p{Lu}&][\p{L}&]*)* (?:committee|panel|board)|committee)\b/iu;

const LED_BY = /(?:^|[\s,(])(?:jointly )?(?:led|owned|chaired|sponsored) by (?<who>[^.;:()]+)/iu;

const LABEL =
  /(?:^|[\s(–-])(?:leads?|owners?|responsible|lead officers?|responsible officers?|action by|by whom)\s*:\s*(?<who>[^.;)]+)/iu;

const AFTER_WHO =
  /\s(?:to|in order|so that|which|who|that|and (?:reported|updated|reviewed|agreed|approved|monitored|shared|presented|will|then|to)|–|-|by|in|from|on|at|with|during|before|after|each|every|once|through|over|as|using)\s/iu;

const NOBODY = new Set([
  'council',
  'councils',
  'staff',
  'members',
  'all',
  'all staff',
  'all members',
  'officers',
  'residents',
  'partners',
  'services',
  'councillors',
  'lga',
]);

/** Owners named by a doing phrase; empty when none is. Only strong readings (a post, body, person) count. */
export function findDoers(text: string, readRuns: ReadRuns, people: ReadonlySet<string>): readonly Read[] {
  const label = LABEL.exec(text)?.groups?.['who'];
  if (label !== undefined) return strong(label, readRuns, people);
  const opened = text.replace(OPENING_LINK, '').replace(OPENING_TIME, '');
  for (const pattern of [AT_START, TOLD, SECOND]) {
    const found = pattern.exec(opened)?.groups;
    if (found === undefined) continue;
    const { who = '', verb = '' } = found;
    const isVague = STATIVE.test(verb) || NOT_A_VERB.test(verb) || opensWithOrder(who);
    const doers = isVague ? [] : strong(who.replace(/\band the\b/giu, 'and'), readRuns, people);
    if (doers.length > 0) return doers;
    const service = isVague ? null : SERVICE.exec(who)?.[0];
    if (service) return readRuns(service, people);
  }
  for (const pattern of [BY, LED_BY]) {
    // Who only decides on it is not who does it.
    if (pattern === BY && DECIDED.test(text)) continue;
    const who = pattern.exec(text)?.groups?.['who'];
    if (who === undefined) continue;
    for (const words of shorter(who)) {
      const doers = strong(words, readRuns, people);
      if (doers.length > 0) return doers;
    }
  }
  return [];
}

/** "Create Equalities Committee to drive …", "Lead the growth board to win …": what the order makes is no doer. */
function opensWithOrder(who: string): boolean {
  const [first = '', next = ''] = who.toLowerCase().split(/\s+/u);
  const noun = ORDERS.get(first);
  return noun === '' || (noun === 'yes' && /^(?:the|a|an|our|all|its|their)$/u.test(next));
}

/** Verbs that open an order; "yes" for those that are as often nouns ("Lead officer"). */
const ORDERS = new Map(
  readLexicon('lexicon/split-verbs.tsv')
    .filter((row) => row['noun'] !== 'only')
    .map((row) => [row['verb'] ?? '', row['noun'] ?? '']),
);

/** The words after "by", cut short at the first purpose or time, then at a comma, "for" or "and". */
function shorter(who: string): string[] {
  const words = who.trim();
  const cut = cutAt(words, AFTER_WHO);
  return [cut, cutAt(cut, /, ?/u), cutAt(cut, /\sfor\s/u), cutAt(cut, /,|\sand\s|\s&/u)];
}

function cutAt(words: string, pattern: RegExp): string {
  const at = words.search(pattern);
  return at < 0 ? words : words.slice(0, at);
}

function strong(words: string, readRuns: ReadRuns, people: ReadonlySet<string>): readonly Read[] {
  if (words.split(/\s+/u).length > 16) return [];
  const reads = readRuns(words, people);
  return reads.every(({ run, text }) => isStrong(run, text)) ? reads : [];
}

function isStrong(run: OwnerRun, text: string): boolean {
  const folded = text.toLowerCase();
  if (NOBODY.has(folded) || /\bpeers?\b|\blga\b/u.test(folded) || run.cost > 1.5 || run.form === 'loose')
    return false;
  const classes = run.tokens.map((token) => token.class);
  if (run.form === 'team') return classes.length === 1 && classes[0] === 'V';
  if (run.form === 'initials' || classes.includes('l')) return false;
  return run.form !== 'person' || classes.length > 1;
}
