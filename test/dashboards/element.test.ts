// @vitest-environment jsdom
/** Words become text, never markup; highlighting loses and doubles nothing. */
import { describe, expect, it } from 'vitest';
import { sourceAddress } from '../../dashboards/components/source-link.ts';
import { h, highlight } from '../../dashboards/element.ts';
import type { ActionDetail, PlanEntry } from '../../pipeline/site/contract.ts';

describe('elements', () => {
  it('take words as text and skip what is empty', () => {
    const element = h('p', { class: 'x', hidden: false, id: null }, '<b>bold</b>', null, false, 0, [
      'a',
      h('i', {}, 'b'),
    ]);
    expect(element.outerHTML).toBe('<p class="x">&lt;b&gt;bold&lt;/b&gt;0a<i>b</i></p>');
  });

  it.each([
    ['Risk and risks', ['risk'], '<mark>Risk</mark> and <mark>risk</mark>s'],
    ['Risk and risks', [''], 'Risk and risks'],
    ['a<b', ['<'], 'a<mark>&lt;</mark>b'],
    ['board boards', ['board', 'boards'], '<mark>board</mark> <mark>boards</mark>'],
    ['\u0130stanbul', ['stan'], '\u0130stanbul'],
    ['nothing', ['x'], 'nothing'],
  ])('lights up %j by %j', (text, terms, html) => {
    const element = h('p', {}, highlight(text, terms));
    expect(element.textContent).toBe(text);
    expect(element.innerHTML).toBe(html);
  });
});

describe('the way to the source', () => {
  const plan = (parts: Partial<PlanEntry>) => ({ url: '', copy: '', format: 'pdf', ...parts }) as PlanEntry;
  const action = { text: 'Publish the well-being plan', page: 4 } as ActionDetail;

  it.each([
    [
      'a page of a PDF',
      plan({ url: 'https://council.example/plan.pdf' }),
      'https://council.example/plan.pdf#page=4',
    ],
    [
      'the words of a web page',
      plan({ url: 'https://council.example/plan', format: 'html' }),
      'https://council.example/plan#:~:text=Publish%20the%20well%2Dbeing%20plan',
    ],
    [
      'a spreadsheet as it is',
      plan({ url: 'https://council.example/plan.xlsx', format: 'xlsx' }),
      'https://council.example/plan.xlsx',
    ],
    [
      'a copy before the address',
      plan({ url: 'https://council.example/plan.pdf', copy: 'sources/1.pdf' }),
      'sources/1.pdf#page=4',
    ],
    ['nothing without an address', plan({}), null],
    ['no script', plan({ url: 'javascript:alert(1)' }), null],
    ['no file of the reader', plan({ url: 'file:///etc/passwd' }), null],
    ['no data', plan({ url: 'data:text/html,x' }), null],
  ])('opens %s', (_, entry, address) => {
    expect(sourceAddress(entry, action)).toBe(address);
  });
});
