/** Affine transforms as PDF writes them: `[a, b, c, d, e, f]` maps x to ax + cy + e and y to bx + dy + f. */

export type Matrix = [number, number, number, number, number, number];

/** A matrix as pdfjs has it, a typed array at times, as one of ours. */
export function copyOf(matrix: ArrayLike<number>): Matrix {
  return [matrix[0] ?? 0, matrix[1] ?? 0, matrix[2] ?? 0, matrix[3] ?? 0, matrix[4] ?? 0, matrix[5] ?? 0];
}

/** `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

/** The matrix with its origin moved to x, y of its own space. */
export function moveTo(matrix: Matrix, x: number, y: number): Matrix {
  const [e, f] = applyTo(matrix, x, y);
  return [matrix[0], matrix[1], matrix[2], matrix[3], e, f];
}

export function applyTo(matrix: Matrix, x: number, y: number): [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

/** `Math.hypot`, which is slow, asked only where it is needed: most text runs along an axis. */
export function lengthOf(x: number, y: number): number {
  if (x === 0 || y === 0) return Math.abs(x + y);
  return Math.hypot(x, y);
}
