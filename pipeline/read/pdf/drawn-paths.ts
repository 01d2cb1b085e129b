/**
 * Drawn paths → straight rules and filled boxes. Thin fills are rules, since most producers draw a table's
 * borders as filled slivers; other fills are shading.
 */
import { OPS } from './pdfjs.ts';
import { applyTo, type Matrix } from './matrix.ts';
import type { Dot } from './drawn-bullets.ts';
import type { Fill, Rule } from './page-content.ts';

/** A fill no thicker than this many points is a rule. */
const RULE_THICKNESS = 3;
/** A filled square or circle no larger than this may be a bullet. */
const LARGEST_DOT = 7;
/** Shorter strokes are dashes, ticks, parts of drawings. */
const SHORTEST = 2;

const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const FILLS = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

interface Subpath {
  points: [number, number][];
  closed: boolean;
  curved: boolean;
}

export class PathCollector {
  readonly rules: Rule[] = [];
  readonly fills: Fill[] = [];
  readonly dots: Dot[] = [];

  /** Takes one painted path in user space, and the marked content it stands in. */
  add(
    operator: number,
    data: Float32Array | null,
    state: { matrix: Matrix; lineWidth: number; fillColor: string },
    marked: { mark: number; artifact: boolean } = { mark: -1, artifact: false },
  ): void {
    const stroked = STROKES.has(operator);
    const filled = FILLS.has(operator);
    if (!data || (!stroked && !filled)) return;
    const { matrix } = state;
    const subpaths = readSubpaths(data, matrix);
    for (const subpath of subpaths) {
      if (filled) this.addFill(subpath, state.fillColor);
      if (filled && subpaths.length === 1) this.addDot(subpath, { color: state.fillColor, ...marked });
      if (stroked) {
        this.addStroke(
          subpath,
          state.lineWidth * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])),
        );
      }
    }
  }

  private addFill({ points, curved }: Subpath, color: string): void {
    if (points.length < 3) return;
    const [x0, y0, x1, y1] = extents(points);
    const width = x1 - x0;
    const height = y1 - y0;
    if (height <= RULE_THICKNESS && width > height && width >= SHORTEST) {
      this.addRule(true, (y0 + y1) / 2, x0, x1, height);
    } else if (width <= RULE_THICKNESS && height > width && height >= SHORTEST) {
      this.addRule(false, (x0 + x1) / 2, y0, y1, width);
    } else if (color !== '' && width > 4 && height > 4 && (curved || isRectangle(points))) {
      this.fills.push({ x0, y0, x1, y1, color });
    }
  }

  private addDot({ points }: Subpath, drawn: Pick<Dot, 'color' | 'mark' | 'artifact'>): void {
    if (points.length < 4 || drawn.color === '') return;
    const [x0, y0, x1, y1] = extents(points);
    const width = x1 - x0;
    const isDot = width >= 1 && width <= LARGEST_DOT && Math.abs(width - (y1 - y0)) <= 0.15 * width;
    if (isDot) this.dots.push({ x0, y0, x1, y1, ...drawn });
  }

  private addStroke({ points, closed }: Subpath, thickness: number): void {
    const ring = closed && points[0] ? [...points, points[0]] : points;
    for (let index = 1; index < ring.length; index++) {
      const [ax, ay] = ring[index - 1] ?? [0, 0];
      const [bx, by] = ring[index] ?? [0, 0];
      const dx = Math.abs(bx - ax);
      const dy = Math.abs(by - ay);
      // A short stroke with a thick pen is a rule drawn across its length.
      if (thickness > Math.max(dx, dy) && thickness >= SHORTEST) continue;
      if (dy < 0.7 && dx >= SHORTEST)
        this.addRule(true, (ay + by) / 2, Math.min(ax, bx), Math.max(ax, bx), thickness);
      else if (dx < 0.7 && dy >= SHORTEST) {
        this.addRule(false, (ax + bx) / 2, Math.min(ay, by), Math.max(ay, by), thickness);
      }
    }
  }

  private addRule(horizontal: boolean, across: number, from: number, to: number, thickness: number): void {
    this.rules.push({ horizontal, across, from, to, thickness });
  }
}

/** The draw codes of pdfjs's path buffers: 0 move, 1 line, 2 cubic, 3 quadratic, 4 close. */
function readSubpaths(data: Float32Array, matrix: Matrix): Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath = { points: [], closed: false, curved: false };
  const at = (index: number): [number, number] => applyTo(matrix, data[index] ?? 0, data[index + 1] ?? 0);
  let index = 0;
  while (index < data.length) {
    const code = data[index];
    if (code === 0) {
      if (current.points.length > 0) subpaths.push(current);
      current = { points: [at(index + 1)], closed: false, curved: false };
      index += 3;
    } else if (code === 1) {
      current.points.push(at(index + 1));
      index += 3;
    } else if (code === 2) {
      current.curved = true;
      current.points.push(at(index + 5));
      index += 7;
    } else if (code === 3) {
      current.curved = true;
      current.points.push(at(index + 3));
      index += 5;
    } else {
      current.closed = true;
      index += 1;
    }
  }
  if (current.points.length > 0) subpaths.push(current);
  return subpaths;
}

function extents(points: [number, number][]): [number, number, number, number] {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y);
  }
  return [x0, y0, x1, y1];
}

/** True when every point lies on the border of the extents, as a rectangle's do. */
function isRectangle(points: [number, number][]): boolean {
  const [x0, y0, x1, y1] = extents(points);
  return points.every(
    ([x, y]) =>
      (Math.abs(x - x0) < 0.6 || Math.abs(x - x1) < 0.6) &&
      (Math.abs(y - y0) < 0.6 || Math.abs(y - y1) < 0.6),
  );
}
