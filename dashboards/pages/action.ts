/** One action: its words, how each field was arrived at, and where it stands in the source. */
import type { Context, PageView } from '../context.ts';
import { h } from '../element.ts';

export function actionPage(context: Context): PageView {
  return { title: 'Action', body: [h('p', {}, context.address.id)] };
}
