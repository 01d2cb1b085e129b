/** Themes that a whole plan states: the heading over an action is nearer to it than that of a recommendation it refers to. */
import { describe, expect, it } from 'vitest';
import { processDocument } from '../../pipeline/run.ts';

const PLAN = `Fallowby District Council

Corporate Peer Challenge action plan

**Theme: Local priorities and outcomes**

Recommendation	Action	Owner	Timescale
Bring the strategy and the climate plan together	Map the overlaps between the two plans	Strategy Team	April 2026
Be clear on the outcomes of the leisure contract	Agree five measures with the operator	Contracts Manager	By May 2026

**Theme: Organisational and place leadership**

Ref	What we are going to do	By when	Responsible
OPL1	Agree how Cabinet and the senior team will work together	March 2026	Chief Executive
OPL2	Refresh the town deal partnership with private sector members	Autumn 2026	Director of Place
`;

describe('a plan by themes', () => {
  it('gives each action the theme it stands under', async () => {
    const { value } = await processDocument(Buffer.from(PLAN), { name: 'plan', planDate: '2026-02' });
    expect(value?.actions.map(({ text, themes: [first] }) => [text, first?.theme, first?.basis])).toEqual([
      ['Map the overlaps between the two plans', 'priorities', 'stated'],
      ['Agree five measures with the operator', 'priorities', 'stated'],
      ['Agree how Cabinet and the senior team will work together', 'leadership', 'stated'],
      ['Refresh the town deal partnership with private sector members', 'leadership', 'stated'],
    ]);
  });
});
