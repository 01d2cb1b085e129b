/** Lateness in five parts, for bars too small for all eight groups. */
import { LATENESS_COLOURS, TOGETHER_COLOURS } from '../palette.ts';

/** Groups of lateness that a small stacked bar can carry. */
export const LATE_PARTS = [
  { key: 'done', label: 'Done', colour: LATENESS_COLOURS.done, of: ['done'] },
  {
    key: 'ahead',
    label: 'Not past its date',
    colour: TOGETHER_COLOURS.ahead,
    of: ['not_due', 'in_window', 'due_soon'],
  },
  { key: 'past', label: 'Past its date', colour: TOGETHER_COLOURS.past, of: ['no_report', 'overdue'] },
  { key: 'open', label: 'Open-ended', colour: LATENESS_COLOURS.open_ended, of: ['open_ended'] },
  {
    key: 'unknown',
    label: 'Cannot tell',
    colour: LATENESS_COLOURS.cannot_tell,
    unknown: true,
    of: ['cannot_tell'],
  },
] as const;
