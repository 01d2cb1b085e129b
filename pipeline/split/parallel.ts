/**
 * Lists that a flattened layout ran together ("Adopt a plan Start a code Consult on a square" against "June 2025
 * July 2025 Autumn 2025"): cut where a capitalised verb begins a new deed, when the count agrees with the dates'.
 */
import { judgeSentence } from './commitments.ts';
import { cutPassage, type Passage } from './passage.ts';
import { splitSentences } from './sentences.ts';
import { countPeriods } from './facts/legend.ts';
import { isVerb, opensWithVerb } from './verbs.ts';

const WORD = /\p{Lu}\p{Ll}+(?:-\p{Ll}+)?(?=\s\p{Ll})/gu;
const BINDING = /(?:^|\s)(?:of|to|in|on|at|by|for|and|or|the|a|an|with|from|our|its|this|that|&|–|-)$/i;

/** The deeds of a text without stops, as many as `times` has dates; the text alone when the counts disagree. */
export function splitParallel(passage: Passage, times: readonly string[]): Passage[] {
  const { text } = passage;
  const wanted = times.length > 1 ? times.length : countPeriods(times[0] ?? '');
  const listed = (times.length > 1 ? times : (times[0] ?? '').split(/[.;]\s+/)).filter(
    (time) => countPeriods(time) > 0,
  );
  const sentences = listed.length > 1 && listed.length === wanted ? splitSentences(passage) : [];
  if (sentences.length > 1 && sentences.length === wanted && sentences.every(isDeed)) return sentences;
  if (wanted < 2 || !opensWithVerb(text) || /[.;•]\s/.test(text)) return [passage];
  const cuts = [0];
  for (const match of text.matchAll(WORD)) {
    const before = text.slice(0, match.index).trimEnd();
    if (match.index === 0 || BINDING.test(before) || !/[\p{Ll}\d)]$/u.test(before)) continue;
    if (isVerb(match[0].toLowerCase()) && opensWithVerb(text.slice(match.index))) cuts.push(match.index);
  }
  if (cuts.length !== wanted) return [passage];
  return cuts.map((from, index) => cutPassage(passage, from, cuts[index + 1] ?? text.length));
}

/** A sentence that could be ticked off by itself. */
function isDeed({ text }: Passage): boolean {
  const { role } = judgeSentence(text, '');
  return role === 'commitment' || role === 'phrase';
}
