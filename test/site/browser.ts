/** A real browser for tests, from packages alone, and pages that note what they must not do. */
import chromiumPack from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Flags of the packaged browser that tests must not run under: they would hide faults, or end it with the first page. */
const UNWANTED = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
]);

export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await chromiumPack.executablePath(),
    args: [
      ...chromiumPack.args.filter((flag) => !UNWANTED.has(flag)),
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    headless: true,
  });
}

export interface WatchedPage {
  page: Page;
  /** Console errors and warnings, uncaught errors, requests to anywhere but `base`. */
  faults: string[];
}

/** A page that notes every console error, uncaught error and request beyond `base`. */
export async function watchedPage(
  browser: Browser,
  base: string,
  size: { width: number; height: number } = { width: 1280, height: 900 },
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !/^(?:data|blob):/u.test(url)) faults.push(`request: ${url}`);
  });
  return { page, faults };
}

/** Waits until the page that the address names is shown, nothing on it says that it is loading and every chart is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      (document.querySelector('main')?.getAttribute('data-shown') ?? '') === location.hash &&
      document.querySelector('h1') !== null &&
      document.querySelector('[aria-busy], .loading, .chart:empty') === null,
  );
}
