// @vitest-environment jsdom
/** Colours of charts: one meaning each, and apart for the colour-blind too. */
import { describe, expect, it } from 'vitest';
import { stripLegend } from '../../dashboards/components/benchmark-strip.ts';
import { MONTH_PARTS } from '../../dashboards/components/deadline-months.ts';
import { LATE_PARTS } from '../../dashboards/components/late-parts.ts';
import * as palette from '../../dashboards/palette.ts';

/** Machado, Oliveira and Fernandes 2009, severity 1: linear light as seen, row by row. */
const BLINDNESS: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** How far two colours are apart as seen, 0 to 441. */
function apart(a: string, b: string, kind: string): number {
  const [x, y] = [seen(a, kind), seen(b, kind)];
  return Math.hypot(...x.map((value, index) => value - (y[index] ?? 0)));
}

function seen(hex: string, kind: string): number[] {
  const light = [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
  return (BLINDNESS[kind] ?? []).map((row) => {
    const sum = row.reduce((total, part, index) => total + part * (light[index] ?? 0), 0);
    return 255 * Math.min(1, Math.max(0, sum)) ** (1 / 2.2);
  });
}

describe('a colour', () => {
  it('has one meaning for each colour', () => {
    const marks = [
      ...Object.values(palette.LATENESS_COLOURS),
      ...Object.values(palette.TOGETHER_COLOURS),
      palette.MAIN,
      palette.ACCENT,
    ];
    expect(new Set(marks).size).toBe(marks.length);
    const meanings = new Map<string, string>();
    for (const { label, colour: mark } of [...LATE_PARTS, ...MONTH_PARTS, ...stripLegend(3)]) {
      const same = label.replace('Reported done', 'Done').replace('This council', 'The day asked about');
      expect(meanings.get(mark) ?? same, label).toBe(same);
      meanings.set(mark, same);
    }
  });

  it.each(Object.keys(BLINDNESS))('keeps the parts of a chart apart with %s', (kind) => {
    // Hatched parts are told by their pattern.
    const charts = [LATE_PARTS.filter((part) => !('unknown' in part)), MONTH_PARTS.slice(0, 2)];
    const near = charts.flatMap((parts) =>
      parts.flatMap((a, index) =>
        parts
          .slice(index + 1)
          .filter((b) => apart(a.colour, b.colour, kind) <= 45)
          .map((b) => [a.label, b.label]),
      ),
    );
    expect(near).toEqual([]);
  });

  it('is measured so that a red and a green that the colour-blind confuse are too near', () => {
    expect(apart('#7a9a00', '#a08000', 'deuteranopia')).toBeLessThan(45);
    expect(apart('#7a9a00', '#a08000', 'tritanopia')).toBeGreaterThan(20);
  });
});
