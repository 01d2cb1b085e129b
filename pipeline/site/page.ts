/**
 * The site's two pages: `index.html`, which loads script, style and data from beside it, and the one-file page that
 * holds all three. Both carry a Content-Security-Policy that lets nothing else run and no other host be asked.
 */
import { createHash } from 'node:crypto';

/** What the pages need of the built app. */
export interface App {
  script: string;
  style: string;
  /** Notices of the libraries in the script, as their licences ask. */
  licences: string;
}

const TITLE = 'Peerlens';

/** The policy of the many-file site; also what a server should send as a header. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** `index.html`. Addresses are relative and carry a hash, so that a browser never mixes two builds. */
export function sitePage(app: App): string {
  return page(
    CONTENT_SECURITY_POLICY,
    `<link rel="stylesheet" href="app.css?v=${shortHash(app.style)}">\n` +
      `<script src="app.js?v=${shortHash(app.script)}" defer></script>`,
    '',
  );
}

/** `peerlens.html`: script, style and the data files inside; opens from a shared drive. */
export function onePage(app: App, files: ReadonlyMap<string, Uint8Array>): string {
  // A script or style would end at its closing tag, whatever quotes stand around it.
  const script = app.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const style = app.style.replaceAll('</style', '<\\/style');
  const policy = CONTENT_SECURITY_POLICY.replace("script-src 'self'", `script-src '${sourceHash(script)}'`)
    .replace("style-src 'self'", `style-src '${sourceHash(style)}'`)
    .replace("connect-src 'self'", "connect-src 'none'");
  const blocks = [...files].map(
    ([name, bytes]) =>
      `<script type="text/plain" data-file="${name}">${Buffer.from(bytes).toString('base64')}</script>`,
  );
  return page(policy, `<style>${style}</style>`, `${blocks.join('\n')}\n<script>${script}</script>\n`);
}

function page(policy: string, head: string, tail: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${TITLE}</title>
<link rel="icon" href="data:,">
${head}
</head>
<body>
<noscript><p>${TITLE} draws its pages with JavaScript, which is switched off here. The data folder beside this page and the exports of the build hold the same figures.</p></noscript>
<div id="app"><p class="loading" role="status">Loading the actions…</p></div>
${tail}</body>
</html>
`;
}

function sourceHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
