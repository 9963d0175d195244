import { spawnSync } from "node:child_process";
import { Buffer } from "node:buffer";

const found = spawnSync("pdftotext", ["-v"]);

/** Whether the tests that ask another program about a PDF can run. */
export const hasPoppler = found.error === undefined;
export const NO_POPPLER = hasPoppler ? "" : " (needs poppler: apt install poppler-utils)";

/** What a program of poppler writes about a PDF. In its arguments `-` is the file. */
export async function askPoppler(
  program: "pdftotext" | "pdfinfo" | "pdffonts" | "pdfimages" | "pdftoppm",
  pdf: Uint8Array,
  args: readonly string[],
): Promise<Buffer> {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_pdf_" });
  try {
    const file = `${folder}/board.pdf`;
    await Deno.writeFile(file, pdf);
    const { stdout, stderr, success } = await new Deno.Command(program, {
      args: args.map((each) => each === "-" ? file : each),
    }).output();
    const complaints = new TextDecoder().decode(stderr);
    if (!success || complaints !== "") throw new Error(`${program}: ${complaints}`);
    return Buffer.from(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
