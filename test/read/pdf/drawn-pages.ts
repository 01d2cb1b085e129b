/** Small PDFs drawn by hand, one test at a time. */
// oxlint-disable-next-line import/no-named-as-default -- its types know the default export only
import PDFDocument from 'pdfkit';

/** What a test draws with. */
export type Drawing = InstanceType<typeof PDFDocument>;

/** The bytes of an A4 PDF (595 by 842 points) that `draw` fills. */
export function drawPages(
  draw: (doc: Drawing) => unknown,
  options: ConstructorParameters<typeof PDFDocument>[0] = {},
): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: [595, 842], margin: 60, ...options });
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
  doc.font('Helvetica').fontSize(11);
  draw(doc);
  doc.end();
  return done;
}
