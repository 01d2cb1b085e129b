/** Contrast of text and chart colours, computed: 4.5 to 1 for words, 3 to 1 for marks and edges. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as palette from '../../dashboards/palette.ts';

const css = readFileSync(new URL('../../dashboards/styles/base.css', import.meta.url), 'utf8');
const variables = new Map(
  [...css.matchAll(/^ {2}--([a-z-]+): (#[0-9a-f]{6});$/gmu)].map(([, name, colour]) => [
    name ?? '',
    colour ?? '',
  ]),
);
const colour = (name: string): string => variables.get(name) ?? '';

describe('the palette', () => {
  it('knows the extremes of the scale', () => {
    expect(palette.contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(palette.contrast('#777777', '#777777')).toBe(1);
  });

  it.each([
    ['ink', 'paper'],
    ['quiet', 'paper'],
    ['link', 'paper'],
    ['accent', 'paper'],
    ['ink', 'wash'],
    ['quiet', 'wash'],
    ['link', 'wash'],
    ['paper', 'brand'],
  ])('has words in %s on %s at 4.5 or more', (text, ground) => {
    expect(palette.contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    'edge',
    'focus',
    'unknown',
    'done',
    'not-due',
    'in-window',
    'due-soon',
    'no-report',
    'overdue',
    'open-ended',
  ])('has %s at 3 or more on paper', (name) => {
    expect(palette.contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(3);
  });

  it('has every chart colour at 3 or more, and accents that are words at 4.5', () => {
    const marks = [
      ...Object.values(palette.LATENESS_COLOURS),
      ...Object.values(palette.THEME_COLOURS),
      ...Object.values(palette.TOGETHER_COLOURS),
      palette.MAIN,
      palette.MUTED,
    ];
    for (const mark of marks) expect(palette.contrast(mark, palette.PAPER), mark).toBeGreaterThanOrEqual(3);
    for (const word of [palette.INK, palette.QUIET, palette.ACCENT])
      expect(palette.contrast(word, palette.PAPER), word).toBeGreaterThanOrEqual(4.5);
  });

  it('writes on every shade of the heat map at 4.5 or more', () => {
    for (const shade of palette.HEAT)
      expect(palette.contrast(shade, palette.textOn(shade)), shade).toBeGreaterThanOrEqual(4.5);
  });

  it('is the same in the style sheet and in charts', () => {
    for (const [name, value] of Object.entries(palette.LATENESS_COLOURS)) {
      const variable = name === 'cannot_tell' ? 'unknown' : name.replaceAll('_', '-');
      expect(colour(variable), name).toBe(value);
    }
  });
});
