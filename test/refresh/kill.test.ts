import { expect, it } from 'vitest';
import { killNights } from './killed-nights.ts';

it('keeps the published run whole whenever a night is killed', async () => {
  const moments = [0.35, 0.5, 0.62, 0.74, 0.82, 0.9];
  const report = await killNights(moments.length, () => moments.shift() ?? 0.5);
  expect(report).toMatchObject({ broken: [], lastExit: 0, lost: 0 });
  expect(report.lastOutput).toContain('published');
}, 180_000);
