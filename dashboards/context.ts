/** What a page is given to draw itself: the data, its address, the day asked about, and ways to other addresses. */
import type { PlanEntry } from '../pipeline/site/contract.ts';
import { FACETS, facetsOf, select, type Facet, type FacetName, type Selection } from './data/facets.ts';
import { spanOf } from './data/months.ts';
import type { Site } from './data/site.ts';
import { dayInWords, dayNumber, isDay } from './dates.ts';
import { formatAddress, listOf, withParams, type Address } from './state.ts';

/** What goes along from page to page. Earlier versions of plans are counted among the actions alone. */
export const SCOPE = ['asof', 'type', 'region', 'named', 'theme'] as const;

export interface PageView {
  /** For the window and the one `h1`. */
  title: string;
  body: (Node | null)[];
  /** Said to screen readers when a filter changed the page, e.g. `34 of 120 actions`. */
  announcement?: string;
}

export type RenderPage = (context: Context) => PageView;

export class Context {
  readonly site: Site;
  /** Without values that nothing here has. */
  readonly address: Address;
  /** Values of the address that nothing here has, e.g. `Type of council: Unitary`. */
  readonly dropped: readonly string[];
  /** Day number. */
  readonly asOf: number;
  /** Says something to screen readers without moving the focus; set by whoever draws the page. */
  announce: (words: string) => void = () => undefined;
  #facets: Record<FacetName, Facet> | null = null;
  #selection: Selection | null = null;

  constructor(site: Site, address: Address) {
    this.site = site;
    const asked = address.params.get('asof') ?? '';
    this.asOf = dayNumber(isDay(asked) ? asked : site.summary.asOf);
    const { params, dropped } = this.#knownParams(address.params);
    this.address = { ...address, params };
    this.dropped = dropped;
  }

  /** The parameters without values that no facet and no named group has: a choice shows what is counted. */
  #knownParams(asked: URLSearchParams): { params: URLSearchParams; dropped: string[] } {
    const params = new URLSearchParams(asked);
    const dropped: string[] = [];
    for (const name of FACETS) {
      const values = listOf(asked, name);
      if (values.length === 0) continue;
      const facet = this.facets[name];
      const isKnown = (value: string): boolean => facet.values.some((entry) => entry.value === value);
      dropped.push(...values.filter((value) => !isKnown(value)).map((value) => `${facet.label}: ${value}`));
      params.set(name, values.filter(isKnown).join(','));
    }
    const group = asked.get('named') ?? '';
    if (group !== '' && !this.site.summary.groups.some(({ name }) => name === group)) {
      dropped.push(`Named group: ${group}`);
      params.delete('named');
    }
    const drop = (name: string, label: string, isKnown: (value: string) => boolean): void => {
      const value = asked.get(name) ?? '';
      if (value === '' || isKnown(value)) return;
      dropped.push(`${label}: ${value}`);
      params.delete(name);
    };
    drop('due', 'Last day', (value) => spanOf(value) !== null);
    drop('pattern', 'Recommendation', (value) => this.site.pattern(value) !== undefined);
    return { params, dropped };
  }

  get params(): URLSearchParams {
    return this.address.params;
  }

  get asOfInWords(): string {
    const asked = this.params.get('asof') ?? '';
    return dayInWords(isDay(asked) ? asked : this.site.summary.asOf);
  }

  get facets(): Record<FacetName, Facet> {
    this.#facets ??= facetsOf(this.site, this.asOf);
    return this.#facets;
  }

  /** Rows that pass the filters of the address. */
  get selection(): Selection {
    this.#selection ??= select(this.site, this.facets, this.params, this.asOf);
    return this.#selection;
  }

  /** The plans that count on the day, of councils in their order. */
  get countedPlans(): PlanEntry[] {
    const { counts } = this.site.plansOn(this.asOf);
    return this.site.summary.plans.filter((_, index) => counts[index] === 1);
  }

  /** The plan of a council that counts on the day; nothing where none was published by then. */
  planOf(council: number): PlanEntry | undefined {
    return this.countedPlans.find((plan) => plan.council === council);
  }

  /** The same page with some parameters changed. */
  here(changes: Readonly<Record<string, string | null>>): string {
    return formatAddress(this.address.page, this.address.id, withParams(this.params, changes));
  }

  /** Another page: the scope goes along, other parameters are as given. */
  to(page: string, changes: Readonly<Record<string, string | null>> = {}, id = ''): string {
    const scope = new URLSearchParams(
      [...this.params].filter(([name]) => SCOPE.some((kept) => kept === name)),
    );
    return formatAddress(page, id, withParams(scope, changes));
  }

  /** Goes to an address. */
  go(hash: string): void {
    location.hash = hash;
  }
}
