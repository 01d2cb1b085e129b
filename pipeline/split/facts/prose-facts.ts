/**
 * What running text says about the plan itself: events in its life (published, scrutiny, progress review due) and
 * a collective owner named once for all actions. None of it is an action.
 */
import type { ListItem, Paragraph, PlanEvent } from '../../model.ts';
import { readLexicon } from '../../data-files.ts';
import { passageOf, placeOf } from '../passage.ts';
import { splitSentences } from '../sentences.ts';
import { countWords, hasTimeWords } from '../words.ts';

const events = readLexicon('lexicon/split-events.tsv').map((row) => ({
  event: row['event'] ?? '',
  pattern: new RegExp(row['pattern'] ?? '$^', 'i'),
}));

const COLLECTIVE =
  /\b(?:(?:is|are|will be) (?:collectively|jointly|together) (?:the |responsible|accountable|lead|own)|(?:will|shall) (?:own|deliver|lead|oversee|be (?:responsible|accountable) for) (?:the following|all|these|every) (?:of the )?actions?|collective(?:ly)? (?:ownership|responsib|accountab|own)|(?:owns?|owned by|responsib(?:le|ility) for|accountable for|accountability for|leads? on|lead officers? for|oversees?) (?:the delivery of |delivery of |delivering )?(?:all|every|each|the whole|this action plan|this plan|the actions? (?:plan|in this plan))|all (?:of )?(?:the |our |these )?(?:actions|commitments)(?: in (?:this|the) (?:\w+ )?(?:document|plan|response|report))? (?:are|will be) (?:collectively |jointly )?(?:owned|led|sponsored|delivered)(?: collectively| jointly| together)? by|(?:is|are|will be|acts? as|will act as) (?:the )?(?:overall )?(?:lead|owner)s? (?:for|of) (?:all|every|each)|(?:owns?|ownership of) the (?:whole |entire |action |improvement )?plan\b|responsib(?:le|ility) for (?:the )?(?:delivery|delivering|implementation|implementing) (?:of )?(?:the|this) (?:whole |action |improvement )?plan\b|lead (?:officer|officers|for all)\b.{0,40}\bfor (?:delivery|all actions|every action))/i;

/** Dated events of the plan's own life in running text, in order. */
export function findEvents(blocks: readonly (Paragraph | ListItem)[]): PlanEvent[] {
  const found: PlanEvent[] = [];
  for (const block of blocks) {
    if (!hasTimeWords(block.text)) continue;
    for (const sentence of splitSentences(passageOf(block.text, block.place))) {
      if (!hasTimeWords(sentence.text)) continue;
      const hit = events.find(({ pattern }) => pattern.test(sentence.text));
      if (hit) found.push({ event: hit.event, text: sentence.text, place: placeOf(sentence) });
    }
  }
  return found;
}

/** The sentence that names one owner for the whole plan; empty when there is none or when there are several. */
export function findCollectiveOwner(blocks: readonly (Paragraph | ListItem)[]): string {
  for (const block of blocks) {
    for (const sentence of splitSentences(passageOf(block.text, block.place))) {
      if (countWords(sentence.text) <= 45 && COLLECTIVE.test(sentence.text)) return sentence.text;
    }
  }
  return '';
}
