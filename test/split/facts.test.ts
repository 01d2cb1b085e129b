/** Facts about a plan from its running text: dates, kind, legend, events, collective owner; the caller's win. */
import { describe, expect, test } from 'vitest';
import type { SourceFacts, SplitPlan } from '../../pipeline/model.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { splitPlan } from '../../pipeline/split/split.ts';

const TABLE =
  'Action\tLead\tTimescale\nPlant a wood\tParks Manager\tMay 2025\nMend the pier\tCoastal Engineer\tJune 2025';

async function split(text: string, facts: SourceFacts = {}): Promise<SplitPlan> {
  const read = await readDocument(new TextEncoder().encode(text), { name: 'plan.txt' });
  const plan = read.value ? splitPlan(read.value, facts).value : null;
  if (!plan) throw new Error(`not read: ${text}`);
  return plan;
}

const codes = (plan: SplitPlan) => plan.issues.map((issue) => issue.code);

describe('a council that is given', () => {
  const conflicts = async (opening: string, facts: SourceFacts) =>
    (await split(`${opening}\n\n${TABLE}\n`, facts)).issues
      .filter(({ code }) => code === 'council-conflict')
      .map(({ message }) => message);

  test.each([
    ['Action plan', 'Southwark', 'E06000033', ['E06000033, is Southend-on-Sea', 'Southwark is E09000028']],
    ['Action plan', 'Wexmoor', 'E06000033', ['is Southend-on-Sea in the table of councils, not Wexmoor']],
    ['Action plan', 'Southwark', 'E99999999', ['is not in the table of councils, Southwark is E09000028']],
    ['Wexmoor District Council: action plan', 'Wexmor', '', ['Wexmor was given', 'Wexmoor District Council']],
    ['Southwark Council: action plan', 'Wexmoor', '', ['Wexmoor was given', 'Southwark Council']],
    ['Wexmoor District Council: action plan', 'Southwark', '', ['Southwark was given', 'Wexmoor']],
  ])('that contradicts itself or the text: %s, %s, %s', async (opening, council, gss, said) => {
    const found = await conflicts(opening, { council, ...(gss ? { gss } : {}) });
    expect(found).toHaveLength(1);
    for (const words of said) expect(found[0]).toContain(words);
  });

  test.each([
    ['Action plan', 'Southwark', 'E09000028'],
    ['Action plan', 'LB of Southwark', 'E09000028'],
    ['Action plan', 'Southend', 'E06000033'],
    ['Action plan', 'Wexmoor', 'E99999999'],
    ['Southend-on-Sea City Council: action plan', 'Southend', 'E06000033'],
    ['Wexmoor District Council: action plan', 'Wexmoor', ''],
    ['WEXMOOR DISTRICT COUNCIL', 'The District of Wexmoor', ''],
    ['Action plan\n\nWe will learn from Southwark and its neighbours.', 'Wexmoor', ''],
    ['Action plan\n\nPeers came from Leeds City Council and Kent County Council.', 'Wexmoor', ''],
    ['Allerdale Borough Council: action plan', 'Cumberland', ''],
  ])('that does not: %s, %s, %s', async (opening, council, gss) => {
    expect(await conflicts(opening, { council, ...(gss ? { gss } : {}) })).toEqual([]);
  });
});

describe('the words a date was read from', () => {
  const long =
    'Wexmoor District Council welcomed a team of peers, who met councillors, staff, tenants and partners over four days and gave us each of their seven recommendations, which we accept in full and which this plan answers.';

  test.each([
    [`${long} Cabinet agreed it on 18 March 2025.`, '…Cabinet agreed it on 18 March 2025.'],
    [
      `Cabinet agreed it on 18 March 2025. ${long} ${long}`,
      /^Cabinet agreed it on 18 March 2025\. Wexmoor .*\w…$/u,
    ],
    [`The plan, agreed by Cabinet on 18 March 2025.`, 'The plan, agreed by Cabinet on 18 March 2025.'],
    [
      `${long.replaceAll('.', ',')} and which, after all of that, Cabinet agreed as a plan of the whole council and of each of its partners on 18 March 2025.`,
      /^….{20,}agreed as a plan .*on 18 March 2025\.$/u,
    ],
  ])('are quoted with the date in them: %s', async (line, quoted) => {
    const { planDate } = await split(`Action plan\n\n${line}\n\n${TABLE}\n`);
    expect(planDate.value).toBe('2025-03-18');
    expect(planDate.from).toMatch(quoted);
    expect(planDate.from.length).toBeLessThan(230);
  });
});

describe('plan date', () => {
  test.each([
    ['Peer Challenge Action Plan (March 2025)', '2025-03', 'stated'],
    ['Peer Challenge Action Plan (Jun 2025)', '2025-06', 'stated'],
    ['Peer Challenge Action Plan\n\nDate: 4 Jul 2025', '2025-07-04', 'stated'],
    ['Peer Challenge Action Plan\n\nDate: 4 Sept. 2025', '2025-09-04', 'stated'],
    ['Peer Challenge Action Plan\n\nDate: 4 March 2025', '2025-03-04', 'stated'],
    ['Peer Challenge Action Plan\n\nPublished 1st April 2025', '2025-04-01', 'stated'],
    ['Action plan\n\nThe peer challenge took place in October 2024.', '2024-12', 'inferred'],
    ['Action plan', '2025-05', 'inferred'],
    ['Peer challenge plan\n\nJoint Overview Committee, 6 February 2025', '2025-02-06', 'stated'],
    ['Peer challenge plan\n\nCabinet 3 April 2025 – Appendix 7', '2025-04-03', 'stated'],
    [
      'Peer challenge plan\nElmshire County Council, Audit & Scrutiny Panel, Monday 3 March 2025',
      '2025-03-03',
      'stated',
    ],
    ['Peer challenge plan\n\nReport to Executive: 9 April 2025', '2025-04-09', 'stated'],
    ['Agenda item\n\nMeeting of Council, Friday, 2nd May, 2025 2.00 pm', '2025-05-02', 'stated'],
    ['Elmshire – Reply to the Corporate Peer Challenge (Cabinet, 8 April 2025)', '2025-04-08', 'stated'],
    ['Elmshire Council | Peer challenge: what you asked and what we do | January 2025', '2025-01', 'stated'],
    [
      'Report to:\tCabinet\nDate:\t7 May 2025\nSubject:\tPeer challenge\n\nAction plan',
      '2025-05-07',
      'stated',
    ],
    ['Action plan\n\nThe Cabinet will look at this again by 4 April 2025', '2025-05', 'inferred'],
    ['Peer Challenge Improvement Plan 2024/25', '2024-04', 'inferred'],
  ])('%s', async (opening, value, basis) => {
    const plan = await split(`${opening}\n\n${TABLE}\n`);
    expect(plan.planDate).toMatchObject({ value, basis });
    expect(codes(plan).includes('plan-date-inferred')).toBe(basis === 'inferred');
  });

  test.each([
    ['Action plan', '2025-04-30', '2025-04', 'earliest timescale'],
    ['Action plan', '2025-05-01', '2025-05', ''],
    [
      'Action plan\n\nThe peer challenge took place in October 2024.',
      '2024-11-28',
      '2024-11',
      'two months after',
    ],
    ['Peer Challenge Improvement Plan 2027/28', '2025-03-02', '2025-03', 'earliest timescale'],
  ])(
    'an inferred date is no later than a day on which the document was there: %s',
    async (opening, day, value, reason) => {
      const plan = await split(`${opening}\n\n${TABLE}\n`, { notAfter: day });
      expect(plan.planDate).toMatchObject({ value, basis: 'inferred' });
      const bounded = new RegExp(`^read on ${day}, and so no younger; .* ${reason}`, 'u');
      expect(bounded.test(plan.planDate.from)).toBe(reason !== '');
      expect(plan.issues.find(({ code }) => code === 'plan-date-inferred')?.message).toContain(
        plan.planDate.from,
      );
    },
  );

  test('a date that is stated or given is as it is, whatever the day', async () => {
    const stated = await split(`Action plan, April 2027\n\n${TABLE}\n`, { notAfter: '2025-01-01' });
    expect(stated.planDate).toMatchObject({ value: '2027-04', basis: 'stated' });
    const given = await split(`Action plan\n\n${TABLE}\n`, { notAfter: '2025-01-01', planDate: '2027-04' });
    expect(given.planDate).toMatchObject({ value: '2027-04', basis: 'given' });
  });

  test('two dates that disagree are an issue', async () => {
    const plan = await split(`Action Plan September 2024\n\nApproved by Cabinet, April 2024\n\n${TABLE}\n`);
    expect(plan.planDate.value).toBe('2024-09');
    expect(codes(plan)).toContain('plan-date-conflict');
  });

  test('what the caller gives wins', async () => {
    const plan = await split(`Action Plan September 2024\n\n${TABLE}\n`, {
      planDate: '2024-10-01',
      council: 'Testing',
      kind: 'progress-update',
      reviewDate: '2024-06',
    });
    expect(plan.planDate).toMatchObject({ value: '2024-10-01', basis: 'given' });
    expect(plan.kind).toMatchObject({ value: 'progress-update', basis: 'given' });
    expect(plan.reviewDate).toMatchObject({ value: '2024-06', basis: 'given' });
    expect(plan.council.value).toEqual({ name: 'Testing', gss: null });
    expect(codes(plan)).toContain('plan-date-conflict');
  });
});

describe('date of the challenge', () => {
  test.each([
    ['The peer team visited us from 3 to 6 June 2024.', '2024-06-03'],
    ['Corporate Peer Challenge (Oct 2022) report', '2022-10'],
    ['The LGA will return for a progress review in January 2026.', null],
    ['Cabinet considered the plan on 4 May 2025.', null],
  ])('%s', async (sentence, value) => {
    const plan = await split(`Action plan\n\n${sentence}\n\n${TABLE}\n`);
    expect(plan.reviewDate.value).toBe(value);
  });
});

describe('legend', () => {
  test.each([
    [
      'Short Term\nMedium Term\n\nMay – July 2025 August – December 2025',
      ['Short Term=May – July 2025', 'Medium Term=August – December 2025'],
    ],
    [
      'Short term = 0–6 months; long term = over 12 months',
      ['Short term=0–6 months', 'long term=over 12 months'],
    ],
    [
      'Timescales: Short (within 6 months), Medium (6 to 12 months)',
      ['Short=within 6 months', 'Medium=6 to 12 months'],
    ],
    [
      'Short term     0–6 months\n\nLong term      May 2026 – June 2027',
      ['Short term=0–6 months', 'Long term=May 2026 – June 2027'],
    ],
    [
      'Short term = by end March 2024; Long term = by the end of March 2026',
      ['Short term=by end March 2024', 'Long term=by the end of March 2026'],
    ],
    ['Long term      May 2026 – June 2027', []],
    ['The medium term financial strategy runs to 2028.', []],
  ])('%s', async (words, expected) => {
    const plan = await split(`Action plan\n\n${words}\n\n${TABLE}\n`);
    expect(plan.legend.map(({ term, text }) => `${term}=${text}`)).toEqual(expected);
  });
});

test('a report without actions is a covering report with its events', async () => {
  const plan = await split(
    'Report to Cabinet\n\nPurpose of report\n\nTo note the action plan.\n\nScrutiny looked at the plan on 2 May 2025. The LGA will come back for a progress review in March 2026.\n',
  );
  expect(plan.actions).toEqual([]);
  expect(plan.kind.value).toBe('covering-report');
  expect(plan.events.map(({ event }) => event)).toEqual(['scrutiny', 'progress-review']);
});

test('one owner for the whole plan', async () => {
  const plan = await split(
    `Action plan\n\nThe Executive Team is collectively responsible for delivery.\n\n${TABLE}\n`,
  );
  expect(plan.collectiveOwner).toBe('The Executive Team is collectively responsible for delivery.');
});
