import assert from "node:assert/strict";
import { join } from "node:path";
import { toPortable } from "../../../board/portable/portable.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { drop } from "../../support/browser/pictures.ts";
import { drawioFile, edge, model, packed, tag, vertex } from "../../support/formats/drawio_files.ts";
import { box, element, PICTURE, scene } from "../../support/formats/excalidraw_files.ts";
import { geoOf } from "../../support/board/figures.ts";

appTest("files that are dropped or pasted are answered (fault T7)", async (app, t) => {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_files_" });
  try {
    const { links } = await app.server.createBoard();
    const board = await app.open(links.owner);
    const { page } = board;
    const address = page.url();
    const told = (words: RegExp) => page.locator(".problem-notice").getByText(words).waitFor();

    await t.step("files that a board does not take are refused with a message, and the page stays open", async () => {
      const refused = [["cat.png", /An image could not be read/], [
        "notes.docx",
        /Only images, PDFs, files of Drawbridge/,
      ]] as const;
      for (const [name, words] of refused) {
        const path = join(folder, name);
        await Deno.writeFile(path, new Uint8Array([1, 2, 3]));
        await drop(board, path);
        await told(words);
        await page.locator(".problem-notice").getByRole("button", { name: "Close" }).click();
      }
      assert.equal(page.url(), address);
      assert.equal(page.context().pages().length, 1);
    });

    await t.step("a frame shows that the board takes a dragged file", async () => {
      const devtools = await board.devtools();
      const data = { items: [], files: [join(folder, "cat.png")], dragOperationsMask: 1 };
      const drag = (type: "dragEnter" | "dragOver" | "drop") =>
        devtools.send("Input.dispatchDragEvent", { type, x: 500, y: 400, data });
      const frame = page.locator("[data-dropping]");
      await drag("dragEnter");
      await drag("dragOver");
      await frame.waitFor();
      await page.evaluate(() => dispatchEvent(new DragEvent("dragleave")));
      assert.equal(await frame.count(), 0);
      await drag("dragOver");
      await frame.waitFor();
      await drag("drop");
      await frame.waitFor({ state: "detached" });
      await page.locator(".problem-notice").getByRole("button", { name: "Close" }).click();
    });

    await t.step("a Drawbridge file opens", async () => {
      const path = join(folder, "board.drawbridge");
      await Deno.writeTextFile(path, JSON.stringify(toPortable([geoOf("A", { x: 100, y: 100 })])));
      await drop(board, path);
      await board.shapes(1);
    });

    await t.step("an invalid Drawbridge file is refused with a message", async () => {
      const path = join(folder, "broken.drawbridge");
      await Deno.writeTextFile(path, "{");
      await drop(board, path);
      await told(/not a Drawbridge file/);
      await page.locator(".problem-notice").getByRole("button", { name: "Close" }).click();
    });

    await t.step("a pasted image that cannot be read", async () => {
      await page.evaluate(() => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([new Uint8Array([1, 2, 3])], "image.png", { type: "image/png" }));
        dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
      });
      await told(/An image could not be read/);
      assert.equal((await board.kept()).shapes.size, 1);
    });

    await t.step("text that comes with an image is pasted", async () => {
      await page.evaluate(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "from a table");
        clipboardData.items.add(new File([new Uint8Array([1, 2, 3])], "image.png", { type: "image/png" }));
        dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
      });
      await board.shapes(2);
    });

    await t.step("a list becomes notes, and pasted again a text in their place", async () => {
      const list = { "text/plain": "- Milk\n- Bread" };
      const before = (await board.kept()).shapes.size;
      await board.paste(list);
      await page.getByText("Pasted as notes.").first().waitFor();
      await board.shapes(before + 2);
      await board.paste(list);
      await page.getByText("Pasted as text.").first().waitFor();
      await board.shapes(before + 1);
      await board.key("Delete");
      await board.shapes(before);
    });

    await t.step("cells of a spreadsheet become a table, and pasted again charts in its place", async () => {
      const cells = { "text/plain": "Month\tBoats\nJan\t4\nFeb\t9" };
      const before = (await board.kept()).shapes.size;
      for (const words of ["a table", "a bar chart", "a line chart", "a pie chart", "a table"]) {
        await board.paste(cells);
        await page.getByText(`Pasted as ${words}.`).first().waitFor();
      }
      await board.shapes(before + 6);
      await board.key("Delete");
      await board.shapes(before);
    });

    await t.step("drawings of other programs, dropped and pasted, become shapes", async () => {
      const path = join(folder, "drawing.excalidraw");
      const files = { f: { dataURL: PICTURE } };
      const drawing = JSON.stringify({ ...scene(box({}), element("image", { fileId: "f" }), element("image")), files });
      await Deno.writeTextFile(path, drawing);
      await drop(board, path);
      await told(/Imported, but something could not be carried over: 1 picture/);
      await board.shapes(5);
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
      }, drawing.replace('"excalidraw"', '"excalidraw/clipboard"'));
      await board.shapes(8);
    });

    await t.step("diagrams of draw.io as well, pictures that carry one, and charts of Mermaid", async () => {
      const diagram = model(
        vertex([0, 0, 100, 50], { id: "a", value: "one", style: "rounded=1;html=1" }),
        vertex([300, 200, 100, 50], { id: "b", value: "two", style: "ellipse;html=1" }),
        edge("a", "b", { id: "e", value: "goes", style: "edgeStyle=orthogonalEdgeStyle;html=1" }),
      );
      const files = { "diagram.drawio": drawioFile(await packed(diagram)), "d.svg": tag("svg", { content: diagram }) };
      for (const [i, [name, content]] of Object.entries(files).entries()) {
        await Deno.writeTextFile(join(folder, name), content);
        await drop(board, join(folder, name));
        await board.shapes(11 + 3 * i);
      }
      for (const [i, text] of [encodeURIComponent(diagram), "flowchart LR\n  a --> b"].entries()) {
        await page.evaluate((text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
        }, text);
        await board.shapes(17 + 3 * i);
      }
    });

    await t.step("a dropped SVG is shapes, and dropped again a picture", async () => {
      const before = (await board.kept()).shapes.size, path = join(folder, "plain.svg");
      const rects = '<rect width="50" height="40"/><rect x="60" width="50" height="40"/>';
      await Deno.writeTextFile(path, `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">${rects}</svg>`);
      await drop(board, path);
      await page.getByText("Added as shapes.").first().waitFor();
      await board.shapes(before + 2);
      await drop(board, path);
      await page.getByText("Added as a picture.").first().waitFor();
      await board.shapes(before + 1);
    });

    await t.step("while a file that is a trap is read and refused, others draw and notice nothing", async () => {
      const before = (await board.kept()).shapes.size;
      const other = await app.open(links.editor);
      const close = page.locator(".problem-notice").getByRole("button", { name: "Close" });
      if (await close.isVisible()) await close.click();
      const traps = [
        // A busy machine does not come to the end of it in time.
        ["elements", /more shapes than a board can hold|takes too long to read/],
        ["depth", /damaged, and nothing of it was imported/],
        ["numbers", /Nothing of this file .* 1 element of another kind/],
      ] as const;
      for (const [trap, words] of traps) {
        await page.evaluate((trap) => {
          const elements = trap === "elements"
            ? `{"type":"rectangle","x":0,"y":0,"width":9,"height":9},`.repeat(1_000_000) + "{}"
            : trap === "depth"
            ? "[".repeat(3_000_000)
            : `{"type":"rectangle","x":1e999,"y":-1e999,"width":1e308,"height":1e308}`;
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([`{"type":"excalidraw","elements":[${elements}]}`], `${trap}.excalidraw`));
          dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
        }, trap);
        await other.draw(line([300, 650], [500, 650]));
        await told(words);
        await close.click();
        await other.key("Control+z");
      }
      await other.draw(line([300, 650], [500, 650]));
      await board.shapes(before + 1);
      await other.shapes(before + 1);
      assert.equal(await other.page.locator(".problem-notice").count(), 0);
    });

    await t.step("view-only links", async () => {
      const guest = await app.open(links.viewer);
      await drop(guest, join(folder, "board.drawbridge"));
      await guest.page.locator(".problem-notice").getByText(/With this link you can look at the board/).waitFor();
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
