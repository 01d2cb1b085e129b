import { expect, it } from 'vitest';
import { killBuilds } from './killed-builds.ts';

it('leaves the old or the new store whole, whenever a build is killed', { timeout: 180_000 }, async () => {
  const report = await killBuilds(6);
  expect(report.faults).toEqual([]);
  expect(report.old + report.young).toBe(6);
  expect(report.old).toBeGreaterThan(0);
});
