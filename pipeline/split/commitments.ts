/**
 * Tells a commitment from what stands around it, sentence by sentence: context, an expected effect, a sentence that
 * only elaborates the one before, a lead-in to a list. Every verdict has its reason in words.
 */
import { readLexicon } from '../data-files.ts';
import { findContext } from './context-sentences.ts';
import { isDeed, isVerb, opensWithVerb } from './verbs.ts';
import { countWords, hasPost, hasTimeWords } from './words.ts';

/** What a sentence is for. `phrase`: words without a verb of their own, a commitment only if the layout says so. */
export type SentenceRole = 'commitment' | 'elaboration' | 'context' | 'effect' | 'lead-in' | 'phrase';

/** A verdict on a sentence, and the words that carried it. */
export interface Verdict {
  role: SentenceRole;
  reason: string;
  /** True for a full clause ("We will …", "A plan is being …"), false for an imperative or a phrase. */
  finite: boolean;
}

const lexicon = readLexicon('lexicon/split-context.tsv');
const wordsOf = (kind: string) =>
  lexicon.filter((row) => row['kind'] === kind).map((row) => row['words'] ?? '');
const openers = Map.groupBy(wordsOf('opener'), (phrase) => phrase.split(' ')[0] ?? '');
const effectOpeners = Map.groupBy(wordsOf('effect-opener'), (phrase) => phrase.split(' ')[0] ?? '');
const MENTAL = new RegExp(
  String.raw`^(?:we|the council|council|the authority|officers and members|both members and officers|members)\s(?:\w+ly\s|also\s|further\s|all\s){0,2}(?:${wordsOf('mental').join('|')})\b`,
);
const EFFECT = new RegExp(
  String.raw`^(?:this|these|it|they|that|which|all of this|this work|these changes|this approach|together,? these)\s(?:\w+\s){0,3}?(?:will|should|would|can|could)\s(?:also\s|then\s|further\s|in turn\s|be able to\s|help to\s|\w+ly\s){0,2}(?:${wordsOf('effect').join('|')})\b`,
);
const ANNOUNCE = new RegExp(String.raw`\b(?:${wordsOf('announce').join('|')})\b`);

const MODAL =
  /'ll\b|\b(?:will|shall|must|(?:is|are) (?:due |planned |expected |scheduled |intended )?to|to be|going to|(?:we|council|officers|cabinet|team|board|and|also|service) (?:plan|aim|intend|commit|propose|seek|undertake)s? to|committed to|needs? to|has to|have to|should)\b/;
const PROGRESSIVE =
  /\b(?:is|are)\s(?:now\s|also\s|already\s|\w+ly\s)?(?:being\s\w+|undergoing|developing|working|reviewing|preparing|drafting|planning|implementing|creating|building|delivering|establishing|recruiting|undertaking|carrying|rolling|progressing|leading|exploring|considering|underway|under way|in progress|ongoing)\b/;
const DONE =
  /\b(?:has|have)\s(?:now\s|already\s|since\s|also\s|\w+ly\s)?(?:been\s(?:\w+ly\s)?)?(\w+)\b|^(?:\S+\s){1,20}?(?:was|were)\s(?:\w+ly\s)?(\w+)\b/g;
/** A participle with an object after it ("Launched a bulletin"), not one that describes ("Proposed groups"). */
const DETERMINED =
  /^\w+ (?:a|an|the|all|our|its|their|with|in|on|for|to|by|up|out|one|two|three|four|five|six|ten|several|every|each|new|\d[\d,]*)\b/;
const ANAPHOR =
  /^(?:this|these|it|they|those|such|its|their|he|she|both|each of these|part of this|all of these|once (?:agreed|approved|complete|completed|adopted), (?:this|these|it|they))\b/;
/** "This was done in May": when the deed before was finished. */
const WHEN_DONE =
  /^(?:this|that|it|these|they|both)(?: \w+)? (?:was|were|has been|have been) (?:done|completed?|finished|carried out|achieved|delivered)\b/;
const GERUND = /^\p{L}{4,}ing\b/u;
/** What happens on a day of its own, so that it can be ticked off by itself. */
const EVENT =
  /\b(?:will|to) (?:be )?(?:launch|launched|publish|published|rolled out|introduced|start|started|begin|commence|held|presented|taken to|submitted|reported to)\b/;
/** What is done with a commitment's results is a deed of its own: "Its findings will be put into practice from May". */
const RESULTS =
  /^(?:its|their|the resulting|any resulting) (?:[\p{L}-]+ ){1,3}will (?:then )?be (?:implemented|put (?:into practice|in place)|acted (?:up)?on|delivered|adopted|rolled out|taken forward)\b/u;
const OWN_NEW =
  /\bwill be used to (?:develop|create|establish|produce|launch|set up|introduce|form)\b|\bwhich will be (?:agreed|approved|adopted|implemented|delivered|launched)\b/;

/** "Group leaders signed a pledge", "The Chief Executive has rejoined the board", "The Leader set up a panel". */
const PAST =
  /^((?:the |our |all )?(?:[\p{L}\d’'&-]+ ){1,6}?)(?:(?:has|have) (?:now |already |since |also )?)?(\p{L}{2,}ed|set up|drew up|held) (?:a|an|the|our|all|every|its|their|two|three|four|five|six|\d+|new)\b/u;
/** "In October 2024 the Leader …": when, before who. */
const WHEN_FIRST =
  /^(?:in|during|on|at the (?:start|end) of|since|last) (?:[\p{L}\d/-]+,? ){1,4}?(?=(?:the|our|all|we) )/u;
/** "We held two sessions in May", "Our new scheme opens in June": told without a helping verb, of a time that is named. */
const TOLD_WITH_TIME =
  /^we (?:also |then |recently |jointly |successfully )?(?:held|ran|set up|appointed|recruited|trained|launched|trialled|piloted|rolled out|commissioned)\b|^(?:our|the|a) (?:\p{L}+ )?new (?:[\p{L}’'-]+ ){1,6}?(?:opens|goes live|launches|starts|begins|takes effect)\b/u;
/** Whose deeds are no actions of the council. */
const OTHERS =
  /\b(?:peers?|lga|residents?|government|ministers?|inspectors?|ofsted|team|staff|partners?|they|it|we)\b/u;
const SAYING =
  /^(?:not|observ|recogni|welcom|prais|ask|recommend|identifi|comment|experienc|fac|need|want|expect|judg|indicat|suggest|highlight|show|inform|rais|express|receiv)/u;

const HEDGE = new RegExp(
  String.raw`(?:^|\b(?:will|to|we|council|also)\s)(?:${wordsOf('hedge').join('|')})\b|\b(?:${wordsOf('proviso').join('|')})\b`,
  'i',
);

/** The words by which a commitment promises less than a deed ("consider", "aim to"); empty when it does not. */
export function findHedge(text: string): string {
  return HEDGE.exec(text.trim())?.[0].toLowerCase() ?? '';
}

/** Lower case, straight quotes, single spaces: what the tests of this file read. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim();
}

function startsWithAny(words: string, phrases: Map<string, string[]>): string | undefined {
  const first = /^[\p{L}']+/u.exec(words)?.[0] ?? '';
  return phrases
    .get(first)
    ?.find((phrase) => words.startsWith(phrase) && !/^[\p{L}]/u.test(words.slice(phrase.length)));
}

/**
 * True for words that only announce what follows: "The action we will take includes:", "We will:",
 * "Key actions are as follows".
 */
export function isLeadIn(text: string): boolean {
  return announcesMore(plain(text));
}

function announcesMore(words: string): boolean {
  if (
    /^(?:and |therefore |so |to do this,? |to achieve this,? )?(?:we|the council|officers|cabinet) (?:will|have|are|shall|plan to|intend to|commit to|propose to)(?: (?:also|therefore|now|be))?:?$/.test(
      words,
    )
  )
    return true;
  if (
    /^(?:actions?|our actions?|key actions?|agreed actions?|next steps|milestones?|key milestones?|tasks?|proposed actions?|actions? required)\s?:?$/.test(
      words,
    )
  )
    return true;
  if (
    /\bthe following (?:\w+ )?(?:actions?|steps|measures|commitments|activities|areas)\b/.test(words) &&
    countWords(words) <= 25
  )
    return true;
  return (
    (words.endsWith(':') || /\b(?:includes?|as follows|the following|are|is)$/.test(words)) &&
    ANNOUNCE.test(words) &&
    countWords(words) <= 22 &&
    !opensWithVerb(words)
  );
}

/** The head noun of the subject of a definite clause: `plan` in "The plan will be …"; empty for others. */
function subjectHead(words: string): string {
  const match = /^the ((?:[\p{L}'’-]+ ){0,4}?[\p{L}'’-]+) (?:will|is|are|has|have|should|was|were)\b/u.exec(
    words,
  );
  return (
    match?.[1]
      ?.split(/ (?:of|for|in|on|to|with|from) /)[0]
      ?.split(' ')
      .at(-1) ?? ''
  );
}

/** Judges one sentence; `before` is the commitment it follows, empty when there is none. */
export function judgeSentence(text: string, before: string): Verdict {
  const said = plain(text);
  if (announcesMore(said)) return { role: 'lead-in', reason: 'announces a list', finite: true };
  const words = said.replace(
    /^(?:(?:in addition|additionally|furthermore|also|finally|firstly|secondly|thirdly|alongside this|meanwhile|however|therefore|following this|as part of this),?\s)+/,
    '',
  );
  const hoped = startsWithAny(words, effectOpeners) ?? hopedLater(words);
  if (hoped) return { role: 'effect', reason: `“${hoped}”`, finite: true };
  if (before !== '' && WHEN_DONE.test(words) && hasTimeWords(words))
    return { role: 'elaboration', reason: 'says when it was done', finite: true };
  const opener = startsWithAny(words, openers);
  if (opener) return { role: 'context', reason: `opens with “${opener}”`, finite: true };
  const mental = MENTAL.exec(words);
  if (mental) return { role: 'context', reason: `“${mental[0]}” promises nothing`, finite: true };
  const context = findContext(words);
  if (context !== null) return { role: 'context', reason: context, finite: true };
  const effect = EFFECT.exec(words);
  if (effect && !OWN_NEW.test(words))
    return { role: 'effect', reason: `purpose: “${effect[0]}”`, finite: true };
  return judgeClause(text, words, plain(before));
}

/** "By summer we expect to see …", "Whilst this goes on, we want to see …". */
function hopedLater(words: string): string | undefined {
  const match =
    /^(?:by|from|over|through|whilst|while|as|in|although)\b[^.]{0,70}?\b(we (?:expect|want|hope|would expect|anticipate)(?: to)? (?:to )?see)\b/.exec(
      words,
    );
  return match?.[1];
}

function judgeClause(text: string, words: string, before: string): Verdict {
  if (opensWithVerb(text)) return { role: 'commitment', reason: 'opens with an imperative', finite: false };
  const first = /^[a-z]+/.exec(words)?.[0] ?? '';
  if (first === 'held' || (isDeed(first) && DETERMINED.test(words))) {
    return { role: 'commitment', reason: `work done: “${first}”`, finite: false };
  }
  const modal = MODAL.exec(words);
  const going = modal ? null : PROGRESSIVE.exec(words);
  const done = modal || going ? null : findDeed(words);
  const verb = modal ?? going ?? done;
  if (before !== '' && elaborates(words, before))
    return { role: 'elaboration', reason: 'goes on about the sentence before', finite: true };
  if (
    /\b(?:will|to) (?:continue to )?(?:be|remain) (?!\p{L}+ed\b)(?:the |a |an |our |one of )?(?:[\p{L}'’]+ ){0,4}priorit(?:y|ies)\b/u.test(
      words,
    )
  ) {
    return { role: 'context', reason: 'names a priority, not a deed', finite: true };
  }
  if (
    /^(?:the|this|our) (?:[\p{L}\d'’-]+ ){0,5}(?:strategy|plan|framework|policy|programme|blueprint|report|charter) will (?:also )?(?:define|set out|describe|provide|include|contain|cover|outline|articulate|have|focus|be based|reflect)\b/u.test(
      words,
    )
  ) {
    return { role: 'context', reason: 'tells what a document holds', finite: true };
  }
  if (verb) {
    const reason = modal ? `“${verb[0]}”` : going ? `under way: “${verb[0]}”` : `work done: “${verb[0]}”`;
    return { role: 'commitment', reason, finite: true };
  }
  const past = PAST.exec(
    hasTimeWords(WHEN_FIRST.exec(words)?.[0] ?? '') ? words.replace(WHEN_FIRST, '') : words,
  );
  if (past && hasPost(past[1] ?? '') && !OTHERS.test(past[1] ?? '') && !SAYING.test(past[2] ?? ''))
    return { role: 'commitment', reason: `work done: “${past[0]}”`, finite: true };
  const told = TOLD_WITH_TIME.exec(words);
  if (told && hasTimeWords(words)) return { role: 'commitment', reason: `“${told[0]}”`, finite: true };
  const doer = /^((?:[\p{L}\d'’&,/-]+ ){1,8}?)to ([a-z-]+)\b/u.exec(words);
  if (doer && hasPost(doer[1] ?? '') && isVerb(doer[2] ?? '')) {
    return { role: 'commitment', reason: `“${doer[0]}”`, finite: true };
  }
  if (GERUND.test(text) && !/^\S+ (?:\S+ ){0,3}?(?:is|are|was|were|has|have|remains?)\b/.test(words))
    return { role: 'commitment', reason: 'opens with “-ing”', finite: false };
  if (
    /\b(?:is|are|was|were|has|have|had|remains?|does|do|can|may be|might|needs?|requires?|includes?)\b/.test(
      words,
    )
  ) {
    return { role: 'context', reason: 'states how things are', finite: true };
  }
  return { role: 'phrase', reason: 'no verb of its own', finite: false };
}

/** "Chairs have asked for …": what others want. */
const ASKED =
  /^(?:asked|requested|called|wanted|expressed|raised|suggested|complained|noted|seen|said|felt)$/;

/** "has been published", "was adopted": work done, told by a verb of doing. */
function findDeed(words: string): RegExpMatchArray | null {
  for (const match of words.matchAll(DONE)) {
    const deed = match[1] ?? match[2] ?? '';
    const grew = deed === 'gone' && /^ (?:up|down)\b/.test(words.slice(match.index + match[0].length));
    if (!grew && isDeed(deed) && !ASKED.test(deed)) return match;
  }
  return null;
}

function elaborates(words: string, before: string): boolean {
  if (/^we\s(?!need\b)/.test(words)) return false;
  if (OWN_NEW.test(words) || (RESULTS.test(words) && hasTimeWords(words))) return false;
  if (ANAPHOR.test(words)) return true;
  if (/^(?:\S+\s){0,9}?(?:we|the council) needs? to\b/.test(words) && before !== '') return true;
  if (/^work will be complete\b/.test(words)) return true;
  if (!ANAPHOR.test(words) && EVENT.test(words) && hasTimeWords(words)) return false;
  // "The Leader and the Chief Executive will sign …": another deed of somebody named before.
  const doer = /^(?:the |our )?((?:[\p{L}'’&-]+ ){1,8}?)will\b/u.exec(words)?.[1] ?? '';
  if (
    hasPost(doer) &&
    hasTimeWords(words) &&
    !/\b(?:strategy|plan|policy|report|review|programme)\b/u.test(doer)
  )
    return false;
  const head = subjectHead(words);
  return (
    head.length > 2 && new RegExp(String.raw`\b${head.replaceAll(/[^\p{L}]/gu, '.')}s?\b`, 'u').test(before)
  );
}
