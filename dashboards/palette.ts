/**
 * Colours of charts, after the UK Government Analysis Function's accessible palettes; a test computes that each has
 * 3 to 1 against the page, that no colour has two meanings, and that those of a chart differ for the colour-blind too.
 * Unknown groups are hatched, so that colour never carries them alone.
 */
import type { ThemeGroup } from './labels.ts';
import type { Lateness } from './lateness.ts';

export const PAPER = '#ffffff';
export const INK = '#1c242c';
export const QUIET = '#4c5763';

/** Fill of a group that is not known; see `hatch` in `components/chart.ts`. */
export const UNKNOWN = '#6b7480';

/** What is only counted, of no group. */
export const MAIN = '#5a6b7d';
export const MUTED = '#7d8894';
/** What the reader asked about: the day, the council. */
export const ACCENT = '#5b2d9e';

export const LATENESS_COLOURS: Record<Lateness, string> = {
  done: '#12436d',
  not_due: '#4f8fc4',
  in_window: '#1f8a80',
  due_soon: '#c96a12',
  no_report: '#c0588c',
  overdue: '#801650',
  open_ended: '#8b8297',
  cannot_tell: UNKNOWN,
};

/** Groups of lateness taken together, and months' unfinished actions: none has the colour of a single group. */
export const TOGETHER_COLOURS = {
  ahead: '#009a4e',
  past: '#a3420c',
  unfinished: '#9c8846',
} as const;

export const THEME_COLOURS: Record<ThemeGroup, string> = {
  priorities: '#12436d',
  leadership: '#1f8a80',
  governance: '#801650',
  finance: '#c96a12',
  capacity: '#8566c2',
  unsure: UNKNOWN,
};

/** Sequential, light to dark, for heat maps; text on it is chosen by `textOn`. */
export const HEAT = ['#eef3f8', '#c9dbeb', '#9dbfdd', '#6a9dc9', '#3a76ad', '#12436d'] as const;

/** Black or white, whichever stands out more on a background. */
export function textOn(background: string): string {
  return contrast(background, PAPER) >= contrast(background, INK) ? PAPER : INK;
}

/** WCAG 2 contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
