/** The words of ten-page plans: some hundred thousand commitments, so that no reader gains from having met one before. */
import type { MadeWords } from '../read/made-plans.ts';
import type { Random } from '../read/made-random.ts';
import { adjectives, manners, posts, purposes, things, verbs } from '../scale/plan-words.ts';

const MONTHS = [
  ['January', 'February', 'March', 'April', 'May', 'June'],
  ['July', 'August', 'September', 'October', 'November', 'December'],
].flat();
const SURNAMES = ['Ashdown', 'Birkett', 'Calloway', 'Dunmore', 'Ellery', 'Fairhurst', 'Garside', 'Holroyd'];

const month = (random: Random): string => `${random.pick(MONTHS)} ${2024 + random.below(4)}`;
const financialYear = (random: Random): string => {
  const year = 24 + random.below(4);
  return `20${year}/${year + 1}`;
};

/** Manners in which plans say when, the commonest several times. */
const TIMES: ((random: Random) => string)[] = [
  month,
  month,
  (random) => `By ${month(random)}`,
  (random) => `By the end of ${month(random)}`,
  (random) => `${1 + random.below(28)} ${month(random)}`,
  (random) => `Q${1 + random.below(4)} ${financialYear(random)}`,
  (random) => `${random.pick(['Spring', 'Summer', 'Autumn', 'Early', 'Late'])} ${2024 + random.below(4)}`,
  (random) => `${random.pick(MONTHS)} to ${month(random)}`,
  (random) => `From ${month(random)} onwards`,
  (random) => `Completed ${month(random)}`,
  financialYear,
  () => 'Ongoing',
  () => 'TBC',
];

export const planWords: MadeWords = {
  deed: (random) =>
    [
      random.pick(verbs),
      random.pick(adjectives),
      random.pick(things),
      random.pick(purposes),
      random.pick(manners),
      ...(random.chance(0.5) ? [random.pick(purposes)] : []),
    ].join(' '),
  owner: (random) => {
    const [post] = random.pick(posts);
    return random.chance(0.3) ? `${post} and Cllr ${random.pick(SURNAMES)}` : post;
  },
  time: (random) => random.pick(TIMES)(random),
};
