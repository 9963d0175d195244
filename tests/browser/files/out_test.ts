import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PDFDocument } from "pdf-lib";
import { appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { exported } from "../../support/browser/export_dialog.ts";
import { frameOf, geoOf } from "../../support/board/figures.ts";
import { drop } from "../../support/browser/pictures.ts";
import { pictureOf } from "../../support/browser/rendered_picture.ts";
import { until } from "../../support/until.ts";

const FRAME = frameOf("frame", { x: 100, y: 100, h: 200, name: "Plan" });
const IN_IT = geoOf("in", { x: 150, y: 150, fill: "solid", order: "a1", frame: "frame" });
const BESIDE = geoOf("beside", { x: 700, y: 150, fill: "solid", color: "red", order: "a2" });

appTest("export as a picture", async (app, t) => {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_out_" });
  await using _ = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const board = await app.openWith([FRAME, IN_IT, BESIDE]);
  const { page } = board;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);

  await t.step("a PNG has the chosen size, and its background can be transparent", async () => {
    const once = await seen(board);
    for (const [size, factor] of [["2×", 2], ["3×", 3]] as const) {
      const { width, height } = await seen(board, { size });
      assert.deepEqual([width, height], [once.width * factor, once.height * factor]);
    }
    assert.equal(once.clear, 0);
    assert.ok((await seen(board, { isTransparent: true })).clear > 0.3);
  });

  await t.step("T8: a PNG contains the names of frames", async () => {
    const { width, pixels } = await pictureOf(board, await exported(board, "PNG"));
    // Above the frame's upper left corner, where the name stands.
    let dark = 0;
    for (let y = 20; y < 46; y++) for (let x = 16; x < 70; x++) if (pixels[4 * (y * width + x)] < 200) dark++;
    assert.ok(dark > 40, `${dark} dark pixels`);
  });

  await t.step("T8: an SVG embeds the font of the names of frames", async () => {
    const svg = (await exported(board, "SVG")).toString();
    assert.match(svg, />Plan</);
    assert.match(svg, /@font-face\{font-family:"?Drawbridge Sans/);
  });

  await t.step("an export contains only the selection, or all content of a frame", async () => {
    const all = await seen(board);
    await board.key("v");
    await page.mouse.click(750, 200);
    const one = await seen(board);
    assert.ok(one.width < 200 && one.red > 0.3, JSON.stringify(one));
    await page.mouse.click(250, 100);
    const frame = await seen(board);
    assert.ok(
      frame.width > 290 && frame.width < all.width && frame.blue > 0.1 && frame.red === 0,
      JSON.stringify(frame),
    );
    // Pasted it is a frame again, with what is on it.
    await board.key("Control+Shift+c");
    await page.locator("[aria-live]").getByText("Copied as SVG").waitFor();
    const other = await app.openWith([]);
    await other.paste({ "text/plain": await page.evaluate(() => navigator.clipboard.readText()) });
    assert.deepEqual((await other.shapes(2)).map(({ kind }) => kind), ["frame", "geo"]);
    await page.bringToFront();
    await board.key("Escape");
  });

  await t.step("the picture is copied as PNG and as SVG, and the SVG is pasted as shapes", async () => {
    await board.key("Shift+Alt+c");
    await until(
      "a PNG is on the clipboard, and an SVG beside it",
      () =>
        page.evaluate(async () =>
          (await navigator.clipboard.read()).some(({ types }) =>
            ["image/png", "image/svg+xml"].every((type) => types.includes(type))
          )
        ),
    );
    await page.locator("[aria-live]").getByText("Copied as PNG").waitFor();
    await board.key("Control+Shift+c");
    await page.locator("[aria-live]").getByText("Copied as SVG").waitFor();
    await until("an SVG is on the clipboard", async () => {
      const text = await page.evaluate(() => navigator.clipboard.readText());
      return text.startsWith("<svg") && text.includes(">Plan<");
    });
    const other = await app.openWith([]);
    await other.page.bringToFront();
    const svg = await page.evaluate(() => navigator.clipboard.readText());
    await other.paste({ "text/plain": svg });
    assert.deepEqual((await other.shapes(3)).map(({ kind }) => kind), ["frame", "geo", "geo"]);
  });

  const dialog = page.getByRole("dialog", { name: "Export" });
  const label = () => dialog.getByText(/^[\d,]+ × [\d,]+ pixels$/).innerText();
  /** Resolves with the size below the preview once it is another. */
  const sizeAfter = async (act: () => Promise<unknown>) => {
    const before = await label();
    await act();
    await until("the preview has another size", async () => await label() !== before);
    return (await label()).replaceAll(",", "").match(/\d+/g)!.map(Number);
  };

  await t.step("a preview shows what will be saved, and follows the choices", async () => {
    await board.key("Control+Shift+e");
    await dialog.getByRole("img", { name: "Preview" }).waitFor();
    const board2 = (await label()).replaceAll(",", "").match(/\d+/g)!.map(Number);
    const board3 = await sizeAfter(() => dialog.getByRole("radio", { name: "3×" }).check());
    assert.deepEqual(board3.map((edge) => edge * 2), board2.map((edge) => edge * 3));
    const tight = await sizeAfter(() => dialog.getByRole("checkbox", { name: "Margin" }).uncheck());
    assert.deepEqual(tight.map((edge, i) => board3[i] - edge), [96, 96]);
    const frame = await sizeAfter(() => dialog.getByRole("radio", { name: "A frame" }).check());
    assert.equal(frame[1], 600);
    assert.equal(await dialog.getByLabel("Which frame").locator("option:checked").innerText(), "Plan");
    const src = await dialog.getByRole("img", { name: "Preview" }).getAttribute("src");
    await dialog.getByRole("radio", { name: "Dark" }).check();
    await until(
      "it is painted again",
      async () => await dialog.getByRole("img", { name: "Preview" }).getAttribute("src") !== src,
    );
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download" }).click(),
    ]);
    const { height, pixels } = await pictureOf(board, await readFile(await file.path()));
    assert.equal(height, 600);
    assert.ok(pixels[0] < 60 && pixels[3] === 255, "the paper is dark");
  });

  await t.step("a selection is exported unless the whole board is chosen", async () => {
    await dialog.waitFor({ state: "detached" });
    await board.key("v");
    await page.mouse.click(750, 200);
    await board.key("Control+Shift+e");
    await dialog.getByRole("radio", { name: "The selected shape", checked: true }).waitFor();
    await dialog.getByRole("img", { name: "Preview" }).waitFor();
    const [width] = await sizeAfter(() => dialog.getByRole("radio", { name: "Whole board" }).check());
    assert.ok(width > 1000);
  });

  /** The bytes of the file that the dialog saves after the choices. */
  const saved = async (...chosen: readonly string[]) => {
    if (await dialog.count() === 0) await board.key("Control+Shift+e");
    for (const name of chosen) await dialog.getByRole("radio", { name }).or(dialog.getByLabel(name)).first().check();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download" }).click(),
    ]);
    await dialog.waitFor({ state: "detached" });
    return await readFile(await file.path());
  };

  await t.step(
    "a PDF has the selection, the board, or a page for each frame, on the paper that was chosen",
    async () => {
      const sizes = async (...chosen: readonly string[]) => {
        const pdf = await PDFDocument.load(await saved("PDF", ...chosen));
        return pdf.getPages().map((each) => each.getSize());
      };
      const [one] = await sizes("The selected shape");
      const [whole] = await sizes("Whole board");
      assert.ok(one.width < whole.width / 2, `${one.width} ${whole.width}`);
      const frames = await sizes("Whole board", "A page for each frame");
      assert.equal(frames.length, 1);
      assert.ok(frames[0].width < whole.width - 100, `${frames[0].width} ${whole.width}`);
      const [{ width, height }] = await sizes("Whole board", "A4");
      assert.deepEqual([width, height].map(Math.round).sort(), [595, 842]);
    },
  );

  await t.step("a PNG and an SVG carry the board, and open again as shapes", async () => {
    for (const format of ["PNG", "SVG"]) {
      const path = join(folder, `carrier.${format.toLowerCase()}`);
      await Deno.writeFile(path, await saved(format, "Whole board", "Opens again as a board"));
      const other = await app.openWith([]);
      await drop(other, path);
      assert.deepEqual((await other.shapes(3)).map(({ kind }) => kind), ["frame", "geo", "geo"], format);
      await other.page.close();
      await page.bringToFront();
    }
  });

  await t.step("JPEG and WebP are what they say", async () => {
    const jpeg = await saved("JPEG"), webp = await saved("WebP");
    assert.deepEqual([...jpeg.subarray(0, 3)], [0xff, 0xd8, 0xff]);
    assert.deepEqual([webp.subarray(0, 4), webp.subarray(8, 12)].map(String), ["RIFF", "WEBP"]);
  });

  await t.step("an export that takes long can be cancelled, and saves nothing then", async () => {
    await page.evaluate(() => {
      const { prototype } = OffscreenCanvas;
      const encode = prototype.convertToBlob;
      prototype.convertToBlob = () => new Promise(() => {});
      Object.assign(globalThis, { goOn: () => prototype.convertToBlob = encode });
    });
    await board.key("Control+Shift+e");
    await dialog.getByRole("radio", { name: "PNG" }).check();
    await dialog.getByRole("button", { name: "Download" }).click();
    await dialog.getByRole("progressbar", { name: "Progress of the export" }).waitFor();
    assert.ok(await dialog.getByRole("button", { name: "Download" }).isDisabled());
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.getByRole("progressbar").waitFor({ state: "detached" });
    assert.equal(await dialog.locator(".problem").textContent(), "");
    await page.evaluate(() => Reflect.get(globalThis, "goOn")());
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download" }).click(),
    ]);
    assert.match(file.suggestedFilename(), /\.png$/);
    await dialog.waitFor({ state: "detached" });
  });

  await t.step("a picture that would be too large is refused before it is made; SVG has no limit", async () => {
    const far = await app.openWith([BESIDE, geoOf("far", { x: 40_000, y: 150, order: "a3" })]);
    await far.key("Control+Shift+e");
    const dialog = far.page.getByRole("dialog");
    await dialog.locator(".problem").getByText("The picture would be too large").waitFor();
    assert.ok(await dialog.getByRole("button", { name: "Download" }).isDisabled());
    await dialog.getByRole("radio", { name: "SVG" }).check();
    const [file] = await Promise.all([
      far.page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download" }).click(),
    ]);
    assert.match(file.suggestedFilename(), /\.svg$/);
    await far.page.context().close();
    await page.bringToFront();
    await board.key("Escape");
  });

  await t.step("without clipboard access, a message suggests saving a file", async () => {
    // What a page without https has in its place.
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await board.key("Control+Shift+c");
    await page.locator(".problem-notice").getByText("save it as a file instead").waitFor();
  });

  /** The number of pictures on the page whenever the browser was asked to print. */
  const pictures = () => page.evaluate(() => (globalThis as { printed?: number[] }).printed);
  await t.step("the board is printed without the tools", async () => {
    await page.evaluate(() => {
      const seen = globalThis as { printed?: number[] };
      globalThis.print = () =>
        void (seen.printed = [...seen.printed ?? [], document.querySelectorAll("img.printed").length]);
    });
    await board.key("Control+p");
    await until("it is printed", async () => String(await pictures()) === "1");
    await page.emulateMedia({ media: "print" });
    await page.locator(".toolbar").waitFor({ state: "hidden" });
    await page.emulateMedia({ media: "screen" });
  });

  await t.step("C14: the picture stays until printing has ended, also when that takes time", async () => {
    // The browser was asked above and has not answered yet; it is asked once more.
    await board.key("Control+p");
    await until("it is asked again, with one picture", async () => String(await pictures()) === "1,1");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await page.locator("img.printed").count(), 0);
  });
});

/** Size of the PNG that is saved, and which parts of it are clear, red and blue. */
async function seen(board: BoardPage, choice?: Parameters<typeof exported>[2]) {
  const { width, height, pixels } = await pictureOf(board, await exported(board, "PNG", choice));
  const part = (is: (r: number, g: number, b: number, a: number) => boolean) => {
    let count = 0;
    for (let i = 0; i < pixels.length; i += 4) if (is(pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3])) count++;
    return count / (width * height);
  };
  return {
    width,
    height,
    clear: part((_r, _g, _b, a) => a === 0),
    red: part((r, _g, b, a) => a === 255 && r > b + 80),
    blue: part((r, _g, b, a) => a === 255 && b > r + 80),
  };
}
