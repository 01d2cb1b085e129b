/**
 * Word documents (.docx, .docm, whatever they are called) to blocks.
 * Headers and footers are furniture and left out; footnotes come after the body; macros are never run.
 */
import type { Block, Issue, Outcome } from '../../model.ts';
import { joinTables, repeatedHeaderRows } from '../join-tables.ts';
import type { ReadParts } from '../read-parts.ts';
import type { XmlNode } from '../xml.ts';
import { childElements, findChild, nodeText, visitXml, XmlError } from '../xml.ts';
import { unpackZip } from '../zip.ts';
import type { WordContext } from './blocks.ts';
import { readContent, readElement } from './blocks.ts';
import { readNumbering } from './numbering.ts';
import { readStyles } from './styles.ts';

const wantedParts =
  /^(?:word\/(?:document\d*|styles|numbering|footnotes|endnotes)\.xml|docProps\/core\.xml|word\/vbaProject\.bin)$/i;

/** Blocks of a Word document. Issues of files that give no value: those of `unpackZip` and `XmlError`. */
export function readDocx(bytes: Uint8Array): Outcome<ReadParts> {
  const unpacked = unpackZip(bytes, (name) => wantedParts.test(name));
  if (unpacked.entries === null) return refuse(unpacked.code, unpacked.message);
  const { entries } = unpacked;
  const main = [...entries.keys()].find((name) => /^word\/document\d*\.xml$/i.test(name));
  const body = main === undefined ? undefined : entries.get(main);
  if (body === undefined) return refuse('broken-document', 'the Word file has no document part');
  try {
    return readParts(body, entries);
  } catch (error) {
    if (error instanceof XmlError) return refuse(error.code, error.message);
    throw error;
  }
}

function readParts(body: Uint8Array, entries: ReadonlyMap<string, Uint8Array>): Outcome<ReadParts> {
  const context: WordContext = {
    styleOf: readStyles(entries.get('word/styles.xml')),
    nextMarker: readNumbering(entries.get('word/numbering.xml')),
    notes: [],
    hidden: 0,
    cellDepth: 0,
    carried: '',
  };
  const blocks: Block[] = [];
  const counts = new Map<string, number>();
  const issues: Issue[] = [];
  visitXml(
    body,
    (_, parent) => parent === 'body',
    (node) => {
      const count = (counts.get(node.name) ?? 0) + 1;
      counts.set(node.name, count);
      blocks.push(...readElement(node, `body/${node.name}[${count}]`, context));
    },
  );
  if (counts.has('altChunk'))
    issues.push(warn('embedded-part', 'an embedded file in the Word document was not read'));
  if (context.hidden > 0)
    issues.push(warn('hidden-text', `${context.hidden} paragraphs hold hidden words, left out`));
  if (entries.has('word/vbaProject.bin'))
    issues.push(warn('macros-ignored', 'the document holds macros, never run'));
  blocks.push(...readNotes(entries, context));
  if (blocks.length === 0) issues.push(warn('no-text', 'no words in the document', 'error'));
  const joined = joinTables(blocks, { mayJoin: (earlier, later) => repeatedHeaderRows(earlier, later) > 0 });
  const title = readTitle(entries.get('docProps/core.xml'));
  return { value: { blocks: joined, issues, title, pages: 1, format: 'docx' }, issues };
}

/** Foot- and endnotes that the body refers to, in order, each as a list item with its number. */
function readNotes(entries: ReadonlyMap<string, Uint8Array>, context: WordContext): Block[] {
  const found = new Map<string, XmlNode>();
  for (const [part, name, letter] of [
    ['word/footnotes.xml', 'footnote', 'f'],
    ['word/endnotes.xml', 'endnote', 'e'],
  ] as const) {
    const bytes = entries.get(part);
    if (bytes === undefined || context.notes.length === 0) continue;
    visitXml(
      bytes,
      (element) => element === name,
      (node) => found.set(`${letter}${node.attributes['id'] ?? ''}`, node),
    );
  }
  return context.notes.flatMap((id, index): Block[] => {
    const node = found.get(id);
    if (node === undefined) return [];
    const path = `${id.startsWith('f') ? 'footnote' : 'endnote'}[${index + 1}]`;
    const words = readContent(node, path, { ...context, notes: [] }).filter(
      (block) => block.type !== 'table',
    );
    const text = words.map((block) => block.text).join(' ');
    if (text === '') return [];
    return [
      {
        type: 'listItem',
        marker: String(index + 1),
        level: 0,
        text,
        place: words.flatMap((block) => block.place),
      },
    ];
  });
}

function readTitle(bytes: Uint8Array | undefined): string {
  let title = '';
  try {
    if (bytes !== undefined) {
      visitXml(
        bytes,
        (name) => name === 'coreProperties',
        (node) => {
          title =
            nodeText(findChild(node, 'title')).trim() ||
            childElements(node, 'subject').map(nodeText).join('').trim();
        },
      );
    }
  } catch {
    // Broken metadata costs no more than the title.
    return '';
  }
  return title;
}

function warn(code: string, message: string, severity: Issue['severity'] = 'info'): Issue {
  return { code, severity, message, place: null };
}

function refuse(code: string, message: string): Outcome<never> {
  return { value: null, issues: [warn(code, message, 'error')] };
}
