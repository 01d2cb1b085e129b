/** The sentences that notebooks begin with, of stores with nothing, little and enough in them. */
import { describe, expect, it } from 'vitest';
import { findVague, type Exactness } from '../../notebooks/dating.ts';
import { clip, fewCouncils, findTold, type Cluster } from '../../notebooks/findings.ts';
import { findOwned } from '../../notebooks/ownership.ts';
import { findTrust } from '../../notebooks/trust.ts';

const CLUSTER: Cluster = {
  cluster: 'a',
  typical_wording: 'Agree a savings plan.',
  councils: 3,
  of_councils: 40,
  recommendations: 3,
  unanswered: 0,
  actions: 9,
  months_given: null,
  theme: 'finance',
  done: 0,
  ownerless: 1,
  council_names: ['Ashmere', 'Brackwater', 'Coldbeck'],
};
const STATED = { recommendations: 90, councils: 40, unanswered: 2, alone: 87, councils_read: 41 };
const answersOf = (...sizes: number[]) =>
  sizes.map((actions, index) => ({ cluster: 'a', council: `Council ${index}`, actions }));

describe('findTold', () => {
  it('names the most frequent recommendation and where answers differ', () => {
    const { sentences, caveats } = findTold([CLUSTER], answersOf(1, 6, 2), STATED);
    expect(sentences[0]).toContain('1 recommendation recurs among the 40 councils');
    expect(sentences[0]).toContain('“Agree a savings plan.”, is made to 3 of them');
    expect(sentences[1]).toContain('from 1 action by one council to 6 by another');
    expect(caveats.join(' ')).not.toContain('councils in general');
  });

  it('claims no difference where there is none, and nothing of an empty store', () => {
    expect(findTold([CLUSTER], answersOf(3, 3, 3), STATED).sentences[1]).toContain('as many actions each');
    const nothing = { recommendations: 0, councils: 0, unanswered: 0, alone: 0, councils_read: 0 };
    expect(findTold([], [], nothing).sentences).toEqual([
      'No recommendation was found to recur among the 0 councils whose plans state any.',
      'So there are no answers to compare.',
    ]);
  });
});

describe('findVague', () => {
  const row = (name: string, exactness: string, actions: number): Exactness => ({
    dimension: 'theme',
    name,
    exactness,
    actions,
  });
  const facts = { councils: 40, by_season: 2, doubted: 1 };

  it('compares themes with enough actions alone', () => {
    const rows = [row('finance', 'month', 9), row('finance', 'undated', 1), row('governance', 'season', 5)];
    const more = [
      ...rows,
      row('governance', 'undated', 5),
      row('capacity', 'day', 2),
      row('unsure', 'undated', 20),
    ];
    const { sentences } = findVague(more, facts);
    expect(sentences[0]).toContain('16 of 42 actions (38%); 11 of those 16 (69%)');
    expect(sentences[1]).toContain('Financial planning and management (9 of 10, 90%)');
    expect(sentences[1]).toContain('Governance and culture (5 of 10, 50%)');
    expect(findVague(rows, facts).sentences[1]).toContain('cannot be compared');
    expect(findVague([], { ...facts, by_season: 0 }).sentences[0]).toContain('0 of 0 actions');
  });

  it('claims no difference where there is none', () => {
    const rows = [row('finance', 'month', 10), row('governance', 'day', 10)];
    expect(findVague(rows, facts).sentences[1]).toContain('as common on every theme');
  });
});

describe('findOwned', () => {
  const facts = { actions: 20, councils: 2, ownerless: 5, vaguely_owned: 1, owners: 30, without_role: 3 };
  const post = {
    council: 'Ashmere',
    written_as: 'Head of Law',
    role: '',
    vague: false,
    actions: 6,
    owned_actions: 12,
    share: 0.5,
  };

  it('leaves vague owners out of the burdened', () => {
    const everyone = { ...post, written_as: 'All', vague: true, actions: 10, share: 10 / 12 };
    const third = { ...post, written_as: 'Head of IT', actions: 4, share: 0.333333 };
    const { sentences, caveats } = findOwned(facts, [everyone, post, third]);
    expect(sentences[0]).toContain('5 of 20 actions (25%)');
    expect(sentences[1]).toContain('“Head of Law” at Ashmere, on 6 of 12 actions');
    expect(sentences[1]).toContain('council’s: 2.');
    expect(caveats[0]).toContain('Only 2 councils');
    expect(findOwned(facts, [everyone]).sentences[1]).toContain('No post is named');
  });
});

describe('findTrust', () => {
  const facts = {
    actions: 10,
    councils: 31,
    doubtful: 4,
    split_doubtful: 1,
    date_doubtful: 2,
    theme_doubtful: 3,
    with_issue: 0,
    plans: 5,
    plans_without_action: 1,
  };
  const plan = {
    plan: 'a',
    predicted: 1,
    f1: 1,
    owners: 1,
    range: 1,
    kind: 1,
    status: 1,
    theme: 0.5,
    misses: ['x'],
  };

  it('weights plans by their actions', () => {
    const measured = [
      { ...plan, gold: 30 },
      { ...plan, gold: 10, theme: 1, misses: [] },
      { ...plan, gold: 0, theme: 0, misses: [] },
    ];
    const { sentences } = findTrust(facts, measured);
    expect(sentences[0]).toContain('4 of 10 actions (40%)');
    expect(sentences[1]).toContain('40 actions of 3 example plans');
    expect(sentences[1]).toContain('themes for 62.5%, with 1 difference listed');
    expect(findTrust(facts, []).sentences[1]).toContain('an unknown share');
  });
});

describe('words', () => {
  it('are cut between words, and warn of few councils', () => {
    expect(clip('Agree a savings plan', 40)).toBe('Agree a savings plan');
    expect(clip('Agree a savings plan', 12)).toBe('Agree a…');
    expect(fewCouncils(30)).toEqual([]);
    expect(fewCouncils(1)).toEqual([
      'Only 1 council in this store: nothing here can be said of councils in general.',
    ]);
  });
});
