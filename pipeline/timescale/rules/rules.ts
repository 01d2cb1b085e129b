/** Every family of rules, in the order in which equals are tried. A legend's terms are added by the engine. */
import type { PeriodRule } from '../mention.ts';
import { dayRules } from './days.ts';
import { eventRules } from './events.ts';
import { monthRules } from './months.ts';
import { quarterRules } from './quarters.ts';
import { relativeRules } from './relative.ts';
import { seasonRules } from './seasons.ts';
import { windowRules } from './windows.ts';
import { yearRules } from './years.ts';

/** The rules for periods that need no legend. */
export const PERIOD_RULES: readonly PeriodRule[] = [
  ...dayRules,
  ...monthRules,
  ...seasonRules,
  ...quarterRules,
  ...yearRules,
  ...relativeRules,
  ...windowRules,
  ...eventRules,
];
