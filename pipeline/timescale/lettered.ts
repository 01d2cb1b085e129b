/** Letters and numbers that say which action of a row a time or a piece of news belongs to: "a. Done b and c. April 2027". */

const LETTERS = /(?:^|[\s;,(])(?<marks>[a-h](?:[.)]?\s?(?:,|&|\/|[-–]|and|to)\s?\(?[a-h]){0,6})[.):](?=\s)/g;

/** "a. July 2026 b and c. April 2027", "a. and b. May": the words after each letter, by letter. Empty where letters do not begin the text. */
export function timesByLetter(text: string): Map<string, string> {
  const times = new Map<string, string>();
  const hits = [...text.matchAll(LETTERS)];
  const first = hits[0]?.groups?.['marks'] ?? '';
  if ((hits.length < 2 && first.length < 2) || text.slice(0, hits[0]?.index).trim() !== '') return times;
  hits.forEach((hit, index) => {
    const marks = hit.groups?.['marks'] ?? '';
    const words = text.slice(hit.index + hit[0].length, hits[index + 1]?.index).trim();
    const named = marks.match(/\b[a-h]\b/g) ?? [];
    const [from = '', to = ''] = [named[0], named.at(-1)];
    const letters = /[-–]|to/.test(marks) ? lettersBetween(from, to) : named;
    for (const letter of letters) times.set(letter, words.replace(/[;,]$/, ''));
  });
  return times;
}

function lettersBetween(first: string, last: string): string[] {
  const from = first.charCodeAt(0);
  return Array.from({ length: Math.max(1, last.charCodeAt(0) - from + 1) }, (_, at) =>
    String.fromCharCode(from + at),
  );
}

/** The letter or number of an action's marker, in lower case: `b` of "(b)", `1a` of "1a."; empty for none. */
export function letterOf(marker: string): string {
  return /\d{1,2}(?:[a-h]\b|\.\d{1,2})|[a-z]{1,3}|\d{1,2}/i.exec(marker)?.[0].toLowerCase() ?? '';
}

/** "a. Done b. Not started": the words after one letter up to the next. */
export function markedPart(text: string, marker: string): string | undefined {
  const marks = [
    ...text.matchAll(
      /(?:^|\s)(?<mark>(?:[a-z]|[ivx]{2,3}|\d{1,2})(?=[.)])|\d{1,2}(?:[a-h]|\.\d{1,2}))[.):]?\s/gi,
    ),
  ];
  const at = marks.findIndex((match) => match.groups?.['mark']?.toLowerCase() === marker);
  const mark = marks[at];
  if (mark === undefined || marks.length < 2) return undefined;
  return text.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? text.length).trim();
}
