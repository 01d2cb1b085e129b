/**
 * Lists that have lost their bullets, as the text of a web page has: "We will:" and then one deed a line.
 * In: lines in order; out: the same with those deeds as list items.
 */
import { isLeadIn } from '../commitments.ts';
import type { LabelLine } from './labels.ts';
import { opensWithVerb } from '../verbs.ts';

/** The lines, plain ones that open with a verb below "We will:" as items, where two or more follow each other. */
export function markPlainLists(lines: readonly LabelLine[]): LabelLine[] {
  const marked = [...lines];
  lines.forEach((line, index) => {
    if (!announces(line)) return;
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((next) => !isPlainDeed(next));
    const count = end < 0 ? rest.length : end;
    if (count < 2) return;
    for (const [at, item] of rest.slice(0, count).entries())
      marked[index + 1 + at] = { ...item, unit: { ...item.unit, marker: '•', level: 0 } };
  });
  return marked;
}

/** "We will:", "The council will:", as a line of its own; a label such as "Action:" may head a single deed. */
function announces({ role, label, unit }: LabelLine): boolean {
  const text = unit.passage.text.trim();
  if (text !== '') return text.endsWith(':') && /\bwill\b/i.test(text) && isLeadIn(text);
  return role === 'action' && /\bwill\b/i.test(label);
}

function isPlainDeed({ role, heading, isRecommendation, unit }: LabelLine): boolean {
  const { marker, passage } = unit;
  return (
    role === null &&
    !heading &&
    !isRecommendation &&
    marker === '' &&
    /^\p{L}/u.test(passage.text) &&
    opensWithVerb(passage.text)
  );
}
