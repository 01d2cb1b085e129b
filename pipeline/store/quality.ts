/**
 * What an action's words promise: something that somebody could check, or no more than to go on.
 * Words come from data/lexicon/quality-words.tsv; this file holds the grammar between them.
 */
import { readLexicon } from '../data-files.ts';

export interface WordQuality {
  /** Promises only to continue, consider or keep under review. */
  continues: boolean;
  /** Names a deliverable, a number or a decision. */
  checkable: boolean;
  /** What made it checkable: the words; empty when it is not. */
  because: string;
}

type Sort = 'deliverable' | 'finishing' | 'open' | 'continuing';

let patterns: Record<Sort, RegExp> | undefined;

/**
 * Reads an action's own words.
 * Checkable: a verb with an end that governs a deliverable ("publish a workforce strategy"), or a number of
 * things ("two briefings", "30 %", "£1.5m"), or something brought to those who decide ("report to Cabinet"), unless the only verb is an open one ("consider a strategy").
 */
export function readWordQuality(text: string): WordQuality {
  const words = (patterns ??= readPatterns());
  const plain = text
    .toLowerCase()
    .replace(/[’‘]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
  const opening = plain.replace(openers, '');
  const startsWith = (sort: Sort) => opening.search(words[sort]) === 0;
  const continuing = startsWith('continuing');
  const finishing = firstMatch(plain, words.finishing, continuing ? 1 : 0);
  const deliverable = firstMatch(plain, words.deliverable, 0);
  const number = numbers.exec(plain)?.[0] ?? decisions.exec(plain)?.[0] ?? '';
  const onlyOpen = startsWith('open') && !laterFinish.test(opening);
  const checkable =
    number !== '' ||
    (!continuing && !onlyOpen && finishing !== '' && deliverable !== '' && finishing !== deliverable);
  const because = number === '' ? `${finishing} … ${deliverable}` : number;
  return { continues: continuing && number === '', checkable, because: checkable ? because : '' };
}

const openers =
  /^(?:(?:we|the council|officers|members|cabinet|the team) )?(?:(?:will|shall|should|are to|is to|to) )?(?:(?:also|actively|further) )?/u;

const numbers =
  /£\s?\d[\d,.]*\s?(?:m|bn|k|million|thousand)?\b|\b\d+(?:\.\d+)?\s?(?:%|per cent)|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3}) (?:[a-z-]+ )?(?:sessions|briefings|workshops|meetings|events|apprentices|posts|homes|members|staff|schools|wards|areas|projects|reports|reviews|visits|surveys|savings|champions|partners|towns|sites|days|working days)\b/u;

const decisions =
  /\b(?:report|present|submit|take|bring|refer)(?:ed|s|ted)? (?:[a-z-]+ ){0,4}to (?:the )?(?:cabinet|full council|council|executive|scrutiny|overview|audit|[a-z]+ committee|members)\b/u;

/** A second, finishing half after an open verb: "consider and publish", "explore options and report to Cabinet". */
const laterFinish =
  /\b(?:and|then|by) (?:then )?(?:adopt|approve|agree|publish|appoint|launch|complete|report|present|submit|introduce|establish|implement|produc|creat)/u;

function firstMatch(text: string, pattern: RegExp, from: number): string {
  return pattern.exec(text.slice(from))?.[0] ?? '';
}

function readPatterns(): Record<Sort, RegExp> {
  const rows = readLexicon('lexicon/quality-words.tsv');
  const pattern = (sort: Sort, endings: string) => {
    const words = rows.filter((row) => row['sort'] === sort).map((row) => row['word'] ?? '');
    const longestFirst = words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    return new RegExp(`\\b(?:${longestFirst.join('|')})${endings}\\b`, 'u');
  };
  return {
    deliverable: pattern('deliverable', '(?:s|es)?'),
    finishing: pattern('finishing', '(?:s|es|d|ed|ing)?'),
    open: pattern('open', ''),
    continuing: pattern('continuing', ''),
  };
}
