/**
 * Where the site's data files come from: beside the page on a server, or inside the page itself where everything is
 * in one file. Both give plain bytes; gzip is undone here.
 */

/** Gives the bytes of a file under `data/`, e.g. `summary.dat`. Throws `DataError` when it is not to be had. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

/** A data file could not be read; the message says what to do about it. */
export class DataError extends Error {}

/** The page's own source of files: the data blocks in it, else the folder `data/` beside it. */
export function pageFiles(page: Document): ReadFile {
  const blocks = page.querySelector('script[data-file]');
  return blocks === null ? fetchFile : (name) => readBlock(page, name);
}

async function fetchFile(name: string): Promise<Uint8Array> {
  if (location.protocol === 'file:') {
    throw new DataError(
      'This page was opened from a folder. Open peerlens.html instead: it holds everything.',
    );
  }
  const response = await fetch(`data/${name}`).catch(() => null);
  if (response === null)
    throw new DataError('The data could not be fetched. Check the connection and try again.');
  if (!response.ok)
    throw new DataError(`The file data/${name} is missing from the site (${response.status}).`);
  return unzip(new Uint8Array(await response.arrayBuffer()));
}

async function readBlock(page: Document, name: string): Promise<Uint8Array> {
  const block = page.querySelector(`script[data-file="${CSS.escape(name)}"]`);
  if (block === null) throw new DataError(`The file data/${name} is not in this copy of the site.`);
  const text = atob((block.textContent ?? '').trim());
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return unzip(bytes);
}

/** The bytes as they are, or unzipped where they begin like gzip. */
async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
