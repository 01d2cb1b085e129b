/** One name of a council everywhere: the table's, which writes it as the council does. */
import { describe, expect, it } from 'vitest';
import type { CouncilFact } from '../../pipeline/model.ts';
import { councilNameOf, readCouncils } from '../../pipeline/store/council-table.ts';

const given = (value: CouncilFact | null) =>
  councilNameOf({ council: { value, basis: 'given', from: 'a test', place: null } });

describe('the name of a council', () => {
  it('is the table’s, however the register writes it', () => {
    expect(given({ name: 'Kings Lynn & West Norfolk BC', gss: 'E07000146' })).toBe(
      "King's Lynn and West Norfolk",
    );
    expect(given({ name: 'St. Helens', gss: 'E08000013' })).toBe('St Helens');
  });

  it('is as given for a council that is in no table, and empty for none', () => {
    expect(given({ name: ' Ashmere Council ', gss: null })).toBe('Ashmere Council');
    expect(given({ name: 'Ashmere', gss: 'X99' })).toBe('Ashmere');
    expect(given(null)).toBe('');
  });

  it('has its apostrophe in the table', () => {
    const names = readCouncils().map(({ name }) => name);
    expect(names.filter((name) => /\bkings lynn\b|\bst\./iu.test(name))).toEqual([]);
    expect(names).toContain("King's Lynn and West Norfolk");
  });
});
