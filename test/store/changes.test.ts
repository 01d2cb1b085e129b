import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findChanges } from '../../pipeline/store/changes.ts';
import type { VersionAction } from '../../pipeline/store/changes.ts';

/** `[key, ref, text, end, owner, status]` */
type Sketch = [string, string, string, string, string, string];
interface Side {
  recommendations: string[];
  actions: Sketch[];
}
interface Case {
  name: string;
  before: Side;
  after: Side;
  /** `[change, before, after, days moved, owner change]` */
  expected: [string, string[], string[], number | null, string][];
}

const cases = JSON.parse(readFileSync(new URL('version-pairs.json', import.meta.url), 'utf8')) as Case[];

describe('findChanges', () => {
  it.each(cases)('$name', ({ before, after, expected }) => {
    const changes = findChanges(actionsOf(before), actionsOf(after));
    const found = changes.map((change) => [
      change.change,
      change.before_positions.map((position) => before.actions[position - 1]?.[0]),
      change.after_positions.map((position) => after.actions[position - 1]?.[0]),
      change.days_moved,
      change.owner_change,
    ]);
    expect(found).toEqual(expected);
  });

  it('has at least thirty labelled pairs', () => {
    expect(cases.flatMap(({ expected }) => expected).length).toBeGreaterThanOrEqual(30);
  });

  it('puts every action of both versions into exactly one change', () => {
    for (const { before, after } of cases) {
      const changes = findChanges(actionsOf(before), actionsOf(after));
      const positions = (side: Side) => side.actions.map((_, index) => index + 1);
      const ascending = (a: number, b: number) => a - b;
      expect(changes.flatMap((change) => change.before_positions).sort(ascending)).toEqual(positions(before));
      expect(changes.flatMap((change) => change.after_positions).sort(ascending)).toEqual(positions(after));
    }
  });
});

function actionsOf({ recommendations, actions }: Side): VersionAction[] {
  return actions.map(([, ref, text, end, owner, status], index) => ({
    position: index + 1,
    text,
    recommendation: recommendations[Number(ref) - 1] ?? '',
    end: end === '' ? null : end,
    owners: owner === '' ? [] : [owner],
    status,
  }));
}
