/**
 * The state of a page is its address: `#/actions?theme=finance,governance&asof=2024-12-31`. Everything behind the
 * hash is the site's own, so the site works on any static server and from a file, and back and forward just work.
 */

export interface Address {
  /** First part of the path; `overview` when there is none. */
  page: string;
  /** The rest of the path: a council's slug, an action's id; empty when none. */
  id: string;
  params: URLSearchParams;
}

/** Reads a location hash; anything unreadable becomes the overview. */
export function parseAddress(hash: string): Address {
  const [path = '', query = ''] = splitOnce(hash.replace(/^#/u, ''), '?');
  const [page = '', id = ''] = splitOnce(path.replace(/^\//u, ''), '/');
  return { page: page || 'overview', id: decode(id), params: new URLSearchParams(query) };
}

/** The hash of an address; empty values are left out, so that the same state has one address. */
export function formatAddress(page: string, id: string, params: URLSearchParams): string {
  const path = `#/${page}${id === '' ? '' : `/${encodeURIComponent(id)}`}`;
  const kept = [...params].filter(([, value]) => value !== '');
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  // Commas stay readable: they are what lists of values are joined with.
  const query = new URLSearchParams(kept).toString().replaceAll('%2C', ',');
  return query === '' ? path : `${path}?${query}`;
}

/** The values of a list parameter, e.g. `theme=finance,capacity`. */
export function listOf(params: URLSearchParams, name: string): string[] {
  return (params.get(name) ?? '').split(',').filter((value) => value !== '');
}

/** A copy with some parameters set; `null` or an empty string removes one. */
export function withParams(
  params: URLSearchParams,
  changes: Readonly<Record<string, string | null>>,
): URLSearchParams {
  const copy = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') copy.delete(name);
    else copy.set(name, value);
  }
  return copy;
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
