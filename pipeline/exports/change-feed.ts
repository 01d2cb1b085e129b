/** An Atom feed (RFC 4287) of plans as they came into the store, with what changed since the version before. */
import { Feed } from 'feed';

export interface FeedEntry {
  plan_id: string;
  council: string;
  kind: string;
  plan_date: string | null;
  first_stored: string;
  version: number;
  source_url: string;
  action_count: number;
  slipped: number;
  dropped: number;
  added: number;
  done: number;
}

/** Text of the feed, newest first; the same for the same entries. `address` is where the site stands, if anywhere. */
export function makeChangeFeed(entries: readonly FeedEntry[], asOf: string, address = ''): string {
  const feed = new Feed({
    id: address === '' ? 'tag:peerlens,2024:changes' : `${address}changes.atom`,
    title: 'Peer challenge action plans: what changed',
    copyright: '',
    updated: new Date(`${entries[0]?.first_stored ?? asOf}T00:00:00Z`),
    generator: false,
    author: { name: 'Peerlens' },
    ...(address === '' ? {} : { link: address }),
  });
  for (const entry of entries) {
    feed.addItem({
      id: `tag:peerlens,2024:${entry.plan_id}`,
      title: asHtml(titleOf(entry)),
      date: new Date(`${entry.first_stored}T00:00:00Z`),
      link: linkOf(entry, address),
      description: asHtml(summaryOf(entry)),
    });
  }
  return `${feed.atom1()}\n`;
}

/** The document's own address; else the site; else a tag, for an entry must link somewhere (the library asks for one). */
function linkOf({ source_url, plan_id }: FeedEntry, address: string): string {
  return [source_url, address].find((link) => URL.canParse(link)) ?? `urn:peerlens:${plan_id}`;
}

function titleOf({ council, kind, plan_date, version }: FeedEntry): string {
  const what = kind.replaceAll('-', ' ');
  const dated = plan_date === null ? 'undated' : plan_date;
  return version === 1
    ? `${council}: ${what}, ${dated}`
    : `${council}: ${what}, ${dated} (version ${version})`;
}

function summaryOf({ version, action_count, slipped, dropped, added, done }: FeedEntry): string {
  const counts = `${action_count} actions, ${done} said to be done.`;
  if (version === 1) return counts;
  return `${counts} Since the version before: ${slipped} moved to a later date, ${dropped} no longer there, ${added} new.`;
}

/** Atom titles of type html are read as HTML: mark-up in a name must not become any. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
