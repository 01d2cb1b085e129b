/** Pages in place of a document: each kind as servers send it, and short pages that are what was asked for. */
import { describe, expect, it } from 'vitest';
import { standIn } from '../../pipeline/sources/stand-in.ts';

const page = (title: string, body: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
const MANY = '<p>We will write to every parish about it.</p>'.repeat(60);

describe('standIn', () => {
  it.each([
    [page('Sign in to your account', '<form><input type="password"></form>'), 'a page to sign in'],
    [page('Log on', '<h1>Log on</h1>'), 'a page to sign in'],
    [page('Marlbridge', '<form><input name=u><input type=PASSWORD></form>'), 'a page to sign in'],
    [page('Marlbridge', '<h1>We value your privacy</h1><button>Accept all</button>'), 'a page about cookies'],
    [page('Your choices regarding cookies on this site', '<p>Choose.</p>'), 'a page about cookies'],
    [page('Just a moment...', '<h1>Checking your browser</h1>'), 'a page that keeps programs out'],
    [page('', '<h1>Verify that you are human</h1>'), 'a page that keeps programs out'],
    [page('Access denied', '<p>Reference 18.4f</p>'), 'a page that reports an error'],
    [page('Page not found - Marlbridge', '<p>Sorry.</p>'), 'a page that reports an error'],
    [page('404 - Not found', ''), 'a page that reports an error'],
    [page('Error 503', ''), 'a page that reports an error'],
    [page('Site under maintenance', '<p>Back soon.</p>'), 'a page that reports an error'],
    [page('Sign in', `<h1>Sign in</h1><script>${'a b '.repeat(500)}</script>`), 'a page to sign in'],
  ])('tells what stands in: %s', (html, kind) => {
    expect(standIn(html)).toMatch(new RegExp(`^${kind}`));
  });

  it('gives the name of the page', () => {
    expect(standIn(page('Sign in to your account', ''))).toBe(
      'a page to sign in (“Sign in to your account”)',
    );
  });

  it.each([
    page('Marlbridge', '<h1>Our promises</h1><ul><li>Publish a plan by May 2026</li></ul>'),
    page('Peer challenge action plan', '<h1>Cookies</h1><p>We use cookies.</p>'),
    page('Cookies on this site', '<h1>Cookies</h1><h2>Action plan</h2><p>Publish it by May.</p>'),
    page('Sign in', `<h1>Sign in</h1>${MANY}`),
    page('Log in', '<h1>Log in</h1><table><tr><td>Publish a plan</td><td>May 2026</td></tr></table>'),
    page('Marlbridge signs in the new year', '<p>Publish a plan by May 2026.</p>'),
    page('404 homes by 2030', '<p>We will build 404 homes.</p>'),
    '',
    '<<<',
  ])('leaves alone: %s', (html) => {
    expect(standIn(html)).toBeNull();
  });
});
