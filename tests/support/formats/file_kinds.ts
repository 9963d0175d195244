import packing from "lz-string";
import { toPortable } from "../../../board/portable/portable.ts";
import { fromPortable, parsePortable, PortableError } from "../../../board/portable/portable_reader.ts";
import type { Shape } from "../../../board/shape.ts";
import { DrawingError } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { refuseBoundless } from "../../../client/formats/json_bounds.ts";
import { boardIn, withBoard } from "../../../client/out/png_board.ts";
import { PdfFile } from "../../../client/pdf/pdf_file.ts";
import { PdfError } from "../../../client/pdf/pdf_task.ts";
import type { Random } from "../random.ts";
import { binaryOf, pngOf, SCENE_KEYWORD, sceneEnvelope, sceneSvg } from "./carried_files.ts";
import { deflated, escaped, packed } from "./drawio_files.ts";
import { PICTURE } from "./excalidraw_files.ts";
import { HOSTILE_PDFS } from "./hostile_pdfs.ts";
import { mutatedBytes, mutatedFile } from "./mutations.ts";
import { ownDrawing } from "./own_drawing.ts";
import { pageObjects, rawPdf, rawStream } from "./raw_pdf.ts";
import { sampleFiles } from "./sample_files.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A kind of file that boards read. */
export interface FileKind {
  /** A file with a few mistakes. */
  mutated(random: Random): Bytes | Promise<Bytes>;
  /** The shapes of a file; none for the pages of a PDF. @throws an error of `isRefusal` when the file is refused */
  read(file: Bytes): Promise<readonly Shape[]>;
}

/** Whether an error says that a file is refused as a whole, in words for a person. */
export function isRefusal(error: unknown): boolean {
  return error instanceof DrawingError || error instanceof PortableError || error instanceof PdfError;
}

/** All kinds that can be opened, dropped or pasted, by name. */
export function fileKinds(): Readonly<Record<string, FileKind>> {
  const { excalidraw, tldr, drawio, ...others } = sampleFiles();
  const { elements, files } = excalidraw as { elements: unknown; files: unknown };
  const { records } = tldr as { records: readonly { typeName: string }[] };
  const shapes = records.filter(({ typeName }) => typeName === "shape");
  const clip = { type: "application/tldraw", kind: "content", data: { shapes, rootShapeIds: [], assets: [] } };
  const old = { schemaVersion: 1, storeVersion: 4, recordVersions: {} };
  return {
    ...mapped({ excalidraw, tldr, drawio, ...others }, (file) => drawing(file)),
    "tldr of schema 1": drawing({ ...tldr as object, schema: old }),
    "clipboard of Excalidraw": drawing({ type: "excalidraw/clipboard", elements, files }),
    "clipboard of tldraw": drawing(clip, (json) => `<div data-tldraw>${escaped(json)}</div>`),
    "packed clipboard of tldraw": drawing(
      clip,
      (json) => `<div data-tldraw>${packing.compressToBase64(json)}</div>`,
    ),
    "note of Obsidian": drawing(excalidraw, (json) => `# Drawing\n\`\`\`json\n${json}\n\`\`\`\n%%`),
    "PNG with a scene": {
      mutated: async (random) => {
        const envelope = await sceneEnvelope(mutatedFile(excalidraw, random));
        return mutatedBytes(pngOf(["tEXt", `${SCENE_KEYWORD}\0${envelope}`]), random);
      },
      read: readShapes,
    },
    "SVG with a scene": drawing(excalidraw, async (json) => sceneSvg("2", await sceneEnvelope(json))),
    "packed diagram": drawing(drawio, async (xml) => `<mxfile><diagram>${await packed(xml)}</diagram></mxfile>`),
    "SVG with a diagram": drawing(
      drawio,
      (xml) => `<svg xmlns="http://www.w3.org/2000/svg" content="${escaped(xml)}"/>`,
    ),
    "PNG with a diagram": {
      mutated: async (random) => {
        const xml = encodeURIComponent(mutatedFile(drawio, random).toWellFormed());
        const content = binaryOf(await deflated(xml, "deflate"));
        return mutatedBytes(pngOf(["zTXt", `mxfile\0\0${content}`]), random);
      },
      read: readShapes,
    },
    "fenced Mermaid": drawing(others.mermaid, (text) => `\`\`\`mermaid\n${text}\n\`\`\``),
    Markdown: drawing(MARKDOWN, undefined, "a.md"),
    CSV: drawing(CSV, undefined, "a.csv"),
    TSV: drawing(CSV.replaceAll(",", "\t"), undefined, "a.tsv"),
    "chart of CSV": {
      mutated: (random) => encode(mutatedFile(CSV, random)),
      read: async (file) => (await readDrawing(file, { name: "a.csv", chart: "bars" })).shapes,
    },
    ...ownKinds(),
    PDF: { mutated: (random) => mutatedBytes(PDF, random), read: readPdf },
    "hostile PDF": {
      mutated: (random) => mutatedBytes(random.pick(Object.values(HOSTILE_PDFS)), random),
      read: readPdf,
    },
  };
}

const MARKDOWN =
  "# Plan\n\n- first **thing**\n- [ ] second\n  - within it\n1. one\n\n## More\n> said\n\n| a | b |\n|---|---|";
const CSV = 'Year,"Apples, red",Pears\n2020,10,4.5\n2021,"1,200",-3\n2022,"two\nlines",7e3\n2023,,50 %';

/** Files of our own, and pictures that carry a board. */
function ownKinds(): Readonly<Record<string, FileKind>> {
  const board = JSON.parse(JSON.stringify(toPortable(ownDrawing(), "Plan")));
  const picture = Uint8Array.from(atob(PICTURE.split(",")[1]), (letter) => letter.charCodeAt(0));
  return {
    board: { mutated: (random) => encode(mutatedFile(board, random)), read: readBoard },
    "PNG with a board": {
      async mutated(random) {
        const png = await withBoard(new Blob([picture]), mutatedFile(board, random));
        return mutatedBytes(new Uint8Array(await png.arrayBuffer()), random);
      },
      read: readBoard,
    },
    "SVG with a board": {
      mutated: (random) => encode(`<svg><metadata>${escaped(mutatedFile(board, random))}</metadata></svg>`),
      read: readBoard,
    },
  };
}

const PDF = rawPdf(pageObjects({
  content: "q 0.5 g 20 20 100 60 re f Q BT /F 24 Tf 20 100 Td (Harmless words) Tj ET q 90 0 0 90 9 9 cm /I Do Q",
  resources: "/XObject << /I 5 0 R >>",
  page: "/Rotate 90 /Annots [<< /Type /Annot /Subtype /Link /Rect [1 1 9 9] /A << /S /URI /URI (https://a.test) >> >>]",
  more: {
    5: rawStream(
      "\xff\x00\x80".repeat(16),
      "/Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
    ),
  },
}));

const RESOURCES = new URL("../../../node_modules/pdfjs-dist/", import.meta.url).href;

async function readPdf(file: Bytes): Promise<readonly Shape[]> {
  const pdf = await PdfFile.open(file, { resources: RESOURCES });
  try {
    for (let page = 1; page <= Math.min(2, pdf.pages); page++) {
      await pdf.size(page);
      await pdf.text(page);
    }
  } catch (error) {
    // As the worker says it.
    throw error instanceof PdfError ? error : new PdfError("broken");
  } finally {
    await pdf.close();
  }
  return [];
}

async function readBoard(file: Bytes): Promise<readonly Shape[]> {
  const text = await boardIn(file) ?? new TextDecoder().decode(file);
  return fromPortable(parsePortable(text, refuseBoundless)).shapes;
}

async function readShapes(file: Bytes): Promise<readonly Shape[]> {
  return (await readDrawing(file)).shapes;
}

/** @param wrap what carries the mutated file */
function drawing(file: unknown, wrap?: (text: string) => string | Promise<string>, name?: string): FileKind {
  return {
    async mutated(random) {
      const text = mutatedFile(file, random);
      if (wrap === undefined) return encode(text);
      const whole = encode(await wrap(text.toWellFormed()));
      return random.below(3) === 0 ? mutatedBytes(whole, random) : whole;
    },
    read: name === undefined ? readShapes : async (bytes) => (await readDrawing(bytes, { name })).shapes,
  };
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function mapped<T>(files: Readonly<Record<string, unknown>>, map: (file: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(files).map(([kind, file]) => [kind, map(file)]));
}
