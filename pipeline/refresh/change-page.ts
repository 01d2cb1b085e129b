/**
 * The change log as a page of the published site: plain HTML that needs no script, under the site's own style and
 * policy. Text from plans is escaped; it can be nothing but text.
 */
import type { ChangeLog } from './change-log.ts';
import { changeSections, summaryLine, TO_DO } from './change-log.ts';

const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

/** The whole page. */
export function formatChangePage(log: ChangeLog): string {
  // Doubts name lines of the operator's own register, as do the ways out: they are for the log, not for the site.
  const shown = changeSections({ ...log, doubts: [] }).filter(({ title }) => title !== TO_DO);
  const sections = shown.map(
    ({ title, rows }) =>
      `<section><h2>${escape(title)} (${rows.length})</h2>\n<ul>\n${rows.map((row) => `<li>${escape(row)}</li>`).join('\n')}\n</ul></section>`,
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What changed: Peerlens</title>
<link rel="stylesheet" href="app.css">
</head>
<body>
<main>
<p><a href="index.html">Peerlens</a></p>
<h1>What changed as of ${escape(log.asOf)}</h1>
<p>${escape(summaryLine({ ...log, doubts: [] }))}</p>
${sections.length > 0 ? sections.join('\n') : '<p>Nothing else to say.</p>'}
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
