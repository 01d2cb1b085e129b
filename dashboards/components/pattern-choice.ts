/** The choices above the patterns: whose recommendations count, and on the list a theme. */
import type { PatternsFile } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { patternsOn } from '../data/patterns-on-day.ts';
import { h } from '../element.ts';
import { withParams } from '../state.ts';
import { facetChoice, groupChoice } from './scope-bar.ts';

/** Choices of whose recommendations count, each with how many recur among those councils. */
export function councilChoice(context: Context, file: PatternsFile, theme: HTMLElement | null): HTMLElement {
  const choice = (name: 'type' | 'region'): HTMLElement =>
    facetChoice(
      context,
      name,
      context.facets[name].values.map(
        ({ value }) =>
          patternsOn(context, file, withParams(context.params, { [name]: value })).patterns.length,
      ),
    );
  return h(
    'form',
    { class: 'scope', 'aria-label': 'Whose recommendations', onsubmit: (event) => event.preventDefault() },
    choice('type'),
    choice('region'),
    theme,
    groupChoice(context),
  );
}
