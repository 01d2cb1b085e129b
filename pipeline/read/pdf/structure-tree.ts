/**
 * The one door to pdf-lib: reads the structure tree of a tagged PDF once, whole. In: bytes. Out: nodes by role,
 * with the marked-content ids (page object and number) that hold their words, and the spans of cells.
 */
import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
  type PDFObject,
} from '@cantoo/pdf-lib';

/** Marked content: the object number of its page, and its id on that page. */
export interface MarkedContent {
  pageObject: number;
  mark: number;
}

export interface StructureNode {
  /** Standard role after the role map: `P`, `H1`, `L`, `Table`, `TD`, … */
  role: string;
  rowSpan: number;
  colSpan: number;
  /** Replacement text, where the producer gives one. */
  actualText: string;
  kids: (StructureNode | MarkedContent)[];
}

/** The children of the root, or `null` when there is no tree, or it is larger than `limit` nodes or damaged. */
export async function readStructure(bytes: Uint8Array, limit: number): Promise<StructureNode | null> {
  try {
    const pdf = await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      throwOnInvalidObject: false,
      parseSpeed: ParseSpeeds.Fastest,
    });
    return new TreeReader(pdf, limit).read();
  } catch {
    return null;
  }
}

/** Keys of the dictionaries; pdf-lib looks a name up anew each time it is made. */
const NAMES = {
  root: PDFName.of('StructTreeRoot'),
  roleMap: PDFName.of('RoleMap'),
  classMap: PDFName.of('ClassMap'),
  kids: PDFName.of('K'),
  page: PDFName.of('Pg'),
  type: PDFName.of('Type'),
  mark: PDFName.of('MCID'),
  role: PDFName.of('S'),
  actualText: PDFName.of('ActualText'),
  classes: PDFName.of('C'),
  attributes: PDFName.of('A'),
  rowSpan: PDFName.of('RowSpan'),
  colSpan: PDFName.of('ColSpan'),
};

/** Deeper nesting is a mistake or an attack. */
const DEEPEST = 200;

class TreeReader {
  private readonly pdf: PDFDocument;
  private readonly limit: number;
  private readonly roles = new Map<string, string>();
  /** What names say, by name: a tree has thousands of the same few. */
  private readonly names = new Map<PDFName, string>();
  private classMap: PDFDict | null = null;
  private count = 0;

  constructor(pdf: PDFDocument, limit: number) {
    this.pdf = pdf;
    this.limit = limit;
  }

  read(): StructureNode | null {
    const root = this.dict(this.pdf.catalog.get(NAMES.root));
    if (!root) return null;
    for (const [key, value] of this.dict(root.get(NAMES.roleMap))?.entries() ?? []) {
      if (value instanceof PDFName) this.roles.set(key.decodeText(), value.decodeText());
    }
    this.classMap = this.dict(root.get(NAMES.classMap));
    const node: StructureNode = { role: 'Document', rowSpan: 1, colSpan: 1, actualText: '', kids: [] };
    this.readKids(root, node, 0, 0);
    return node.kids.length === 0 ? null : node;
  }

  private readKids(element: PDFDict, node: StructureNode, pageObject: number, depth: number): void {
    const own = element.get(NAMES.kids);
    const kids = this.pdf.context.lookup(own);
    const list = kids instanceof PDFArray ? kids.asArray() : [own];
    for (const entry of list) {
      this.count += 1;
      if (this.count > this.limit) throw new Error('structure tree too large');
      const kid = this.pdf.context.lookup(entry);
      if (kid instanceof PDFNumber) {
        node.kids.push({ pageObject, mark: kid.asNumber() });
      } else if (kid instanceof PDFDict && depth < DEEPEST) {
        this.readKid(kid, node, pageObject, depth);
      }
    }
    // A list that grew keeps room to grow on: at a hundred thousand nodes, many megabytes.
    node.kids = node.kids.slice();
  }

  private readKid(kid: PDFDict, node: StructureNode, pageObject: number, depth: number): void {
    const page = kid.get(NAMES.page);
    const own = page instanceof PDFRef ? page.objectNumber : pageObject;
    const type = this.name(kid.get(NAMES.type));
    if (type === 'OBJR') return;
    const mark = this.pdf.context.lookup(kid.get(NAMES.mark));
    if (mark instanceof PDFNumber) {
      node.kids.push({ pageObject: own, mark: mark.asNumber() });
      return;
    }
    const child: StructureNode = {
      role: this.role(this.name(kid.get(NAMES.role))),
      ...this.spans(kid),
      actualText: this.text(kid.get(NAMES.actualText)),
      kids: [],
    };
    this.readKids(kid, child, own, depth + 1);
    node.kids.push(child);
  }

  private role(name: string): string {
    let role = name;
    for (let step = 0; step < 8 && !STANDARD.has(role); step++) {
      const mapped = this.roles.get(role);
      if (mapped === undefined) break;
      role = mapped;
    }
    return role;
  }

  private spans(element: PDFDict): { rowSpan: number; colSpan: number } {
    const spans = { rowSpan: 1, colSpan: 1 };
    const take = (object: PDFObject | undefined): void => {
      const value = this.pdf.context.lookup(object);
      if (value instanceof PDFArray) for (const part of value.asArray()) take(part);
      if (!(value instanceof PDFDict)) return;
      for (const field of ['rowSpan', 'colSpan'] as const) {
        const span = this.pdf.context.lookup(value.get(NAMES[field]));
        if (span instanceof PDFNumber)
          spans[field] = Math.min(1000, Math.max(1, Math.round(span.asNumber())));
      }
    };
    const classes = this.pdf.context.lookup(element.get(NAMES.classes));
    for (const name of classes instanceof PDFArray ? classes.asArray() : [classes]) {
      if (name instanceof PDFName) take(this.classMap?.get(name));
    }
    take(element.get(NAMES.attributes));
    return spans;
  }

  private dict(object: PDFObject | undefined): PDFDict | null {
    const value = this.pdf.context.lookup(object);
    return value instanceof PDFDict ? value : null;
  }

  private name(object: PDFObject | undefined): string {
    const value = this.pdf.context.lookup(object);
    if (!(value instanceof PDFName)) return '';
    const known = this.names.get(value) ?? value.decodeText();
    this.names.set(value, known);
    return known;
  }

  private text(object: PDFObject | undefined): string {
    const value = this.pdf.context.lookup(object);
    return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '';
  }
}

const STANDARD = new Set(
  (
    'Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H Title H1 H2 H3 ' +
    'H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note FENote Reference BibEntry Code Link Annot ' +
    'Ruby Warichu Figure Formula Form Artifact Aside Sub Em Strong'
  ).split(' '),
);
