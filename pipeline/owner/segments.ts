/**
 * An owner cell cut into segments at what always parts owners: semicolons, bullets, "led by", labels. What names nobody
 * is gone.
 */
import { CONNECTORS, FORENAMES, LABELS, POSTS, WORDS, foldWords } from './lexicon.ts';
import { dropDashedLabels, partNumbered } from './labels.ts';

const SEPARATOR = '¦';

/**
 * The segments of a cell: texts that hold one or more owners each. Markup, addresses, telephone numbers and
 * asides in brackets are gone; nothing is left of a cell that names nobody ("TBC", "?", "N/A").
 */
export function cutSegments(cell: string): string[] {
  return breakAtConnectors(stripNoise(cell))
    .split(/[¦;|•●▪■◦·*→>]/u)
    .flatMap((segment) => dropLabels(segment))
    .map((segment) => trimSegment(dropUnknown(segment)))
    .filter((segment) => segment !== '' && !NOBODY.test(segment));
}

const NOBODY =
  /^(?:[\s?.\-–—…/()]*|(?:to be (?:confirmed|agreed|decided|determined|appointed|identified|advised)|tb[acd]|n\/?a|n\.a\.|none|nil|not applicable|not (?:yet )?(?:known|assigned|allocated|agreed|identified)|unknown|unassigned|vacant|blank|n\/k|tbc\/\w+|complete|completed|ongoing)[\s?.)]*)$/iu;

function stripNoise(cell: string): string {
  return partNumbered(cell, SEPARATOR)
    .replace(/<br\s*\/?>|<\/(?:p|li|div)>/giu, '\n')
    .replace(/<\/?[a-z][^<>]*>/giu, ' ')
    .replace(/&amp;/gu, '&')
    .replace(/&nbsp;|\u00A0/gu, ' ')
    .replace(/[\w.+-]{1,64}@[\w.-]+/gu, ' ')
    .replace(/https?:\S+|www\.\S+/giu, ' ')
    .replace(/(?:\b(?:tel|telephone|phone|ext|mob|mobile|e-?mail)\b[.:]?\s*)+(?:[+(]?\d[\d ()-]*)?/giu, ' ')
    .replace(/\(?\b0\d{2,4}\)? ?\d{3,4} ?\d{3,4}\b/gu, ' ')
    .replace(/\*{1,2}|_{2}/gu, '')
    .replace(/^[ \t]*(?:[-–•●▪◦o·]|\(?[a-z0-9]{1,2}[.)])[ \t]+/gmu, SEPARATOR)
    .replace(/,\s(?:\p{Ll}+\s){1,3}(?:to be (?:agreed|confirmed|decided|identified)|tbc)\b/giu, ' ')
    .replace(/\(([^()]*)\)/gu, bracket)
    .replace(/[“”"]/gu, '')
    .replaceAll('+', ' + ')
    .replace(
      /(?<![\p{L}-])(\p{L}{2,20})-((?:[ \t]{0,4}\n\s{0,20}|[ \t])?)(\p{Ll}{2,20})(?![\p{L}-])/gu,
      joinHyphen,
    )
    .replace(/(?<=\b(?:Vice|Co|Ex|Non|Sub))-[ \t]*\n\s*/gu, '-')
    .replace(/(\p{L})-[ \t]*\n\s*(?=\p{Ll})/gu, '$1-')
    .replace(/(\S)[-–—](?=\s)|[–—](?=\S)/gu, '$1 – ')
    .replace(/(\s)-(?=\S)/gu, '$1– ');
}

/** Prefixes that keep their hyphen, cut or not. */
const HYPHENED =
  /^(?:ex|non|pre|re|self|sub|vice|well|cross|inter|multi|anti|mid|co(?=-(?:ord|op|prod|des|chair)))(?=-)/iu;

/** "Devel-\nopment" is one word that a line or page cut; "Co-ordinator" and "Cross-\nparty" keep their hyphen. */
function joinHyphen(whole: string, left: string, gap: string, right: string): string {
  const known = (word: string): boolean => WORDS.has(word.toLowerCase());
  if (HYPHENED.test(`${left}-${right}`) || known(right) || FORENAMES.has(left.toLowerCase())) return whole;
  // "Gov" is short for more than one word: where the whole is a word, a line cut it.
  if (known(left)) return known(left + right) ? left + right : whole;
  const cut = gap.includes('\n');
  return cut || known(left + right) ? left + right : whole;
}

/** A bracket that leads on to owners is opened, an aside of a sentence's length is dropped, others stay. */
function bracket(whole: string, inside: string, offset: number, text: string): string {
  if (/^\w{1,3}$/u.test(inside) && /\w/u.test(text[offset - 1] ?? '')) return whole;
  const folded = inside.trim().toLowerCase();
  const leads = CONNECTORS.find(({ phrase }) => folded.startsWith(`${phrase} `));
  if (leads?.does === 'and') return `${SEPARATOR}${inside.slice(leads.phrase.length)}${SEPARATOR}`;
  if (/^(?:and|&)\s/iu.test(inside)) return ` ${inside} `;
  if (/^(?:tb[acd]|to be (?:confirmed|agreed|decided|determined))\W*$/iu.test(inside)) return ' ';
  if (/^(?:lead|support|sponsor)\b/iu.test(inside) && inside.split(' ').length <= 2) return ' ';
  const words = inside.trim().split(/\s+/u).length;
  if (words >= 5 && /\b(?:may|will|can|should|to|from|has|have|is|are|be|until|e\.g)\b/iu.test(inside))
    return ' ';
  return whole;
}

const CONNECTOR_PATTERN = new RegExp(
  `(?:[,&–-]|\\b(?:and|also|who|will|is|are|be|has|have)\\b|\\s)*\\b(${CONNECTORS.map(({ phrase }) => phrase.replaceAll(' ', String.raw`\s+`).replaceAll('/', String.raw`\/`)).join('|')})\\b(?:\\s+(?:also|both)\\b)?`,
  'giu',
);

function breakAtConnectors(text: string): string {
  let out = '';
  let last = 0;
  let skipping = false;
  for (const match of text.matchAll(CONNECTOR_PATTERN)) {
    const phrase = (match[1] ?? '').toLowerCase().replace(/\s+/gu, ' ');
    const does = CONNECTORS.find((connector) => connector.phrase === phrase)?.does ?? 'and';
    const between = text.slice(last, match.index);
    // An aside runs to the end of its sentence or line.
    const kept: string = skipping ? between.replace(/^[^\n;]*/u, '') : between;
    if (skipping && kept === '') continue;
    out += kept;
    if (does === 'end' && out.replaceAll(SEPARATOR, '').trim() === '') {
      out += match[0];
      last = match.index + match[0].length;
      continue;
    }
    skipping = does === 'end';
    out += SEPARATOR;
    last = match.index + match[0].length;
  }
  const rest = text.slice(last);
  return out + (skipping ? rest.replace(/^[^\n;]*/u, '') : rest);
}

/** "Portfolio Holder: Communities" is a post with its field, "Portfolio Holder: Ann Bell" a label. */
function isField(label: readonly string[], after: string): boolean {
  const next = /^\s*([\p{L}’']+)/u.exec(after)?.[1]?.toLowerCase() ?? '';
  const kind = WORDS.get(next);
  return POSTS.has(foldWords(label.join(' '))) && (kind === 'S' || kind === 'V');
}

/** "Lead: A Support: B" is two segments without their labels; "Executive Member for Finance: A" stays. */
function dropLabels(segment: string): string[] {
  const pieces: string[] = [];
  let rest = dropDashedLabels(segment);
  for (let colon = rest.indexOf(':'); colon >= 0; colon = rest.indexOf(':', colon + 1)) {
    const before = rest.slice(0, colon);
    const words = before.trim().split(/\s+/u);
    const size = [3, 2, 1].find((n) =>
      LABELS.has(
        words
          .slice(-n)
          .join(' ')
          .toLowerCase()
          .replace(/^[,;–-]\s*/u, ''),
      ),
    );
    if (size === undefined || isField(words.slice(-size), rest.slice(colon + 1))) continue;
    const kept = words.slice(0, -size).join(' ');
    // A label of several words of a post ("… for Finance and Governance:") is the post itself.
    if (kept !== '' && /\b(?:of|for|and|&)$/iu.test(kept)) continue;
    pieces.push(kept);
    rest = rest.slice(colon + 1);
    colon = -1;
  }
  pieces.push(rest);
  return pieces;
}

/** "Head of HR TBC" names a post, "Lead officer TBC" nobody. */
function dropUnknown(segment: string): string {
  const rest = segment.replace(/(?<!\()\b(?:tb[acd]|to be (?:confirmed|appointed))\b(?!\))/giu, ' ');
  return rest !== segment && LABELS.has(trimSegment(rest).toLowerCase()) ? '' : rest;
}

/** Without marks, and without "and", at either end. */
function trimSegment(segment: string): string {
  const words = segment
    .replace(/[ \t]+/gu, ' ')
    .trim()
    .split(' ');
  while (words.length > 0 && /^(?:[,.&:/–—-]*|and)$/iu.test(words[0] ?? '')) words.shift();
  while (words.length > 0 && /^(?:[,.&:/–—-]*|and)$/iu.test(words.at(-1) ?? '')) words.pop();
  return words
    .join(' ')
    .replace(/^[,.&:/–—-]+/u, '')
    .replace(/^(?:(?:an?|the|relevant) )?members? of (?:the )?/iu, '')
    .replace(/[,&:/–—-]$/u, '')
    .trim();
}
