/** Which documents are held back, from what the gates compared and what a person decided. */
import { describe, expect, it } from 'vitest';
import { type Compared, type Decisions, findDocumentFaults } from '../../pipeline/refresh/document-faults.ts';
import type { GateResult } from '../../pipeline/refresh/gates.ts';
import { type Asked, findHeldDocuments } from '../../pipeline/refresh/held-back.ts';
import type { RunMeasures } from '../../pipeline/refresh/measures.ts';

describe('the documents to hold back', () => {
  const councils = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`Council ${index}`, 10]));
  const measures = (lost: readonly number[]): RunMeasures =>
    ({
      councils: { ...councils, ...Object.fromEntries(lost.map((index) => [`Council ${index}`, 0])) },
      conflicts: {},
    }) as unknown as RunMeasures;
  const refusal = (gate: string, accepted = ''): GateResult => ({
    gate,
    passed: false,
    finding: '',
    accepted,
  });
  const changed = (index: number, now = 'new') => ({
    source: `https://council.example/${index}`,
    council: `Council ${index}`,
    before: 'old',
    now,
  });
  type Situation = Compared & Decisions & Pick<Asked, 'gates' | 'isHeld'>;
  const ask = (own: Partial<Situation>): string[] => {
    const situation: Situation = {
      now: measures([1]),
      before: measures([]),
      gates: [refusal('council-actions')],
      changed: [changed(1), changed(2)],
      isHeld: () => true,
      accepted: {},
      pins: new Map(),
      ...own,
    };
    return findHeldDocuments({
      ...situation,
      faults: findDocumentFaults(situation, situation),
      councils: Object.keys(situation.before.councils).length,
    }).map(({ source }) => source);
  };

  it('are those of the council, not others that changed', () => {
    expect(ask({})).toEqual(['https://council.example/1']);
  });

  it('are not those of a council that was accepted by name', () => {
    const two = { now: measures([1, 2]), accepted: { 'council-actions:council-2': 'seen' } };
    expect(ask(two)).toEqual(['https://council.example/1']);
    expect(ask({ ...two, accepted: { 'council-conflicts:council-2': 'another gate' } })).toHaveLength(2);
  });

  it('are not a copy that the register pins, but others of its council are', () => {
    const pins = new Map([['https://council.example/1', 'new']]);
    expect(ask({ pins })).toEqual([]);
    const second = { ...changed(1), source: 'https://council.example/1/second' };
    expect(ask({ pins, changed: [changed(1), second] })).toEqual([second.source]);
    expect(ask({ pins: new Map([['https://council.example/1', 'never came']]) })).toHaveLength(1);
  });

  it.each<[string, Partial<Situation>]>([
    ['another gate refuses as well', { gates: [refusal('council-actions'), refusal('dated-before')] }],
    ['the gate was accepted', { gates: [refusal('council-actions', 'seen')] }],
    ['none of the council’s documents changed', { changed: [changed(2)] }],
    ['its document is not there any more', { changed: [changed(1, '')] }],
    ['the copy before is not held', { isHeld: () => false }],
    [
      'more than a tenth of the councils lost theirs',
      { now: measures([1, 2, 3, 4]), changed: [1, 2, 3, 4].map((index) => changed(index)) },
    ],
    [
      'one of two councils has no copy before',
      { now: measures([1, 2]), changed: [changed(1), changed(2, '')] },
    ],
  ])('are none where %s', (_, own) => {
    expect(ask(own)).toEqual([]);
  });

  it('are up to a tenth of the councils, or one of a few', () => {
    const three = [1, 2, 3].map((index) => changed(index));
    expect(ask({ now: measures([1, 2, 3]), changed: three })).toHaveLength(3);
    const few = { councils: { 'Council 1': 10, 'Council 2': 10 }, conflicts: {} } as unknown as RunMeasures;
    expect(ask({ before: few, now: { ...few, councils: { 'Council 1': 0, 'Council 2': 10 } } })).toHaveLength(
      1,
    );
  });
});
