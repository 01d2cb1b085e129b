/**
 * How well a run of tokens makes ONE owner: a person, a post, a body, a team, or a person with a post.
 * Each form has a cost; the segmenter picks the cut whose owners cost least in all.
 */
import { readJointPost } from './joint-posts.ts';
import { BODIES, foldWords } from './lexicon.ts';
import { FIELD, count, lineCost, patternOf, textOf } from './patterns.ts';
import type { OwnerReading } from './patterns.ts';
import { readPerson, readPersonWithPost } from './people.ts';
import { readPost } from './posts.ts';
import type { OwnerToken } from './tokens.ts';

const BODY = new RegExp(`^o?M*B#?(?<more>o+${FIELD})?$`, 'u');
const MADE_BODY = /^[SVNIFbBMElRQPHGDo&,/]*[SVNIFBMElRQPHGD]b#?$/u;
const BODY_OF = new RegExp(`^o?M*b(?:o+${FIELD})#?$`, 'u');
/** A part of the country: "North Worcs EDR" is a body with initials nobody has spelt out. */
const REGION = /^(?:north|south|east|west|mid|central|greater|northern|southern|eastern|western)(?:ern)?$/iu;
const TEAM = new RegExp(`^o?${FIELD}#?$`, 'u');

/** The best single-owner reading of a run of tokens, people known from elsewhere in the plan helping. */
export function readOwner(tokens: readonly OwnerToken[], people: ReadonlySet<string>): OwnerReading {
  const pattern = patternOf(tokens);
  const readings = [
    readWholeBody(tokens),
    readPerson(tokens, people),
    readPost(tokens, pattern),
    readBody(pattern),
    readRegionalBody(tokens, pattern),
    readTeam(tokens, pattern),
    readForceOfficer(tokens, pattern),
    readPersonWithPost(tokens, people),
    readJointPost(tokens),
  ];
  const loose: OwnerReading = { form: 'loose', cost: 4 + tokens.length };
  return readings.reduce<OwnerReading>(
    (best, reading) => (reading !== null && reading.cost < best.cost ? reading : best),
    loose,
  );
}

function readWholeBody(tokens: readonly OwnerToken[]): OwnerReading | null {
  if (tokens.length > 4) return null;
  return BODIES.has(foldWords(textOf(tokens)).replace(/^the /u, '').replace(/\.$/u, ''))
    ? { form: 'body', cost: 1 }
    : null;
}

function readBody(pattern: string): OwnerReading | null {
  const whole = BODY.exec(pattern)?.groups;
  if (whole !== undefined) return { form: 'body', cost: whole['more'] === undefined ? 1 : 1.4 };
  if (/^o?[SVNIFbM]+B#?$/u.test(pattern)) return { form: 'body', cost: /^F[JN]+B/u.test(pattern) ? 3 : 1.15 };
  if (MADE_BODY.test(pattern) && !/[RQPH]o/u.test(pattern)) {
    const posts = count(pattern, /[PDH]/gu) * 2 + count(pattern, /[RQG]/gu) * 0.3;
    const links = count(pattern.slice(1), /o/gu) * 0.6;
    // "AD Policy, Legal Team": a rank with its field, and a team.
    const comma = count(pattern, /,/gu) * 0.4 + (/^[RQ][SVNI]+,/u.test(pattern) ? 1.6 : 0);
    const bodies = count(pattern, /[BbE][&,/]/gu) * 1.5 + count(pattern, /R[&,/]/gu);
    return { form: 'body', cost: 1.05 + posts + links + comma + bodies };
  }
  return BODY_OF.test(pattern) ? { form: 'body', cost: 1.3 } : null;
}

function readRegionalBody(tokens: readonly OwnerToken[], pattern: string): OwnerReading | null {
  if (!/^[NSF]{2,3}I$/u.test(pattern) || !REGION.test(tokens[0]?.text ?? '')) return null;
  return (tokens.at(-1)?.text.length ?? 0) < 3 ? null : { form: 'body', cost: 1.4 + lineCost(tokens, 1) };
}

/** "Superintendent, Fenbridge Police": a rank and the force it is held in. */
function readForceOfficer(tokens: readonly OwnerToken[], pattern: string): OwnerReading | null {
  const isRank = tokens[0]?.term?.role === 'police-officer';
  return isRank && /^P(?:[,-]|o+)?[NSVIMF]*b$/u.test(pattern) ? { form: 'post', cost: 1.1 } : null;
}

function readTeam(tokens: readonly OwnerToken[], pattern: string): OwnerReading | null {
  if (!TEAM.test(pattern) || !/[SVbM]/u.test(pattern) || /[EG]|B[&,/]|[&,/]B/u.test(pattern)) return null;
  const pieces = pattern.replace(/#$/u, '').split(/[&,/\\:]/u);
  const marks = pattern.replace(/#$/u, '').match(/[&,/\\:]/gu) ?? [];
  const endsServices = tokens.some(
    (token, at) => /^services$/iu.test(token.text) && tokens[at + 1]?.before === '&',
  );
  let cost = pattern === 'V' ? 1.2 : 2;
  marks.forEach((mark, index) => {
    const left = pieces[index] ?? '';
    const right = pieces[index + 1] ?? '';
    const several =
      (left.length > 1 && right.length > 1) ||
      (left === 'V' && right === 'V') ||
      left.endsWith('b') ||
      (right === 'V' && left.length > 1 && endsServices);
    if (mark !== '&' || several) cost += 3;
    else if (left === 'V') cost += 0.4;
  });
  const named = pattern.startsWith('F') ? 2 : /^N+[SVM]*$/u.test(pattern) ? 0.4 : 0;
  return { form: 'team', cost: cost + named + 0.6 * count(pattern, /l/gu) + lineCost(tokens, 2.5) };
}
