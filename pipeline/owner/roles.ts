/** What a post compares as across councils, and whether members, officers or a body hold it. */
import { BODIES, TITLES, foldWords } from './lexicon.ts';
import { patternOf } from './patterns.ts';
import type { OwnerRun } from './cut.ts';
import type { Owner, OwnerKind } from '../model.ts';

/** The comparable part of an owner. */
export type OwnerRole = Pick<Owner, 'role' | 'kind' | 'vague'>;

const NOBODY_IN_PARTICULAR = /^(?:all\b|every|various|relevant )/iu;

/**
 * Role, kind and vagueness of an owner as read. `role` is empty when no post or body is named (a bare name);
 * a councillor without a post is `councillor`. `header` is the owner column's, which tells members from officers.
 */
export function findRole(run: OwnerRun, header: string): OwnerRole {
  const text = run.tokens.map((token) => token.text).join(' ');
  const post = findPost(run, text);
  const title = run.tokens[0]?.class === 'T' ? titleKind(run) : 'unknown';
  const vague = post.vague || NOBODY_IN_PARTICULAR.test(text);
  if (run.form === 'person' || run.form === 'initials') {
    const kind = title === 'member' ? 'member' : post.kind === 'unknown' ? headerKind(header) : post.kind;
    return { role: post.role || (title === 'member' ? 'councillor' : ''), kind, vague: false };
  }
  return { role: post.role, kind: post.kind, vague };
}

function titleKind(run: OwnerRun): OwnerKind {
  return TITLES.get((run.tokens[0]?.text ?? '').toLowerCase().replace(/\.$/u, '')) ?? 'unknown';
}

function headerKind(header: string): OwnerKind {
  if (
    /\b(?:cabinet|portfolio|councillor|political|elected|cllr|executive member|lead member|member lead)\b/iu.test(
      header,
    )
  ) {
    return 'member';
  }
  return /\b(?:officer|director|managerial|slt|cmt|clt|head of)/iu.test(header) ? 'officer' : 'unknown';
}

function findPost(run: OwnerRun, text: string): OwnerRole {
  const terms = run.tokens.flatMap((token) => (token.term === null ? [] : [{ token, term: token.term }]));
  const whole = BODIES.get(foldWords(text).replace(/\.$/u, ''));
  if (run.form === 'body' || run.form === 'team' || (whole !== undefined && run.form !== 'person')) {
    return findBody(run, text);
  }
  const duty = terms.find(({ token }) => token.class === 'D');
  const term = (duty ?? terms.find(({ token }) => 'PQHG'.includes(token.class)))?.term;
  const ranks = run.tokens.filter((token) => token.class === 'R' || token.class === 'E');
  const rank = (ranks.find((token) => token.class === 'R') ?? ranks.at(-1))?.text.toLowerCase() ?? '';
  if (term !== undefined && (term.class !== 'G' || rank === '')) {
    const role = term.role === 'chair' && /scrutiny/iu.test(text) ? 'scrutiny-chair' : term.role;
    return {
      role: financeDirector(role, text),
      kind: term.kind,
      vague: term.vague && run.tokens.length <= 2,
    };
  }
  if (rank === '') return { role: '', kind: 'unknown', vague: false };
  return findRank(rank, text);
}

function officer(role: string): OwnerRole {
  return { role, kind: 'officer', vague: false };
}

function findRank(rank: string, text: string): OwnerRole {
  if (/^directors?/u.test(rank)) {
    if (/\b(?:assistant|deputy|associate)\b/iu.test(text)) return officer('assistant-director');
    if (/\bservice director/iu.test(text)) return officer('service-director');
    return officer(financeDirector('director', text));
  }
  if (/^heads?/u.test(rank)) return officer('head-of-service');
  if (/^managers?/u.test(rank)) return officer('manager');
  if (/^(?:councillor|member)/u.test(rank)) return { role: 'councillor', kind: 'member', vague: false };
  if (/^champions?/u.test(rank)) return { role: 'member-champion', kind: 'member', vague: false };
  if (/^commissioners?/u.test(rank)) return officer('commissioner');
  return officer('officer');
}

const FINANCE_DIRECTOR =
  /\bdirectors? (?:of |for )?(?:corporate )?financ|\b(?:finance|financial) director\b/u;

function financeDirector(role: string, text: string): string {
  return role === 'director' && FINANCE_DIRECTOR.test(text.toLowerCase().replaceAll(/[^a-z]+/gu, ' '))
    ? 'chief-finance-officer'
    : role;
}

function findBody(run: OwnerRun, text: string): OwnerRole {
  const folded = foldWords(text.replace(/\([^()]*\)/gu, ' ')).replace(/\.$/u, '');
  const term =
    BODIES.get(folded) ??
    BODIES.get(folded.replace(/^the /u, '')) ??
    run.tokens.find((token) => token.class === 'B')?.term;
  if (term !== undefined && term !== null && (run.tokens.length <= 2 || BODIES.has(folded))) {
    return { role: term.role, kind: 'body', vague: term.vague };
  }
  const committee = /\bcommittee|\bpanel|\bcommission\b/u.test(folded);
  if (/\bscrutiny\b/u.test(folded)) return { role: 'scrutiny-committee', kind: 'body', vague: false };
  if (committee && /\baudit\b/u.test(folded)) return { role: 'audit-committee', kind: 'body', vague: false };
  const heads: [RegExp, string][] = [
    [/\bcommittee|\bpanel/u, 'committee'],
    [/\bboard/u, 'board'],
    [/\bgroup|\bforum|\btaskforce|\bnetwork/u, 'group'],
    [/\bpartnership|\balliance/u, 'partnership'],
  ];
  const role = heads.find(([pattern]) => pattern.test(folded))?.[1] ?? 'team';
  return { role, kind: 'body', vague: /^[SVM]?b$/u.test(patternOf(run.tokens)) && role === 'group' };
}
