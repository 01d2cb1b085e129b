/** Figures and decisions in an action's words: what can be counted, and what somebody decides. Dates, numbers of things and spans of time are no figures. */

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*';
const NUMBER =
  '(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|\\d[\\d,]*(?:\\.\\d+)?)';

/** Numbers that say when or which, not how many. */
const NO_FIGURES: readonly RegExp[] = [
  new RegExp(
    `\\b(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:of )?${MONTH}(?: \\d{1,2})?(?:,? (?:19|20)?\\d{2})?\\b`,
    'gu',
  ),
  /\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\b/gu,
  /\b\d{1,4}[/:.–-]\d{1,4}(?:[/.–-]\d{1,4})?\b(?!\s?(?:%|per cent|m\b|million))/gu,
  /\b(?:section|regulation|phase|stage|tier|priority|recommendation|theme|action|appendix|article|part|no|step|level|grade|band|year|point|item|objective|page) \d+\b/gu,
  new RegExp(`\\b${NUMBER}(?:[ -]to[ -]${NUMBER})?[ -](?:further |more )?(?:years?|months?|weeks?)\\b`, 'gu'),
];

const MONEY = /£\s?\d[\d,.]*\s?(?:m|bn|k|million|thousand)?\b|\b\d+(?:\.\d+)?\s?(?:%|per cent|percent)/u;
const COUNT = new RegExp(
  `\\b${NUMBER} (?:[a-z'-]+)|\\b(?:to|by|of|than) (?:${NUMBER}|an? (?:third|half|quarter|fifth|tenth))\\b`,
  'u',
);
const FREQUENCY =
  /\b(?:daily|weekly|fortnightly|monthly|bimonthly|quarterly|termly|annual|yearly|twice[ -]yearly) [a-z]{3,}|\b(?:once|twice|three times) an? (?:week|month|quarter|year)\b|\b(?:each|every) (?:week|fortnight|month|quarter|year)\b/u;

/** An amount of money or a share: "£1.5m", "30 %". Empty without. */
export function findAmount(text: string): string {
  return MONEY.exec(text)?.[0] ?? '';
}

/** A number of things, or how often: "eight conversations", "to fifty", "quarterly briefing". Empty without. */
export function findCount(text: string): string {
  const undated = NO_FIGURES.reduce((left, pattern) => left.replace(pattern, ' … '), text);
  return (COUNT.exec(undated) ?? FREQUENCY.exec(undated))?.[0] ?? '';
}

const BODY =
  '(?:cabinet|council|committees?|executive|scrutiny|boards?|panels?|members|councillors|forum|mayor|commissioner|government|regulator|group|management team|leadership team|slt|clt|cmt)';
const DECISIONS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:report|present|submit|take|bring|refer|put|go|return|feed back)(?:s|ed|ted|red|es|n)?(?: (?!to\\b)[a-z'-]+){0,6} (?:to|before|at) (?:[a-z'&-]+ ){0,4}?${BODY}\\b`,
    'u',
  ),
  new RegExp(`\\b(?:taken|brought|sent|reported|presented) (?:back )?to (?:[a-z'&-]+ ){0,4}?${BODY}\\b`, 'u'),
  new RegExp(
    `\\b(?:agreed|approved|adopted|considered|endorsed|signed off|debated|decided|ratified) (?:by|at) (?:[a-z'&-]+ ){0,4}?${BODY}\\b`,
    'u',
  ),
  /\b(?:seek|for|secure|obtain|subject to) (?:approval|agreement|decision|sign-off)\b/u,
];

/** Something brought to those who decide, or decided by them: "report back to the board", "adopted by full council". Empty without. */
export function findDecision(text: string): string {
  for (const pattern of DECISIONS) {
    const found = pattern.exec(text);
    if (found) return found[0];
  }
  return '';
}
