/**
 * Advice with a list of answers under it, again and again below one heading: "Tell a clearer story." over two bullets,
 * "Work with partners." over three. In: lines without labels; out: the same, each advice a recommendation of its list.
 */
import { isLeadIn } from '../commitments.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { opensWithVerb } from '../verbs.ts';
import { countWords, hasTimeWords } from '../words.ts';
import type { LabelLine } from './labels.ts';

/** A heading under which every order is a commitment. */
const PROMISES = /\bactions?\b|\bcommitments?\b|\bwhat (?:we|the council)\b|\bwe will\b/i;
const FEWEST_PAIRS = 3;
const FEWEST_WORDS = 5;

/** The lines with their recommendations, and the refs of those found here. */
export function markAdvice(
  lines: readonly LabelLine[],
  plan: PlanBuilder,
): { lines: LabelLine[]; refs: ReadonlySet<string> } {
  const marked = [...lines];
  const refs = new Set<string>();
  for (const { from, to } of stretches(lines)) {
    const advice = adviceIn(lines, from, to);
    if (advice.length < FEWEST_PAIRS) continue;
    let ref = '';
    for (let index = advice[0] ?? to; index < to; index += 1) {
      const line = lines[index];
      if (line === undefined) continue;
      const isRecommendation = advice.includes(index);
      if (isRecommendation) {
        ref = plan.recommendations.add(line.unit.passage, '', '');
        refs.add(ref);
      }
      marked[index] = { ...line, recommendation: ref, isRecommendation };
    }
  }
  return { lines: marked, refs };
}

/** Runs of plain lines below one heading, outside any recommendation. */
function stretches(lines: readonly LabelLine[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  lines.forEach((line, index) => {
    const isPlain =
      !PROMISES.test(line.headings.at(-1) ?? '') &&
      line.role === null &&
      !line.heading &&
      !line.isRecommendation &&
      line.recommendation === '';
    const last = found.at(-1);
    if (!isPlain) return;
    if (last?.to === index && lines[last.from]?.headings.join('\n') === line.headings.join('\n'))
      last.to = index + 1;
    else found.push({ from: index, to: index + 1 });
  });
  return found;
}

/** Indexes of the advice; none where a paragraph between the lists is anything else, or has no list. */
function adviceIn(lines: readonly LabelLine[], from: number, to: number): number[] {
  const isItem = (index: number): boolean => index < to && lines[index]?.unit.marker !== '';
  const first = lines.findIndex((_, index) => index >= from && !isItem(index) && isItem(index + 1));
  if (first < 0 || first >= to) return [];
  const advice: number[] = [];
  for (let index = first; index < to; index += 1) {
    if (isItem(index)) continue;
    if (!isItem(index + 1) || !isAdvice(lines[index]?.unit.passage.text ?? '')) return [];
    advice.push(index);
  }
  return advice;
}

/** An order in full words that is no lead-in and names no time: "Tell a clearer story of the place". */
function isAdvice(text: string): boolean {
  const words = text.replace(/^\p{Lu}\p{Ll}+ly\s/u, '');
  return (
    countWords(text) >= FEWEST_WORDS &&
    !text.trim().endsWith(':') &&
    !isLeadIn(text) &&
    !hasTimeWords(text) &&
    opensWithVerb(words.charAt(0).toUpperCase() + words.slice(1))
  );
}
