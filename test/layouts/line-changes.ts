/**
 * Harmless changes of a text, as converters make them: lines wrapped, breaks doubled or dropped, pages numbered. In: a
 * plan's text; out: the text changed, or `null` where the change would take away or contradict what the text says by
 * its lines (columns set out with spaces, pages of its own).
 */

/** A change of a text; `null` where it is not fair on it. */
export type LineChange = (text: string) => string | null;

/** Characters a converter wraps lines at. */
const width = 90;
/** Lines on a page. */
const page = 38;

/** The changes by name. */
export const lineChanges: Record<string, LineChange> = {
  wrapped: (text) =>
    isSetOut(text) || isWrapped(text)
      ? null
      : mapLines(text, (line) => (/[\t|]|\S {2,}\S|^ {20}/.test(line) ? [line] : wrapLine(line))),
  doubled: (text) => mapLines(text, (line) => [line, '']),
  unparted: (text) => mapLines(text, (line) => (line.trim() === '' ? [] : [line])),
  numbered: (text) => onPages(text, (number) => [String(number)]),
  footed: (text) =>
    onPages(text, (number) => [`Page ${number} of 12`, 'Corporate Peer Challenge Action Plan']),
  paged: (text) => onPages(text, () => [], '\f'),
  tabbed: (text) => mapLines(text, (line) => [line.includes('\t') ? line : line.replace(/^[•·▪] /, '•\t')]),
};

function mapLines(text: string, change: (line: string, index: number) => string[]): string {
  return text.split('\n').flatMap(change).join('\n');
}

/** Something at the foot of each page, and a mark before the first line of the next. */
function onPages(text: string, foot: (number: number) => string[], mark = ''): string | null {
  if (hasPages(text)) return null;
  return mapLines(text, (line, index) =>
    index > 0 && index % page === 0 ? [...foot(index / page), `${mark}${line}`] : [line],
  );
}

/** Page numbers and form feeds of the text's own. */
function hasPages(text: string): boolean {
  if (text.includes('\f')) return true;
  return text.split('\n').some((each) => {
    const line = each.replaceAll(/[|–-]/g, ' ').trim();
    return /^(?:page )?\d{1,3}$|\bpage \d/i.test(line) || /(?:\t| {2}|\| ?)\d{1,3}$/.test(each.trimEnd());
  });
}

function wrapLine(line: string): string[] {
  const lines: string[] = [];
  let rest = '';
  for (const word of line.split(' ')) {
    if (rest !== '' && rest.length + 1 + word.length > width) {
      lines.push(rest);
      rest = word;
    } else rest = rest === '' ? word : `${rest} ${word}`;
  }
  return [...lines, rest];
}

function wordLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.includes('\t'));
}

/** True for a text many of whose lines are set out in columns by spaces. */
function isSetOut(text: string): boolean {
  const lines = wordLines(text);
  return lines.filter((line) => /\S {3,}\S|^ {20}/.test(line)).length > lines.length * 0.2;
}

/** True for a text that is wrapped as it is. */
function isWrapped(text: string): boolean {
  const lines = wordLines(text);
  const torn = lines.filter(
    (line, index) => /[\p{L},]$/u.test(line) && /^\s*\p{Ll}{2}/u.test(lines[index + 1] ?? ''),
  );
  return torn.length > lines.length * 0.1;
}
