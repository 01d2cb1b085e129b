/** What became of actions from one version of a plan to the next, in words. */
import type { ActionChange } from '../../pipeline/site/contract.ts';
import { dayInWords } from '../dates.ts';
import { counted, STATUS_LABELS } from '../labels.ts';

const CHANGES: Readonly<Record<ActionChange['change'], string>> = {
  kept: 'kept',
  split: 'split into several',
  merged: 'merged with others',
  dropped: 'no longer there, without a word',
  new: 'new',
};

/** "kept, reworded; 92 days later, now 30 June 2025; owner changed". */
export function changeInWords(change: ActionChange): string {
  const parts: string[] = [CHANGES[change.change] + (change.reworded ? ', reworded' : '')];
  const { daysMoved, endBefore, endAfter, ownerChange, statusBefore, statusAfter } = change;
  if (daysMoved !== null && daysMoved !== 0) {
    const direction = daysMoved > 0 ? 'later' : 'earlier';
    parts.push(
      `${counted(Math.abs(daysMoved), 'day')} ${direction}${endAfter ? `, now ${dayInWords(endAfter)}` : ''}`,
    );
  } else if (change.change === 'kept' && endBefore !== null && endAfter === null)
    parts.push('its date is gone');
  else if (change.change === 'kept' && endBefore === null && endAfter !== null)
    parts.push(`now dated ${dayInWords(endAfter)}`);
  // An action that came or went came or went with its owner.
  const stayed = change.change !== 'new' && change.change !== 'dropped';
  if (stayed && ['changed', 'added', 'removed'].includes(ownerChange)) parts.push(`owner ${ownerChange}`);
  if (statusBefore !== null && statusAfter !== null && statusBefore !== statusAfter) {
    parts.push(
      `from “${STATUS_LABELS[statusBefore].toLowerCase()}” to “${STATUS_LABELS[statusAfter].toLowerCase()}”`,
    );
  }
  return parts.join('; ');
}
