/**
 * Pages that servers send, with status 200, in place of the one asked for: to sign in, to choose cookies, to prove that
 * one is no robot, to say that something went wrong. They are no newer version of anybody's plan.
 */
import { readWebPage } from './web-page.ts';

/** A page that says more than this is read, whatever it calls itself. */
const MOST_WORDS = 300;

/** What a page calls itself, in its title or its first heading, and what it is then. */
const KINDS: readonly [RegExp, string][] = [
  [/\b(?:sign|log)(?:ging)?[ -]?(?:in|on)\b|\bauthentication\b/i, 'a page to sign in'],
  [
    /\bcookies?\b|\b(?:your|value) (?:privacy|choices)\b|\bprivacy (?:settings|preferences|choices)\b|\bconsent\b/i,
    'a page about cookies',
  ],
  [
    /\bjust a moment\b|\bchecking (?:your browser|if the site)\b|\byou are (?:a )?human\b|\bare you (?:a )?(?:human|robot)\b|\bcaptcha\b|\bsecurity (?:check|verification)\b|\battention required\b/i,
    'a page that keeps programs out',
  ],
  [
    /\baccess (?:is )?denied\b|\bforbidden\b|\brequest (?:blocked|rejected|unsuccessful)\b|\b(?:page|file|document) (?:was )?(?:not|cannot be|can[’']t be) found\b|^(?:\W*\d{3}\W+)?not found\b|\b(?:404|500|502|503)\b.*\b(?:error|found|unavailable)\b|\berror\b.*\b(?:404|500|502|503)\b|\b(?:temporarily|service|site|page|currently) (?:is )?unavailable\b|\b(?:under|down for) maintenance\b|\bsomething went wrong\b|\bserver error\b/i,
    'a page that reports an error',
  ],
];

/** What a page of the kind that is looked for says of itself. */
const OF_A_PLAN =
  /\bpeer\b|\baction plan\b|\brecommendation|\bimprovement plan\b|\bprogress (?:report|review|update)\b/i;

/**
 * What a web page is that stands in for another, with its own name: `a page to sign in (“Sign in to your account”)`;
 * `null` for a page that is to be read. Short pages alone are doubted, and none with a table or that speaks of a plan.
 */
export function standIn(html: string): string | null {
  const { title, headings, wordCount, hasTable, asksForPassword } = readWebPage(html);
  if (wordCount > MOST_WORDS || hasTable || [title, ...headings].some((name) => OF_A_PLAN.test(name)))
    return null;
  const names = [title, headings[0] ?? ''].filter((name) => name !== '');
  const called = names.length > 0 ? ` (“${names[0]}”)` : '';
  for (const [pattern, kind] of KINDS) {
    if (names.some((name) => pattern.test(name))) return `${kind}${called}`;
  }
  return asksForPassword ? `a page to sign in${called}` : null;
}
