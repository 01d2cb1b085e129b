/**
 * How well a run of tokens makes ONE owner: a person, a post, a body, a team, or a person with a post.
 * Each form has a cost; the segmenter picks the cut whose owners cost least in all.
 */
import { BODIES, TITLES, foldWords } from './owner-lexicon.ts';
import type { Separator, OwnerToken } from './owner-tokens.ts';

/** What a run of tokens is taken for; `loose` fits no form. */
export type OwnerForm = 'person' | 'post' | 'body' | 'team' | 'initials' | 'loose';

/** A reading of a run of tokens as one owner; a lower cost is a better fit, 1 is a clean one. */
export interface OwnerReading {
  form: OwnerForm;
  cost: number;
}

const LETTER: Record<Separator, string> = {
  '': '',
  '\n': '',
  '&': '&',
  ',': ',',
  '/': '/',
  '\\': '\\',
  '-': '-',
  ':': ':',
};

/** The tokens as one string: a letter for each, with the marks between them. */
export function patternOf(tokens: readonly OwnerToken[]): string {
  return tokens.map((token, index) => (index === 0 ? '' : LETTER[token.before]) + token.class).join('');
}

/** A field: words with marks and links between, beginning and ending with a word. */
const FIELD = String.raw`[SVNJIFbBMEG](?:[&,/\\:-]?o*[SVNJIFbBMEGl])*`;
const BEFORE = String.raw`[SVNIFbBMEl](?:[&,/]?o?[SVNIFbBMEl])*`;

const POST = new RegExp(
  `^[oME]*(?<rank>[RQPHDGE])#?(?:(?<mark>[-,:]?)(?<of>o*)(?<field>${FIELD})?)?#?$`,
  'u',
);
const SUFFIX_POST = new RegExp(
  `^[oM]*?(?<prefix>${BEFORE})(?<rank>[RQHEG])#?(?<more>[-,]?o*${FIELD})?#?$`,
  'u',
);
const BODY = new RegExp(`^o?M*B#?(?<more>o+${FIELD})?$`, 'u');
const MADE_BODY = /^[SVNIFbBMElRQPHGDo&,/]*[SVNIFBMElRQPHGD]b#?$/u;
const BODY_OF = new RegExp(`^o?M*b(?:o+${FIELD})#?$`, 'u');
const TEAM = new RegExp(`^o?${FIELD}#?$`, 'u');

/** The best single-owner reading of a run of tokens, people known from elsewhere in the plan helping. */
export function readOwner(tokens: readonly OwnerToken[], people: ReadonlySet<string>): OwnerReading {
  const pattern = patternOf(tokens);
  const readings = [
    readWholeBody(tokens),
    readPerson(tokens, people),
    readPost(tokens, pattern),
    readBody(pattern),
    readTeam(tokens, pattern),
    readPersonWithPost(tokens, people),
    readJointPost(tokens),
  ];
  const loose: OwnerReading = { form: 'loose', cost: 4 + 0.3 * tokens.length };
  return readings.reduce<OwnerReading>(
    (best, reading) => (reading !== null && reading.cost < best.cost ? reading : best),
    loose,
  );
}

function textOf(tokens: readonly OwnerToken[]): string {
  return tokens.map((token, index) => (index === 0 ? '' : ` ${LETTER[token.before]} `) + token.text).join('');
}

function readWholeBody(tokens: readonly OwnerToken[]): OwnerReading | null {
  if (tokens.length > 4) return null;
  return BODIES.has(foldWords(textOf(tokens)).replace(/\.$/u, '')) ? { form: 'body', cost: 1 } : null;
}

const PARTICLE = /^(?:de|da|di|del|della|la|le|van|von|der|den|ten|bin|ibn|al|el|ap)$/u;

function readPerson(tokens: readonly OwnerToken[], people: ReadonlySet<string>): OwnerReading | null {
  const person = (cost: number): OwnerReading => ({ form: 'person', cost: cost + lineCost(tokens, 0.3) });
  const bare = patternOf(tokens.filter(({ text }) => !PARTICLE.test(text))).replace(/#$/u, '');
  if (/^[FNJSVMRIEb]+$/u.test(bare) && people.has(nameKey(tokens))) return person(0.8);
  if (bare.startsWith('T')) {
    const names = bare.slice(1);
    if (!/^[FNJSVMREIbl]{1,4}$/u.test(names)) return null;
    if (tokens.slice(1).some(({ text }) => !/^(?:\p{Lu}|\(|lan$|de$|van$|von$|o['’])/u.test(text)))
      return null;
    if (people.has(nameKey(tokens))) return person(0.8);
    if (tokens.some((_, index) => index > 1 && people.has(nameKey(tokens.slice(index))))) return person(2.95);
    if (names.length === 1) return person(1);
    if (names.length === 2) return person(/^[NS]F/u.test(names) ? 1.4 : 1);
    if (/^[FNS]F[NSV]$/u.test(names)) return person(2.95);
    return person(names.length === 3 ? 1.4 : 3.5);
  }
  if (/^oN$/u.test(bare) && tokens[0]?.text.toLowerCase() === 'the') return { form: 'post', cost: 1.6 };
  if (/^I$/u.test(bare)) return { form: 'initials', cost: 1 };
  if (/^[FJ]J{0,2}N$/u.test(bare)) return person(1);
  if (/^FF$/u.test(bare)) return person(1);
  if (/^F[FNJ]N$/u.test(bare)) return person(1.3);
  if (/^[FJ]J?[SVMb]$/u.test(bare)) return person(1.2);
  if (/^NN$/u.test(bare)) return person(1.6);
  if (/^NF$/u.test(bare)) return person(1.7);
  if (/^NNN$/u.test(bare)) return person(2.3);
  if (/^[FN]$/u.test(bare)) return person(1.9);
  return null;
}

/** A name for comparing: folded, without title. */
export function nameKey(tokens: readonly OwnerToken[]): string {
  return tokens
    .filter((token) => token.class !== 'T' && token.class !== '#')
    .map((token) => token.text.toLowerCase())
    .join(' ');
}

function lineCost(tokens: readonly OwnerToken[], each: number): number {
  return each * tokens.slice(1).filter((token) => token.newLine).length;
}

const RANK_ALONE: Record<string, number> = { R: 1.4, E: 2, P: 1, Q: 1, H: 1, D: 1, G: 1 };

function readPost(tokens: readonly OwnerToken[], pattern: string): OwnerReading | null {
  const lines = lineCost(tokens, 0.05);
  const prefix = POST.exec(pattern)?.groups;
  if (prefix !== undefined) {
    const { rank = '', mark = '', of = '', field } = prefix;
    if (field === undefined) {
      return mark === '' && of === '' ? { form: 'post', cost: (RANK_ALONE[rank] ?? 1) + lines } : null;
    }
    const linked = of !== '' && mark === '';
    if (rank === 'E' && !linked && (mark === '' || !/^o?M/u.test(pattern))) return null;
    const cost =
      1 + fieldCost(field) + (linked ? 0 : unlinkedCost(rank, mark, field)) + danglingCost(tokens) + lines;
    return { form: 'post', cost };
  }
  const suffix = SUFFIX_POST.exec(pattern)?.groups;
  if (suffix === undefined) return null;
  const { prefix: before = '', rank = '', more } = suffix;
  const comma = before.includes(',') ? (before.includes('&') ? 0.3 : 2) : 0;
  const group = (rank === 'G' ? 0.4 : 0) + 1.2 * count(before, /[Eb][&,/]/gu);
  const lower = 0.3 * count(before, /l/gu);
  const moreCost = more === undefined ? 0 : 0.7 + fieldCost(more) + danglingCost(tokens);
  return { form: 'post', cost: 1.05 + comma + group + lower + moreCost + lines };
}

/** A field that ends on a word which begins posts ("… Executive") has swallowed the next post's beginning. */
function danglingCost(tokens: readonly OwnerToken[]): number {
  const last = tokens.at(-1)?.text ?? '';
  return /^(?:executive|assistant|deputy|interim|acting|strategic|corporate|chief|senior|joint|lead|service|group)$/iu.test(
    last,
  )
    ? 1
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
    0.2 * count(field, /[/-]/gu) +
    0.1 * count(field, /:/gu) +
    0.5 * count(field, /[Gl]/gu) +
    1.5 * count(field, /[&,/\\-]B/gu) +
    1.2 * count(field, /b[&,/\\]/gu) +
    (/FN|NFN|JN/u.test(field) ? 1 : 0)
  );
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function readBody(pattern: string): OwnerReading | null {
  const whole = BODY.exec(pattern)?.groups;
  if (whole !== undefined) return { form: 'body', cost: whole['more'] === undefined ? 1 : 1.4 };
  if (/^o?[SVNIFbM]+B#?$/u.test(pattern)) return { form: 'body', cost: 1.15 };
  if (MADE_BODY.test(pattern) && !/[RQPH]o/u.test(pattern)) {
    const posts = count(pattern, /[PDH]/gu) * 1.2 + count(pattern, /[RQG]/gu) * 0.3;
    const links = count(pattern.slice(1), /o/gu) * 0.6;
    const comma = count(pattern, /,/gu) * 0.4;
    const bodies = count(pattern, /[BbE][&,/]/gu) * 1.5;
    return { form: 'body', cost: 1.05 + posts + links + comma + bodies };
  }
  return BODY_OF.test(pattern) ? { form: 'body', cost: 1.3 } : null;
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

/** "Cllr A, Leader", "B, Head of C", "Executive Member for D: Councillor E"; not a councillor with an officer's post. */
function readPersonWithPost(tokens: readonly OwnerToken[], people: ReadonlySet<string>): OwnerReading | null {
  let best: OwnerReading | null = null;
  for (let cut = 1; cut < tokens.length; cut += 1) {
    const mark = tokens[cut]?.before ?? '';
    if (mark === '&' || mark === '/' || mark === '\\') continue;
    const left = tokens.slice(0, cut);
    const right = tokens.slice(cut);
    const sides = [
      { person: left, post: right, extra: mark === '' || mark === '\n' ? 0.4 : 0.1 },
      { person: right, post: left, extra: mark === ':' || mark === '-' ? 0.15 : mark === ',' ? 0.4 : 0.5 },
    ];
    for (const { person, post, extra } of sides) {
      const name = readPerson(person, people);
      if (name === null || name.form !== 'person' || person.at(-1)?.class === '#') continue;
      const words = readPost(post, patternOf(post)) ?? readJointPost(post);
      if (words === null || words.cost > 1.8 || !isCompatible(person, post)) continue;
      if (post.every((token) => token.class === 'G')) continue;
      const cost = Math.max(name.cost, words.cost) + 0.1 + extra;
      if (best === null || cost < best.cost) best = { form: 'person', cost };
    }
  }
  return best;
}

function isCompatible(person: readonly OwnerToken[], post: readonly OwnerToken[]): boolean {
  const title =
    person[0]?.class === 'T' ? TITLES.get(person[0].text.toLowerCase().replace(/\.$/u, '')) : undefined;
  const kind = post.find((token) => token.term !== null)?.term?.kind;
  if (title === 'member') return kind === 'member' || (kind === undefined && patternOf(post).startsWith('E'));
  return person[0]?.class === 'T' || kind !== 'member' || post.length > 1 || person.length > 1;
}

const FINANCE = /financ|resourc|corporate|treasur|commercial|asset|place|operat/iu;
const LAW =
  /legal|law|governance|democra|monitor|assurance|corporate|resourc|solicitor|regulat|people|strateg|communit|operat|place/iu;

/** One holder of two posts: a director with a statutory duty, a deputy with a portfolio or directorate. */
function readJointPost(tokens: readonly OwnerToken[]): OwnerReading | null {
  for (let cut = 1; cut < tokens.length; cut += 1) {
    const right = tokens.slice(cut);
    const first = right[0];
    if (first === undefined || !'&,/\\'.includes(first.before || ' ')) continue;
    const left = tokens.slice(0, cut);
    if (first.before === '&' && isJoint(left, right)) return { form: 'post', cost: 1.1 };
    if (isDuty(left, right)) {
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
  if (last?.class === 'R') return true;
  if (role.includes('finance')) return FINANCE.test(words) || /^deputy chief|^assistant chief/iu.test(words);
  if (role.includes('monitoring')) return LAW.test(words) || /^deputy chief|^assistant chief/iu.test(words);
  return true;
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

function isPost(tokens: readonly OwnerToken[]): boolean {
  const post = readPost(tokens, patternOf(tokens));
  return post !== null && post.cost < 1.5;
}
