/**
 * Where running text stops speaking of actions: "Monitoring and reporting", "Contact us", and a closing "Next steps"
 * that comes once, after the last recommendation or the last of several lists.
 */
import { readLexicon } from '../../data-files.ts';
import type { LabelLine } from './labels.ts';
import { countWords } from '../words.ts';

const ends = new Set(
  readLexicon('lexicon/split-headings.tsv')
    .filter((row) => row['kind'] === 'end')
    .map((row) => row['words'] ?? ''),
);

/** Titles of what comes after the plan, where they come once and at its end. */
const CLOSING = new Set(['next steps', 'what happens next', 'what happens now', 'what next']);

/** Labels that begin a recommendation or an action, wherever they stand. */
const OPENS = /^(?:(?:key |peer |lga )?recommendation|action|commitment)s?\b/i;

/** Lower-case words of a line that is a title and nothing else; empty for all others. */
function titleOf(line: LabelLine): string {
  const text = line.unit.passage.text === '' ? line.label : line.unit.passage.text;
  if (line.unit.marker !== '' || countWords(text) > 7 || /[.;,]$/.test(text)) return '';
  return text
    .toLowerCase()
    .replaceAll(/^\d[\d.]*\s|[^\p{L} ’']+/gu, ' ')
    .trim();
}

/** The lines without those under an ending, each up to the next heading or recommendation. */
export function withoutEndings(lines: readonly LabelLine[]): LabelLine[] {
  const titles = lines.map((line) => titleOf(line));
  const recommendations = new Set(lines.map((line) => line.recommendation).filter((ref) => ref !== ''));
  const lastOpened = lines.findLastIndex((line) => line.isRecommendation);
  const lastHeading = lines.findLastIndex((line) => line.heading);
  const isNumbered =
    lines.filter((line) => line.heading && /^\d{1,2}[.):]?\s/.test(line.unit.passage.text)).length > 1;
  const listed = lines.map(({ unit }) => unit.marker !== '');
  const isLast = (index: number) => index === lastHeading && !listed.includes(true, index);
  const areLists =
    new Set(lines.filter((_, at) => listed[at]).map(({ headings }) => headings.join('\n'))).size > 1;
  const isClosing = (index: number) =>
    CLOSING.has(titles[index] ?? '') &&
    titles.filter((title) => CLOSING.has(title)).length === 1 &&
    ((recommendations.size > 1 && index > lastOpened) ||
      (isNumbered && index === lastHeading) ||
      (areLists && isLast(index)));
  let isOver = false;
  return lines.filter((line, index) => {
    if (line.heading || line.isRecommendation || OPENS.test(line.label)) isOver = false;
    if (ends.has(titles[index] ?? '') || isClosing(index)) isOver = true;
    return !isOver;
  });
}
