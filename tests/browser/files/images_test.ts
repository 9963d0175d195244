import assert from "node:assert/strict";
import { join } from "node:path";
import type { ImageShape } from "../../../board/shape.ts";
import { SECRET } from "../../support/board/exif.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
import { exported } from "../../support/browser/export_dialog.ts";
import { animatedFile, carry, drop, pastePictures, photograph, pictureFile } from "../../support/browser/pictures.ts";
import { until } from "../../support/until.ts";

/** Resolves when the board shows a picture in the middle of the window: its first stripe, not the blur of its preview. */
async function untilSharp(board: BoardPage, what: string): Promise<void> {
  await until(what, async () => await board.colorsAround([365, 250], 8) === 1);
}

async function images(board: BoardPage, count: number): Promise<ImageShape[]> {
  return (await board.shapes(count)).filter((shape) => shape.kind === "image");
}

appTest(
  "images: pasted and dropped, seen by others, kept without a network, cropped and taken back",
  async (app, t) => {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_images_" });
    const stored = new Set<string>();
    let isDown = false;
    try {
      const { links } = await app.server.createBoard();
      const [home, away] = [await app.person(), await app.person()];
      await home.route(/\/assets\/[0-9a-f]{64}$/, async (route) => {
        if (isDown) return await route.abort("internetdisconnected");
        const response = await route.fetch();
        if (route.request().method() === "PUT") stored.add(`${response.status()} ${route.request().url().slice(-64)}`);
        await route.fulfill({ response });
      });
      const ada = await app.open(links.owner, home);
      const bo = await app.open(links.editor, away);
      const picture = await pictureFile(ada.page);
      const storedBytes = async (slug: string, asset: string) => {
        const response = await fetch(`${app.server.origin}/api/boards/${slug}/assets/${asset}`);
        assert.equal(response.status, 200);
        return Buffer.from(await response.arrayBuffer());
      };
      const sending = ada.page.getByRole("status", { name: "Images on their way" });

      await t.step("a pasted picture reaches the other person", async () => {
        await pastePictures(ada.page, [picture]);
        const [image] = await images(ada, 1);
        assert.deepEqual([image.w, image.h, image.pixelW, image.pixelH], [600, 400, 600, 400]);
        await untilSharp(ada, "the picture is sharp here");
        await untilSharp(bo, "the picture is sharp there");
      });

      await t.step("what it shows is read out", async () => {
        await ada.page.getByLabel("Description for people who cannot see it").fill("Stripes");
        await ada.key("Enter");
        await bo.page.locator(".outline button", { hasText: "Image, “Stripes”" }).waitFor({ state: "attached" });
      });

      await t.step("a crop is one step, and undo takes it back", async () => {
        await ada.page.locator("#canvas").focus();
        await ada.key("Enter");
        await ada.page.getByRole("group", { name: /Visible part/ }).waitFor();
        for (let i = 0; i < 5; i++) await ada.key("Shift+ArrowLeft");
        await ada.key("Enter");
        await ada.untilShapes("the image is narrower", ([image]) => image.w === 560);
        const [image] = await images(ada, 1);
        assert.ok(Math.abs(image.crop!.w - 560 / 600) < 1e-5);
        await ada.key("Control+z");
        await ada.untilShapes(
          "the image is whole",
          ([image]) => image.w === 600 && (image as ImageShape).crop === undefined,
        );
      });

      await t.step("several dropped pictures lie side by side, and the same picture is stored once", async () => {
        const paths = [join(folder, "same.png"), join(folder, "other.png")];
        await Deno.writeFile(paths[0], picture);
        await Deno.writeFile(paths[1], await pictureFile(ada.page, { shade: 90, width: 200, height: 200 }));
        await drop(ada, ...paths);
        const [first, same, other] = await images(ada, 3);
        assert.equal(same.asset, first.asset);
        assert.ok(other.x >= same.x + same.w);
        await until("both pictures are stored", () => stored.size === 2);
        await ada.key("Control+z");
        await ada.shapes(1);
      });

      await t.step(
        "without a network a picture waits on the device, survives a reload, and goes when it can",
        async () => {
          isDown = true;
          await pastePictures(ada.page, [await pictureFile(ada.page, { shade: 200, width: 300, height: 300 })]);
          await images(ada, 2);
          await sending.getByText("1 image waits for the network").waitFor();
          await ada.untilStatus("Saving…");
          await ada.page.reload();
          await sending.getByText("kept on this device").waitFor();
          assert.equal(stored.size, 2);
          isDown = false;
          await ada.page.evaluate(() => dispatchEvent(new Event("online")));
          await until("the picture is stored", () => stored.size === 3);
          await sending.waitFor({ state: "detached" });
          await ada.untilSaved();
        },
      );

      await t.step("a file takes its pictures to another board", async () => {
        const path = join(folder, "board.drawbridge");
        await Deno.writeFile(path, await exported(bo, "Drawbridge"));
        const { links: others } = await app.server.createBoard();
        const other = await app.open(others.owner);
        await drop(other, path);
        const [{ asset }] = await images(other, 2);
        await until("the other board has the picture", async () => {
          const response = await fetch(`${app.server.origin}/api/boards/${others.owner}/assets/${asset}`);
          await response.body?.cancel();
          return response.ok;
        });
      });

      await t.step("copied images take their pictures to another board of the same browser", async () => {
        const { links: others } = await app.server.createBoard();
        const other = await app.open(others.owner, home);
        await ada.key("Control+a");
        await carry(ada.page, other.page);
        const pasted = await images(other, 2);
        await other.untilSaved();
        for (const { asset } of pasted) await storedBytes(others.owner, asset);
      });

      await t.step("a photograph is shown upright and does not say where it was taken", async () => {
        const { links: others } = await app.server.createBoard();
        const album = await app.open(others.owner, away);
        await pastePictures(album.page, [photograph(await pictureFile(album.page, { type: "image/jpeg" }))]);
        const [{ asset, type, pixelW, pixelH }] = await images(album, 1);
        assert.deepEqual([type, pixelW, pixelH], ["image/jpeg", 400, 600]);
        await album.untilSaved();
        const bytes = await storedBytes(others.owner, asset);
        assert.ok(bytes.includes("Exif") && !bytes.includes(SECRET));
      });

      await t.step("an animated GIF moves, unless something lies on it or a person wants less motion", async () => {
        const { links: others } = await app.server.createBoard();
        const cinema = await app.open(others.owner, away);
        const { page } = cinema;
        await page.emulateMedia({ reducedMotion: "no-preference" });
        // Pictures are pasted at the mouse. Without a move, its place would depend on the browser.
        await page.mouse.move(640, 400);
        await pastePictures(page, [animatedFile()]);
        const animation = page.locator(".animations img");
        await animation.waitFor();
        const { x, y, width, height } = (await animation.boundingBox())!;
        assert.deepEqual([x + width / 2, y + height / 2, width], [640, 400, 64], "in its place");
        const shot = () => page.screenshot({ clip: { x: 630, y: 390, width: 20, height: 20 } });
        const first = await shot();
        await until("another frame is seen", async () => !first.equals(await shot()));
        await page.emulateMedia({ reducedMotion: "reduce" });
        await animation.waitFor({ state: "detached" });
        await page.emulateMedia({ reducedMotion: "no-preference" });
        await animation.waitFor();
        await cinema.untilSaved();
        await page.reload();
        await animation.waitFor();
        await cinema.key("p");
        await cinema.draw(line([600, 380], [680, 420]));
        await animation.waitFor({ state: "detached" });
      });

      await t.step("an exported SVG contains the pictures and their descriptions", async () => {
        const svg = (await exported(bo, "SVG")).toString();
        assert.equal(svg.match(/href="data:image\/png;base64,/g)?.length, 2);
        assert.match(svg, /<title>Stripes<\/title>/);
        const shown = await bo.page.evaluate(async (svg) => {
          const image = Object.assign(new Image(), {
            src: URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })),
          });
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d")!;
          context.drawImage(image, 0, 0);
          return [...context.getImageData(20, 20, 1, 1).data];
        }, svg);
        assert.deepEqual(shown, [232, 48, 48, 255], "the first stripe, beyond the margin");
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);
