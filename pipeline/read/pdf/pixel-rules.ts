/** Straight dark runs in a page's picture: the rules of a scanned table, wiped so that they are not read as letters. */
import type { Rule } from './page-content.ts';

/** Rows of red, green, blue, alpha bytes. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Shorter runs are strokes of letters (points). */
const SHORTEST_ACROSS = 30;
const SHORTEST_DOWN = 20;
const DARK = 150;

/**
 * The rules in points, and the share of pixels that are dark besides them. Wipes the rules' pixels in place.
 * `scale` is pixels a point.
 */
export function readPixelRules(pixels: Pixels, scale: number): { rules: Rule[]; dark: number } {
  const { width, height, data } = pixels;
  const dark = new Uint8Array(width * height);
  for (let index = 0; index < dark.length; index++) {
    const at = index * 4;
    const light = 0.3 * (data[at] ?? 255) + 0.59 * (data[at + 1] ?? 255) + 0.11 * (data[at + 2] ?? 255);
    dark[index] = light < DARK && (data[at + 3] ?? 255) > 127 ? 1 : 0;
  }
  const runs: { horizontal: boolean; line: number; from: number; to: number }[] = [];
  for (const horizontal of [true, false]) {
    const shortest = (horizontal ? SHORTEST_ACROSS : SHORTEST_DOWN) * scale;
    const lines = horizontal ? height : width;
    const length = horizontal ? width : height;
    for (let line = 0; line < lines; line++) {
      let from = -1;
      for (let along = 0; along <= length; along++) {
        const on = along < length && dark[horizontal ? line * width + along : along * width + line] === 1;
        if (on && from < 0) from = along;
        if (!on && from >= 0) {
          if (along - from >= shortest) runs.push({ horizontal, line, from, to: along });
          from = -1;
        }
      }
    }
  }
  const thick = thickAreas(runs, scale);
  const rules: Rule[] = [];
  for (const run of runs) {
    if (thick(run)) continue;
    rules.push({
      horizontal: run.horizontal,
      across: (run.line + 0.5) / scale,
      from: run.from / scale,
      to: run.to / scale,
      thickness: 1 / scale,
    });
    wipe(pixels, dark, run);
  }
  const left = dark.reduce((sum, pixel) => sum + pixel, 0);
  return { rules, dark: left / Math.max(1, dark.length) };
}

/** Tells runs that lie in a filled area thicker than a rule, as of a shaded header or a photograph. */
function thickAreas(
  runs: { horizontal: boolean; line: number; from: number; to: number }[],
  scale: number,
): (run: { horizontal: boolean; line: number; from: number; to: number }) => boolean {
  const byLine = new Map<string, { from: number; to: number }[]>();
  for (const run of runs) {
    const key = `${run.horizontal} ${run.line}`;
    const list = byLine.get(key);
    if (list) list.push(run);
    else byLine.set(key, [run]);
  }
  const most = Math.max(4, Math.round(3 * scale));
  return (run) => {
    const middle = (run.from + run.to) / 2;
    let thickness = 1;
    for (const step of [-1, 1]) {
      for (let away = 1; away <= most; away++) {
        const list = byLine.get(`${run.horizontal} ${run.line + step * away}`);
        if (!list?.some(({ from, to }) => from <= middle && middle < to)) break;
        thickness += 1;
      }
    }
    return thickness > most;
  };
}

/** Whitens a run and the grey pixels beside it. */
function wipe(
  { width, height, data }: Pixels,
  dark: Uint8Array,
  run: { horizontal: boolean; line: number; from: number; to: number },
): void {
  for (let along = run.from; along < run.to; along++) {
    for (let off = -1; off <= 1; off++) {
      const x = run.horizontal ? along : run.line + off;
      const y = run.horizontal ? run.line + off : along;
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const index = y * width + x;
      data.fill(255, index * 4, index * 4 + 4);
      dark[index] = 0;
    }
  }
}
