/** Runs of tokens read as one post: "Director of A, B and C", "HR Manager", "Cabinet Member (Growth)". */
import { BODIES, foldWords } from './lexicon.ts';
import { BEFORE, FIELD, count, lineCost, patternOf, textOf } from './patterns.ts';
import type { OwnerReading } from './patterns.ts';
import type { OwnerToken } from './tokens.ts';

const POST = new RegExp(
  `^[oME]*(?<rank>[RQPHDGE])#?(?:(?<mark>[-,:]?)(?<of>o*)(?<field>${FIELD})?)?#?$`,
  'u',
);
const SUFFIX_POST = new RegExp(
  `^[oM]*?(?<prefix>${BEFORE})(?<rank>[RQHEG])#?(?<more>[-,]?o*${FIELD})?#?$`,
  'u',
);

/** Several posts: a field after a comma is another owner, not theirs. */
const HEADS = /^(?:all )?(?:heads of services?|service heads)$/iu;

const RANK_ALONE: Record<string, number> = { R: 1.4, E: 2, P: 1, Q: 1, H: 1, D: 1, G: 1 };

/** The cost of a run as one post; `null` when it does not read as one. */
export function readPost(tokens: readonly OwnerToken[], pattern: string): OwnerReading | null {
  const lines = lineCost(tokens, 0.05) + serviceCost(tokens);
  const prefix = POST.exec(pattern)?.groups;
  if (prefix !== undefined) {
    const { rank = '', mark = '', of = '', field } = prefix;
    // "Lead Group Leaders": a rank before a whole post is as soon the end of the post before.
    const led = /^o?M*E+[PG]/u.test(pattern) ? 0.3 : 0;
    if (field === undefined) {
      return mark === '' && of === '' ? { form: 'post', cost: (RANK_ALONE[rank] ?? 1) + led + lines } : null;
    }
    const linked = of !== '' && mark === '';
    if (rank === 'E' && !linked && (mark === '' || !/^o?M/u.test(pattern))) return null;
    const cost =
      1 +
      (rank === 'H' && field.endsWith('b') ? 0 : fieldCost(field)) +
      (linked ? 0 : unlinkedCost(rank, mark, field)) +
      (mark === ',' && HEADS.test(tokens[0]?.text ?? '') ? 2.5 : 0) +
      lastTeamCost(tokens) +
      danglingCost(tokens) +
      initialsCost(tokens) +
      lines;
    return { form: 'post', cost };
  }
  const suffix = SUFFIX_POST.exec(pattern)?.groups;
  if (suffix === undefined) return null;
  const { prefix: before = '', rank = '', more } = suffix;
  const comma = before.includes(',') ? (before.includes('&') ? 0.3 : 2) : 0;
  const group =
    (rank === 'G' ? 0.4 : 0) +
    1.2 * count(before, /[Eb][&,/]/gu) +
    1.4 * count(before, /B[&,/]/gu) +
    0.5 * count(before, /[SVNIFbB][&,/]M/gu) +
    1.1 * count(before, /^I[/\\]/gu) +
    (before.endsWith('B') && rank !== 'R' && rank !== 'H' ? 2 : 0);
  const lower = 0.3 * count(before, /l/gu);
  // An unknown word before a rank is as soon the surname of the person before it.
  const surname = /^[NF]E*$/u.test(before) ? 0.42 : 0;
  const moreCost = more === undefined ? 0 : 0.7 + fieldCost(more) + danglingCost(tokens);
  return { form: 'post', cost: 1.05 + comma + group + lower + surname + moreCost + lines };
}

/** "Head of Planning, Legal Services": after a mark or on a line of its own, a whole service is as soon another owner. */
function serviceCost(tokens: readonly OwnerToken[]): number {
  const at = tokens.findLastIndex(({ before }, index) => index > 0 && ',\n\\'.includes(before || ' '));
  const named = at > 1 && /[SVNIFbB]/u.test(tokens[at - 1]?.class ?? '');
  const rest = tokens.slice(at);
  if (!named || rest.length < 2 || rest.slice(1).some(({ before }) => before === '&')) return 0;
  const service = BODIES.get(foldWords(textOf(rest)));
  return service?.role === 'team' && /services$/iu.test(rest.at(-1)?.text ?? '') ? 1.2 : 0;
}

/** "DCE, DOR": letters for one post and letters nobody has spelt out are two owners, not a post and its field. */
function initialsCost(tokens: readonly OwnerToken[]): number {
  const [first, second] = tokens;
  const isLetters = (token: OwnerToken | undefined) => /^\p{Lu}{2,5}$/u.test(token?.text ?? '');
  return isLetters(first) && isLetters(second) && second?.class === 'I' ? 2.2 : 0;
}

/** "Head of Leisure & Culture, ICT", "AD Policy, Comms": a team's short name after the last comma is as soon another owner. */
function lastTeamCost(tokens: readonly OwnerToken[]): number {
  const last = tokens.at(-1);
  const isTeam = last?.before === ',' && (isTeamLetters(last) || /^comms$/iu.test(last.text));
  // "Head of Service, HR" has its field there.
  return isTeam && !/^head of services?$/iu.test(textOf(tokens.slice(0, -1))) ? 1.4 : 0;
}

function isTeamLetters(token: OwnerToken): boolean {
  return token.class === 'V' && /^\p{Lu}{2,4}$/u.test(token.text);
}

/** A field that ends on a word which begins posts ("… Executive") has swallowed the next post's beginning. */
function danglingCost(tokens: readonly OwnerToken[]): number {
  const last = tokens.at(-1)?.text ?? '';
  return /^(?:executive|assistant|deputy|interim|acting|strategic|corporate|chief|senior|joint|lead|service|group)$/iu.test(
    last,
  )
    ? 1.5
    : 0;
}

/** A field that follows its rank with no "of": usual after Director or Cabinet Member, odd after Leader. */
function unlinkedCost(rank: string, mark: string, field: string): number {
  if (rank === 'H') return field.endsWith('b') ? 0.05 : 1.2;
  if (rank === 'R' || rank === 'Q' || rank === 'E') {
    if (mark === ',' && field.endsWith('b')) return 1.5;
    return mark === ',' ? 0.1 : 0;
  }
  if (rank === 'P' && mark === '-' && !field.includes(',')) return 0.6;
  return 4;
}

function fieldCost(field: string): number {
  const joined = /[&,/\\-]/u.test(field) && field.endsWith('b') ? 1.5 : 0;
  const named = /[,/\\-][NIF]/u.test(field) ? 0.3 : 0;
  return (
    joined +
    named +
    1.3 * count(field, /\\/gu) +
    0.9 * count(field, /\\[SV]{2}/gu) +
    0.2 * count(field, /[/-]/gu) +
    0.1 * count(field, /:/gu) +
    0.5 * count(field, /[Gl]/gu) +
    1.5 * count(field, /[&,/\\-]B/gu) +
    count(field, /[,/\\][NF]{1,2}B/gu) +
    1.2 * count(field, /b[&,/\\]/gu) +
    (/FN|NFN|JN/u.test(field) ? 1.3 : 0)
  );
}

/** True where a run reads well as one post. */
export function isPost(tokens: readonly OwnerToken[]): boolean {
  const post = readPost(tokens, patternOf(tokens));
  return post !== null && post.cost < 1.5;
}
