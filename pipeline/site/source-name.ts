/** Names of files as a site may show them: whoever reads it need not know how the folders of a machine are called. */

/** The name of a file without its folders; an address of the web stays whole. */
export function sourceName(name: string): string {
  return /^https?:\/\//iu.test(name) ? name : (name.split(/[\\/]/u).at(-1) ?? name);
}

const QUOTED = /(['"])([^'"\n]+)(?=['"])/gu;
const PATH = /^(?:[A-Za-z]:)?\.{0,2}[\\/]/u;
const FROM_ROOT = /(^|[\s:(])(?:[A-Za-z]:[\\/]|[\\/])(?:[^\s\\/]+[\\/])+([^\s\\/]+)/gu;

/**
 * What is said of a file that could not be read, without folders: `name`, as the file was given, and any path, quoted
 * or from the root of a disk, become the name of the file alone.
 */
export function withoutFolders(message: string, name: string): string {
  const short = name === '' ? message : message.replaceAll(name, sourceName(name));
  return short
    .replace(QUOTED, (whole: string, quote: string, words: string) =>
      PATH.test(words) ? quote + sourceName(words) : whole,
    )
    .replace(FROM_ROOT, '$1$2');
}
