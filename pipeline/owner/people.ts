/** Runs of tokens read as one person, with or without a post: "Cllr A", "B C, Head of D", "Leader (Cllr E)". */
import { readJointPost } from './joint-posts.ts';
import { TITLES } from './lexicon.ts';
import { lineCost, patternOf } from './patterns.ts';
import type { OwnerReading } from './patterns.ts';
import { isPost, readPost } from './posts.ts';
import type { OwnerToken } from './tokens.ts';

const PARTICLE = /^(?:de|da|di|del|della|la|le|van|von|der|den|ten|bin|ibn|al|el|ap)$/u;

/** The cost of a run as a name; names known from elsewhere in the plan are surest. */
export function readPerson(tokens: readonly OwnerToken[], people: ReadonlySet<string>): OwnerReading | null {
  const person = (cost: number): OwnerReading => ({ form: 'person', cost: cost + lineCost(tokens, 0.3) });
  const bare = patternOf(tokens.filter(({ text }) => !PARTICLE.test(text))).replace(/#$/u, '');
  if (/^[FNJSVMRIEb]+$/u.test(bare) && people.has(nameKey(tokens))) return person(0.8);
  if (bare.startsWith('T')) {
    const names = bare.replace(/^T{1,3}/u, '');
    if (!/^[FNJSVMREIbl]{1,4}$/u.test(names)) return null;
    if (tokens.slice(1).some(({ text }) => !/^(?:\p{Lu}|\(|lan$|de$|van$|von$|o['’])/u.test(text)))
      return null;
    if (people.has(nameKey(tokens))) return person(0.8);
    // "Cllr A B Assistant Director": the last words are somebody else's post, not names.
    if (tokens.some((_, index) => index > 1 && index < tokens.length - 1 && isPost(tokens.slice(index))))
      return null;
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

/** "Cllr A, Leader", "B, Head of C", "Executive Member for D: Councillor E"; not a councillor with an officer's post. */
export function readPersonWithPost(
  tokens: readonly OwnerToken[],
  people: ReadonlySet<string>,
): OwnerReading | null {
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
      if (name !== null && post === right && isPortfolio(person, post)) {
        const cost = name.cost + 0.4;
        if (best === null || cost < best.cost) best = { form: 'person', cost };
      }
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

/** Fields of officers' teams, which a councillor may share a cell with: "Cllr Porter, HR". */
const TEAM_FIELD = /^(?:legal|hr|ict?|it|audit|communications|comms|procurement|payroll|democratic)$/iu;

/** "Cllr Amit Rao, Finance & Assets": a councillor and the portfolio held. */
function isPortfolio(person: readonly OwnerToken[], field: readonly OwnerToken[]): boolean {
  const mark = field[0]?.before;
  return (
    person.length > 1 &&
    titleOf(person) === 'member' &&
    (mark === ',' || mark === '-') &&
    /^[SV](?:&?[SV]){0,4}$/u.test(patternOf(field)) &&
    !TEAM_FIELD.test(field[0]?.text ?? '') &&
    !/^(?:services?|teams?)$/iu.test(field.at(-1)?.text ?? '')
  );
}

function titleOf(person: readonly OwnerToken[]): string | undefined {
  return person[0]?.class === 'T' ? TITLES.get(person[0].text.toLowerCase().replace(/\.$/u, '')) : undefined;
}

function isCompatible(person: readonly OwnerToken[], post: readonly OwnerToken[]): boolean {
  const title = titleOf(person);
  const kind = post.find((token) => token.term !== null)?.term?.kind;
  if (title === 'member') {
    const named = post.some((token) => token.class === 'R');
    return kind === 'member' || (kind === undefined && !named && patternOf(post).startsWith('E'));
  }
  return person[0]?.class === 'T' || kind !== 'member' || post.length > 1 || person.length > 1;
}
