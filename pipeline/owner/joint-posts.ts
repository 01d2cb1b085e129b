/** Two posts that one person holds: "Head of Law and Monitoring Officer", "Deputy Leader and Cabinet Member for A". */
import { foldWords } from './lexicon.ts';
import { patternOf, textOf } from './patterns.ts';
import type { OwnerReading } from './patterns.ts';
import { isPost, readPost } from './posts.ts';
import type { OwnerToken } from './tokens.ts';

const FINANCE = /financ|resourc|corporate|treasur|commercial|asset|place|operat/iu;
const LAW =
  /legal|law|governance|democra|monitor|assurance|corporate|resourc|solicitor|regulat|people|strateg|communit|operat|place/iu;
const FINANCE_ALONE = /financ|resourc|treasur|corporate/iu;
const LAW_ALONE = /legal|law|governance|democra|monitor|assurance|corporate|resourc|solicitor|regulat/iu;

/** One holder of two posts: a director with a statutory duty, a deputy with a portfolio or directorate. */
export function readJointPost(tokens: readonly OwnerToken[]): OwnerReading | null {
  for (let cut = 1; cut < tokens.length; cut += 1) {
    const right = tokens.slice(cut);
    const first = right[0];
    if (first === undefined || !'&,/\\'.includes(first.before || ' ')) continue;
    const left = tokens.slice(0, cut);
    if (first.before === '&' && isJoint(left, right)) return { form: 'post', cost: 1.1 };
    if (isDuty(left, right) && foldWords(textOf(left)) !== foldWords(textOf(right))) {
      const post = readPost(left, patternOf(left));
      if (post !== null && post.cost < 1.6) return { form: 'post', cost: post.cost + 0.1 };
    }
  }
  return null;
}

function isDuty(left: readonly OwnerToken[], right: readonly OwnerToken[]): boolean {
  if (right.length > 2 || right[0]?.class !== 'D' || (right.length === 2 && right[1]?.class !== '#'))
    return false;
  const role = right[0].term?.role ?? '';
  const words = textOf(left);
  const last = left.at(-1);
  if (/head-of|chief-executive/u.test(role) && role === 'chief-executive') {
    return left.some(({ term }) => term?.role === 'chief-executive');
  }
  if (last?.class === 'D') return last.term?.role === role;
  if (left.some(({ term }) => term?.kind === 'member')) return false;
  if (!/[RQMP]/u.test(patternOf(left)) || left.some(({ term }) => term?.role === 'chief-executive'))
    return false;
  if (last?.class === 'R') return isManagerHolder(last, right, words);
  // By "and" a director of much else holds the duty as well; by a slash only one of its own field.
  const isApart = right[0].before !== '&';
  if (isApart && role.includes('finance')) return FINANCE_ALONE.test(words);
  if (isApart && role.includes('monitoring')) return LAW_ALONE.test(words);
  if (role.includes('finance')) return FINANCE.test(words) || /^deputy chief|^assistant chief/iu.test(words);
  if (role.includes('monitoring')) return LAW.test(words) || /^deputy chief|^assistant chief/iu.test(words);
  return true;
}

/** A manager holds a statutory duty of the manager's own field only, and is no finance officer by a slash. */
function isManagerHolder(rank: OwnerToken, right: readonly OwnerToken[], words: string): boolean {
  if (!/^managers?$/iu.test(rank.text)) return true;
  const role = right[0]?.term?.role ?? '';
  if (role.includes('monitoring')) return LAW.test(words);
  return !role.includes('finance') || (right[0]?.before === '&' && FINANCE.test(words));
}

function isJoint(left: readonly OwnerToken[], right: readonly OwnerToken[]): boolean {
  const words = foldWords(textOf(left)).replace(/^the /u, '');
  const next = right[0]?.term?.role ?? '';
  if (
    /^(?:deputy leader(?: of the council)?|(?:executive )?leader of the council|executive leader)$/u.test(
      words,
    )
  ) {
    return next === 'portfolio-holder' && isPost(right);
  }
  if (words === 'deputy chief executive') {
    const pattern = patternOf(right);
    return (
      /^[MQ]*(?:R|Q)/u.test(pattern) && !/^assistant|^head/iu.test(right[0]?.text ?? '') && isPost(right)
    );
  }
  const pair = new Set([words, foldWords(textOf(right)).replace(/^the /u, '')]);
  return pair.has('chief executive') && pair.has('town clerk');
}
