/**
 * Labels of times in a shared cell: "Working group – March, final report – October". In: the parts of a cell; out: the
 * words each is labelled with, and the part that an action's own words fit best.
 */
import { findExpressions } from './parse-timescale.ts';
import type { TimeContext } from './reference.ts';

const STOP = new Set([
  'the',
  'and',
  'for',
  'with',
  'from',
  'this',
  'that',
  'will',
  'into',
  'all',
  'our',
  'new',
  'work',
  'end',
  'date',
  'target',
  'due',
  'complete',
  'completed',
  'completion',
  'start',
  'ongoing',
  'then',
  'stage',
  'phase',
]);

/** The words of a part beside its time, as a whole and by each thing it names ("Intranet and hybrid working"). */
export function labelOf(part: string, context: TimeContext): Set<string>[] {
  let label = part;
  for (const { span } of [...findExpressions(part, context)].reverse())
    label = `${label.slice(0, span[0])} ${label.slice(span[1])}`;
  const things = label.split(/,|\/|&|\band\b/).map((thing) => wordsOfText(thing));
  return [wordsOfText(label), ...(things.length > 1 ? things.filter(({ size }) => size > 0) : [])];
}

function wordsOfText(text: string): Set<string> {
  const words = text.toLowerCase().match(/[A-Za-z]{3,}/g) ?? [];
  return new Set(
    words
      .filter((word) => !STOP.has(word))
      .map((word) =>
        word
          .replace(/(?:ies|y)$/, 'i')
          .replace(/(?:ing|ed|s|e)$/, '')
          .slice(0, 7),
      ),
  );
}

/** The label that fits an action's words best; of two that fit as well, the one at the action's own place. */
export function bestLabel(text: string, labels: readonly (readonly Set<string>[])[], place: number): number {
  const words = wordsOfText(text);
  const scores = labels.map((label) =>
    // A thing of several says a little less than a whole label.
    Math.max(...label.map((thing, at) => shareOf(thing, words) * (at > 0 ? 0.9 : 1))),
  );
  const best = Math.max(...scores);
  if (best < 0.5) return -1;
  return scores[place] === best ? place : scores.indexOf(best);
}

/** Share of a label's words that an action has, 0..1. */
function shareOf(label: ReadonlySet<string>, words: ReadonlySet<string>): number {
  return label.size === 0 ? 0 : [...label].filter((word) => words.has(word)).length / label.size;
}
