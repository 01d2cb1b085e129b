/** Made plans as web pages, printed to PDF by a browser: tagged or not, with rules or without. */
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

import type { Ruling } from './made-pdfs.ts';
import { isMiddle, type MadeCell, type MadePlan } from './made-plans.ts';

/** What prints; call `close` when done. */
export interface Printer {
  print(html: string, options: PrintOptions): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface PrintOptions {
  tagged: boolean;
  width: number;
  height: number;
  runningHead: boolean;
}

/** Starts a browser. */
export async function startPrinter(): Promise<Printer> {
  const browser = await playwright.launch({
    // One process for everything dies with its first page.
    args: chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'),
    executablePath: await chromium.executablePath(),
    headless: true,
  });
  const page = await browser.newPage();
  return {
    async print(html, { tagged, width, height, runningHead }) {
      await page.setContent(html);
      const small = (content: string): string =>
        `<div style="font-size:8px;margin-left:42px;width:100%">${content}</div>`;
      const bytes = await page.pdf({
        tagged,
        width: `${width / 72}in`,
        height: `${height / 72}in`,
        displayHeaderFooter: runningHead,
        headerTemplate: small('Harlow Vale District Council'),
        footerTemplate: small('Page <span class="pageNumber"></span>'),
        margin: { top: '0.8in', bottom: '0.8in', left: '0.6in', right: '0.6in' },
        printBackground: true,
      });
      return new Uint8Array(bytes);
    },
    close: () => browser.close(),
  };
}

/** The plan as a web page. */
export function planPage(plan: MadePlan, ruling: Ruling): string {
  const border = { ruled: 'border:0.8px solid #444', horizontal: 'border-bottom:0.8px solid #444', none: '' }[
    ruling
  ];
  const family = plan.font === 'Helvetica' ? 'sans-serif' : 'serif';
  const size = plan.fontSize * (96 / 72);
  const covered = (row: number, column: number): number => {
    let span = 1;
    while (plan.rows[row + span]?.[column] === null) span += 1;
    return span;
  };
  const body = plan.rows
    .map(
      (cells, row) =>
        `<tr>${cells
          .map((cell, column) =>
            cell === null
              ? ''
              : `<td rowspan="${covered(row, column)}"${isMiddle(plan, column) ? ' class="m"' : ''}>${cellHtml(cell)}</td>`,
          )
          .join('')}</tr>`,
    )
    .join('');
  const head = `<tr>${plan.headers.map((header) => `<th>${header}</th>`).join('')}</tr>`;
  return `<!doctype html><html lang="en"><head><title>${plan.title}</title><style>
    body{font-family:${family};font-size:${size}px;margin:0;line-height:${plan.leading / plan.fontSize}}
    table{border-collapse:collapse;width:100%;table-layout:fixed}
    td,th{${border};padding:${plan.rowPadding ?? plan.padding}pt ${plan.padding}pt;vertical-align:top;text-align:left;overflow-wrap:anywhere}
    td.m{vertical-align:middle}
    th{${plan.shadedHeader ? 'background:#d9e2f3' : ''}}
    tr{break-inside:${plan.splitRows ? 'auto' : 'avoid'}}
    thead{display:${plan.repeatHeader ? 'table-header-group' : 'table-row-group'}}
    p,ul{margin:0 0 ${plan.paragraphGap}pt;padding:0}
    .i{margin-left:1.6em;text-indent:-1.6em} .i b{display:inline-block;width:1.6em;text-indent:0;font-weight:normal}
    </style></head><body><h1>${plan.title}</h1>${plan.intro.map((text) => `<p>${text}</p>`).join('')}
    <table><colgroup>${plan.widths.map((share) => `<col style="width:${share * 100}%">`).join('')}</colgroup>
    <thead>${head}</thead><tbody>${body}</tbody></table></body></html>`;
}

function cellHtml(cell: MadeCell): string {
  return (cell ?? [])
    .map(({ marker, text }) => {
      const words = text.replaceAll('&', '&amp;');
      return marker === '' ? `<p>${words}</p>` : `<p class="i"><b>${marker}</b>${words}</p>`;
    })
    .join('');
}
