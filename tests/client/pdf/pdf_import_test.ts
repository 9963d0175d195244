import assert from "node:assert/strict";
import type { ImageShape } from "../../../board/shape.ts";
import { hashOf } from "../../../client/images/scaling.ts";
import { PageColumns } from "../../../client/pdf/page_column.ts";
import { pageFile, PdfImport } from "../../../client/pdf/pdf_import.ts";
import type { PdfReader } from "../../../client/pdf/pdf_reader.ts";
import { PdfError, type PdfProblem } from "../../../client/pdf/pdf_task.ts";
import { Desk } from "../../support/client/editors.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const FILE = new Blob(["%PDF-"]);

/** A PDF of three pages, of which some cannot be painted. */
class World {
  readonly editor = new Desk().editor;
  readonly sent: string[] = [];
  readonly painted: number[] = [];
  readonly problems = new Map<number, PdfProblem>();
  password: string | undefined;
  isOpen = true;

  readonly pdf = new PdfImport(this.editor, {
    file: FILE,
    name: "Report.pdf",
    at: { x: 0, y: 0 },
    columns: new PageColumns(),
    clock: new FakeClock(),
    open: (_, { password }) => {
      if (password === this.password) return Promise.resolve(this.#reader());
      return Promise.reject(new PdfError(password === undefined ? "password" : "wrongPassword"));
    },
    encode: (page) => Promise.resolve(new Blob([`${page.width}`])),
    prepare: async (bytes) => ({
      bytes,
      asset: await hashOf(new Blob([bytes, `${this.painted.length}`])),
      type: "image/webp",
      width: 1_131,
      height: 1_600,
      preview: Uint8Array.of(9, 9, 9, 0),
      isChanged: false,
    }),
    send: (assets) => this.sent.push(...assets.map(({ asset }) => asset)),
  });

  get images(): ImageShape[] {
    return [...this.editor.shapes.all()].filter((shape) => shape.kind === "image");
  }

  #reader(): PdfReader {
    const isOpen = () => this.isOpen;
    return {
      pages: 3,
      get isOpen() {
        return isOpen();
      },
      size: (page: number) => Promise.resolve(page === 2 ? { width: 842, height: 595 } : { width: 595, height: 842 }),
      paint: (page: number, whole: ImageBitmap) => {
        const problem = this.problems.get(page);
        if (problem) return Promise.reject(new PdfError(problem));
        this.painted.push(page);
        return Promise.resolve(whole);
      },
      close() {},
    } as unknown as PdfReader;
  }
}

Deno.test("pages come as locked pictures in a column, in the size of their paper, in one undo step", async () => {
  const { pdf, editor, sent, ...world } = new World();
  assert.equal(await pdf.open(), "opened");
  const parts: number[] = [];
  await pdf.add(new Set([3, 1, 2]), { progress: (part) => parts.push(part) });
  const images = [...editor.shapes.all()] as ImageShape[];
  const asset = await hashOf(FILE);
  assert.deepEqual(images.map(({ pdf }) => pdf), [1, 2, 3].map((page) => ({ asset, page })));
  assert.ok(images.every(({ locked, type }) => locked && type === "image/webp"));
  assert.deepEqual(images.map(({ w, h }) => [Math.round(w), Math.round(h)]), [[793, 1_123], [1_123, 793], [
    793,
    1_123,
  ]]);
  const middles = images.map(({ x, w }) => Math.round(x + w / 2));
  assert.deepEqual(middles, [0, 0, 0]);
  for (const [i, { y, h }] of images.slice(0, -1).entries()) {
    assert.ok(images[i + 1].y > y + h, "no page covers another");
  }
  assert.equal(images[1].alt, "Report.pdf, page 2");
  assert.deepEqual([...sent].sort(), [asset, ...images.map(({ asset }) => asset)].sort());
  assert.deepEqual(parts, [0, 1 / 3, 2 / 3]);
  assert.deepEqual(world.painted, [1, 2, 3]);
  editor.history.undo();
  assert.equal(editor.shapes.count.peek(), 0);
});

Deno.test("with a password the pages come without the PDF", async () => {
  const world = new World();
  world.password = "sesame";
  assert.equal(await world.pdf.open(), "password");
  assert.equal(await world.pdf.open("barley"), "wrongPassword");
  assert.equal(await world.pdf.open("sesame"), "opened");
  await world.pdf.add(new Set([1]), {});
  const [image] = world.images;
  assert.equal(image.pdf, undefined);
  assert.deepEqual(world.sent, [image.asset]);
});

Deno.test("a page that cannot be read is left out and counted", async () => {
  const world = new World();
  world.problems.set(2, "broken");
  await world.pdf.open();
  await world.pdf.add(new Set([1, 2, 3]), {});
  assert.deepEqual(world.images.map(({ pdf }) => pdf!.page), [1, 3]);
  assert.equal(world.editor.problem.peek(), "1 page could not be read and was left out");
});

Deno.test("nothing is added when it is stopped, takes too long, or no page can be read", async () => {
  const world = new World();
  await world.pdf.open();
  const ended = new AbortController();
  await assert.rejects(
    world.pdf.add(new Set([1, 2]), { signal: ended.signal, progress: (part) => part > 0 && ended.abort() }),
    { name: "AbortError" },
  );
  world.problems.set(2, "tooSlow");
  await assert.rejects(world.pdf.add(new Set([1, 2]), {}), /takes too long/);
  world.problems.set(2, "broken");
  await assert.rejects(world.pdf.add(new Set([2]), {}), /damaged/);
  world.editor.role.value = "viewer";
  await world.pdf.add(new Set([1]), {});
  assert.deepEqual([world.images, world.sent], [[], []]);
});

Deno.test("PDFs that come together are columns side by side", () => {
  const columns = new PageColumns();
  const tall = { width: 300, height: 600 }, wide = { width: 600, height: 300 };
  const [first, second] = [columns.place([tall, wide], { x: 0, y: 0 }), columns.place([wide, tall], { x: 0, y: 0 })];
  assert.deepEqual(first.map(({ x, y, w, h }) => [x, y, w, h]), [[-200, -400, 400, 800], [-400, 424, 800, 400]]);
  assert.deepEqual(second.map(({ x, y }) => [x, y]), [[496, -400], [696, 24]]);
});

Deno.test("where browsers encode no WebP, a scanned page is a JPEG, and one of letters a PNG", async () => {
  const canvas = (sizes: Readonly<Record<string, number>>) => ({
    convertToBlob: ({ type = "" }: ImageEncodeOptions = {}) => {
      const made = type in sizes ? type : "image/png";
      return Promise.resolve(new Blob([new Uint8Array(sizes[made])], { type: made }));
    },
  });
  const typeOf = async (sizes: Readonly<Record<string, number>>) => (await pageFile(canvas(sizes))).type;
  assert.equal(await typeOf({ "image/webp": 50, "image/png": 90, "image/jpeg": 20 }), "image/webp");
  assert.equal(await typeOf({ "image/png": 900, "image/jpeg": 200 }), "image/jpeg");
  assert.equal(await typeOf({ "image/png": 90, "image/jpeg": 200 }), "image/png");
});
