/** The calibration curve of the model card: sets in, SVG text out. */
import { drawSvg, INK, Plot } from '../documentation/svg-chart.ts';
import { type Judged, calibrationBins } from './theme-metrics.ts';

/** One curve: a set's name and its judged rows. */
export interface CalibrationCurve {
  name: string;
  rows: readonly Judged[];
}

const COLOURS = ['#12436d', '#28a197', '#801650', '#f46a25', '#3d3d3d'];

/** SVG of stated probability against share right, a dot a bin, its size by the number of rows. */
export function drawCalibration(curves: readonly CalibrationCurve[]): string {
  const bins = curves.flatMap(({ name, rows }) => calibrationBins(rows).map((bin) => ({ name, ...bin })));
  const names = curves.map(({ name }) => name);
  return drawSvg(
    {
      width: 640,
      height: 420,
      marginRight: 150,
      x: { domain: [0, 1], label: 'probability given to the first theme', grid: true },
      y: { domain: [0, 1], label: 'share that was right', grid: true },
      r: { range: [0, 12] },
      color: { domain: names, range: COLOURS },
      marks: [
        Plot.line(
          [
            [0, 0],
            [1, 1],
          ],
          { stroke: INK, strokeDasharray: '4 4' },
        ),
        Plot.line(bins, { x: 'confidence', y: 'accuracy', stroke: 'name' }),
        Plot.dot(bins, { x: 'confidence', y: 'accuracy', r: 'rows', fill: 'name' }),
        Plot.text(
          names.map((name, index) => ({ name, y: 0.5 - index * 0.07 })),
          {
            frameAnchor: 'right',
            dx: 145,
            textAnchor: 'end',
            y: 'y',
            text: 'name',
            fill: 'name',
            fontWeight: 600,
          },
        ),
      ],
    },
    `How often the first theme is right, by its probability: ${names.join(', ')}`,
  );
}
