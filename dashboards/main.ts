/** Starts the site: loads the data, then draws the page that the address names, again whenever the address changes. */
import { Context, type PageView, type RenderPage } from './context.ts';
import { DataError, pageFiles } from './data/files.ts';
import { loadSite } from './data/site.ts';
import { h } from './element.ts';
import { accessibilityPage } from './pages/accessibility.ts';
import { actionPage } from './pages/action.ts';
import { actionsPage } from './pages/actions.ts';
import { comparePage } from './pages/compare.ts';
import { councilPage } from './pages/council.ts';
import { licencesPage } from './pages/licences.ts';
import { methodPage } from './pages/method.ts';
import { overduePage } from './pages/overdue.ts';
import { overviewPage } from './pages/overview.ts';
import { patternsPage } from './pages/patterns.ts';
import { qualityPage } from './pages/quality.ts';
import { timelinePage } from './pages/timeline.ts';
import { buildShell, type Shell } from './shell.ts';
import { formatAddress, parseAddress } from './state.ts';
import './styles/base.css';
import './styles/page.css';
import './styles/print.css';

const RENDER: Readonly<Record<string, RenderPage>> = {
  overview: overviewPage,
  actions: actionsPage,
  action: actionPage,
  overdue: overduePage,
  compare: comparePage,
  council: councilPage,
  timeline: timelinePage,
  patterns: patternsPage,
  quality: qualityPage,
  method: methodPage,
  accessibility: accessibilityPage,
  licences: licencesPage,
};

void start();

async function start(): Promise<void> {
  const place = document.querySelector<HTMLElement>('#app') ?? document.body;
  try {
    const site = await loadSite(pageFiles(document));
    const shell = buildShell(place);
    let shown = '';
    const show = async (): Promise<void> => {
      const asked = location.hash;
      const address = parseAddress(asked);
      // Which actions answer a recommendation is in a file of its own; without it the page says what was left out.
      if (address.params.get('pattern')) await site.patterns().catch(() => null);
      if (location.hash !== asked) return;
      const context = new Context(site, address);
      const path = formatAddress(context.address.page, context.address.id, new URLSearchParams());
      render(shell, context, path === shown, shown === '');
      shown = path;
    };
    addEventListener('hashchange', () => void show());
    await show();
    performance.mark('peerlens-ready');
  } catch (error) {
    place.replaceChildren(failure(error));
  }
}

/** Draws a page. On the same page the focus stays where it was; on another it moves to the heading. */
function render(shell: Shell, context: Context, samePage: boolean, first: boolean): void {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const caret =
    focused instanceof HTMLInputElement && focused.type === 'search' ? focused.selectionStart : null;
  const opened = samePage ? openDetails(shell.main) : [];
  context.announce = shell.announce;
  const view = viewOf(context);
  const heading = h('h1', { tabindex: '-1' }, view.title);
  shell.main.style.minHeight = `${shell.main.offsetHeight}px`;
  shell.update(context);
  shell.main.replaceChildren(heading, ...droppedNote(context), ...view.body.filter((node) => node !== null));
  shell.main.style.minHeight = '';
  shell.main.dataset['shown'] = location.hash;
  document.title = context.address.page === 'overview' ? 'Peerlens' : `${view.title} – Peerlens`;
  for (const id of opened) document.getElementById(id)?.closest('details')?.setAttribute('open', '');
  if (samePage) {
    if (focused?.id) returnFocus(shell.main, focused.id, caret);
    if (view.announcement) shell.announce(view.announcement);
  } else if (!first) {
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}

/** Says which values of the address nothing here has, so that nobody takes the figures for those of such a group. */
function droppedNote(context: Context): HTMLElement[] {
  return context.dropped.length === 0
    ? []
    : [
        h(
          'p',
          { class: 'dropped', role: 'note' },
          `The address asks for what is not here, so it was left out: ${context.dropped.join('; ')}.`,
        ),
      ];
}

/** Puts the focus back on a control made anew, at once or as soon as what it waits for has been fetched. */
function returnFocus(main: HTMLElement, id: string, caret: number | null): void {
  const find = (): boolean => {
    const control = document.getElementById(id);
    control?.focus({ preventScroll: true });
    if (caret !== null && control instanceof HTMLInputElement) control.setSelectionRange(caret, caret);
    return control !== null;
  };
  if (find()) return;
  const observer = new MutationObserver(() => {
    const moved = document.activeElement !== null && document.activeElement !== document.body;
    if (moved || find()) observer.disconnect();
  });
  observer.observe(main, { childList: true, subtree: true });
}

function viewOf(context: Context): PageView {
  const page = RENDER[context.address.page];
  if (page !== undefined) return page(context);
  return {
    title: 'There is no such page',
    body: [
      h('p', {}, 'The address may be mistyped, or the page may have moved.'),
      h('p', {}, h('a', { href: context.to('overview') }, 'Go to the overview')),
    ],
  };
}

function openDetails(main: HTMLElement): string[] {
  return [...main.querySelectorAll('details[open] > summary[id]')].map((summary) => summary.id);
}

function failure(error: unknown): HTMLElement {
  const words =
    error instanceof DataError
      ? error.message
      : 'The data does not fit this page. Reload it; if that does not help, build the site again.';
  return h(
    'main',
    { class: 'failure', role: 'alert' },
    h('h1', {}, 'The actions could not be loaded'),
    h('p', {}, words),
    h('button', { type: 'button', onclick: () => location.reload() }, 'Try again'),
  );
}
