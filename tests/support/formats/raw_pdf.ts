/** Objects of a PDF by their numbers, as they stand in the file. */
export type RawObjects = Readonly<Record<number, string>>;

interface RawOptions {
  readonly version?: string;
  /** Entries of the trailer besides `Root` and `Size`. */
  readonly trailer?: string;
}

/** A PDF whose objects are written as they are, so that they may contain anything. The catalog is object 1. */
export function rawPdf(
  objects: RawObjects,
  { version = "1.7", trailer = "" }: RawOptions = {},
): Uint8Array<ArrayBuffer> {
  let file = `%PDF-${version}\n`;
  const places = new Map<number, number>();
  for (const [number, body] of Object.entries(objects)) {
    places.set(Number(number), file.length);
    file += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const start = file.length, size = Math.max(...places.keys()) + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n`;
  for (let number = 1; number < size; number++) {
    const at = places.get(number);
    file += at === undefined ? "0000000000 65535 f \n" : `${String(at).padStart(10, "0")} 00000 n \n`;
  }
  file += `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
}

export function rawStream(content: string, entries = ""): string {
  return `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`;
}

const FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/** One page with a line of text. Each part may be replaced. */
export function pageObjects(
  { catalog = "", page = "", content = "BT /F 24 Tf 20 100 Td (Harmless words) Tj ET", resources = "", more = {} }: {
    readonly catalog?: string;
    readonly page?: string;
    readonly content?: string;
    readonly resources?: string;
    readonly more?: RawObjects;
  } = {},
): RawObjects {
  return {
    1: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F ${FONT} >> ${resources} >> ${page} >>`,
    4: rawStream(content),
    ...more,
  };
}
