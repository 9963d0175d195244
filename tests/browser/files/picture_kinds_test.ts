import assert from "node:assert/strict";
import type { ImageShape } from "../../../board/shape.ts";
import { lettersOf } from "../../support/board/exif.ts";
import { appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { pastePictures, pictureFile } from "../../support/browser/pictures.ts";
import { until } from "../../support/until.ts";

/** An AVIF of 8 × 6 pixels, made with ImageMagick. */
const AVIF = Uint8Array.fromBase64(
  "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAIgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAAIAAAABgAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAACptZGF0EgAKBRgIvWBCMhcYAAooooQAAQQ/XLeo7ZTm6OpuwaW4gA==",
);

/** The first bytes of a HEIC file, as iPhones write them. Among desktop browsers only Safari reads such files. */
const HEIC = Uint8Array.from([0, 0, 0, 24, ...lettersOf("ftypheic"), 0, 0, 0, 0, ...lettersOf("mif1heic")]);

async function images(board: BoardPage, count: number): Promise<ImageShape[]> {
  return (await board.shapes(count)).filter((shape) => shape.kind === "image");
}

/** A picture that no encoder makes much smaller. */
async function noise(board: BoardPage, width: number, height: number): Promise<Uint8Array> {
  const bytes = await board.page.evaluate(async ({ width, height }) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d")!;
    const pixels = context.createImageData(width, height);
    for (let i = 0; i < pixels.data.length; i += 65_536) {
      crypto.getRandomValues(pixels.data.subarray(i, i + 65_536));
    }
    context.putImageData(pixels, 0, 0);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  }, { width, height });
  return Uint8Array.from(bytes);
}

appTest("pictures of all kinds come in: WebP and AVIF as they are, large ones scaled in a worker", async (app, t) => {
  const { ada, bo } = await app.openForTwo();
  const { page } = ada;

  await t.step("WebP and AVIF stay what they are, and HEIC is refused with a reason", async () => {
    await pastePictures(page, [await pictureFile(page, { type: "image/webp", width: 40, height: 20 }), AVIF, HEIC]);
    const kinds = (await images(ada, 2)).map(({ type, pixelW, pixelH }) => [type, pixelW, pixelH]);
    assert.deepEqual(kinds, [["image/webp", 40, 20], ["image/avif", 8, 6]]);
    await page.getByText("This browser cannot read HEIC images").waitFor();
    await ada.untilSaved();
    await bo.shapes(2);
    await ada.key("Delete");
    await ada.shapes(0);
  });

  const large = await pictureFile(page, { width: 6_000, height: 1_500 });

  await t.step("a picture of 6,000 pixels is scaled in a worker before it travels", async () => {
    await pastePictures(page, [large]);
    const [{ type, pixelW, pixelH, w, h }] = await images(ada, 1);
    assert.deepEqual([type, pixelW, pixelH], ["image/webp", 4_096, 1_024]);
    assert.ok(w <= 0.7 * 1_280 && Math.abs(w / h - 4) < 0.01);
    assert.ok(page.workers().some((worker) => worker.url().includes("scaler")));
    await ada.untilSaved();
  });

  await t.step("it is sent at its full size if the person wants that", async () => {
    await ada.command("Settings");
    await page.getByLabel("Send large images at their full size").check();
    await ada.key("Escape");
    await pastePictures(page, [large]);
    const all = await images(ada, 2);
    assert.deepEqual(all.map(({ type, pixelW }) => [type, pixelW]), [["image/webp", 4_096], ["image/png", 6_000]]);
    await ada.untilSaved();
  });
});

appTest("a picture on its way: others see its preview, the person its progress", async (app, t) => {
  const { ada, bo } = await app.openForTwo();
  const { page } = ada;
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => release = resolve);

  await t.step("others see the preview before the bytes arrive", async () => {
    await bo.page.route(/\/assets\/[0-9a-f]{64}/, async (route) => {
      await isReleased;
      await route.continue();
    });
    await pastePictures(page, [await pictureFile(page)]);
    const [{ preview }] = await images(bo, 1);
    assert.ok(preview && preview.length < 500, `${preview?.length} bytes`);
    await until(
      "the preview is painted: a blur of several colours",
      async () => await bo.colorsAround([365, 250], 30) > 3,
    );
    release();
    await until("the picture is sharp", async () => await bo.colorsAround([365, 250], 8) === 1);
    await ada.untilSaved();
  });

  await t.step("a bar shows how much is sent, and the upload can be stopped and sent again", async () => {
    const network = await ada.devtools();
    const picture = await noise(ada, 320, 320);
    const limit = (uploadThroughput: number) =>
      network.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    await limit(50_000);
    await pastePictures(page, [picture]);
    const sending = page.getByRole("status", { name: "Images on their way" });
    const bar = sending.getByRole("progressbar");
    await until("a part is sent", async () => {
      const value = Number(await bar.getAttribute("value"));
      return value > 0 && value < 100;
    });
    await sending.getByRole("button", { name: "Stop" }).click();
    await sending.waitFor({ state: "detached" });
    await images(bo, 1);
    await limit(-1);
    await ada.key("Control+z");
    await images(bo, 2);
    await ada.untilSaved();
  });
});

appTest(
  "pictures that the board has no room for are named, tried again, and removed",
  async (app) => {
    const { ada } = await app.openForTwo();
    const { page } = ada;
    await pastePictures(page, [await noise(ada, 600, 600)]);
    await images(ada, 1);
    const refused = page.getByRole("status", { name: "Images on their way" });
    await refused.getByText("The board has no room for 1 image").waitFor();
    const again = page.waitForResponse((response) => response.request().method() === "PUT" && response.status() >= 400);
    await refused.getByRole("button", { name: "Try again" }).click();
    await again;
    await refused.getByText("The board has no room for 1 image").waitFor();
    await refused.getByRole("button", { name: "Remove" }).click();
    await refused.waitFor({ state: "detached" });
    await ada.shapes(0);
    // Small ones still fit.
    await pastePictures(page, [await pictureFile(page, { width: 60, height: 40 })]);
    await images(ada, 1);
    await ada.untilSaved();
  },
  { env: { ASSETS_QUOTA_MB: "1" } },
);
