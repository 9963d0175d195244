import assert from "node:assert/strict";
import type { Images } from "../../../../client/editor/images.ts";
import { PageTexts } from "../../../../client/ui/search/page_texts.ts";
import { imageOf } from "../../../support/board/images.ts";
import { textOf } from "../../../support/board/figures.ts";

const PDF = "6f".repeat(32);

Deno.test("the words of each page are read once, and a page that cannot be read has none", async () => {
  const page = (id: string, page: number) => imageOf(id, { pdf: { asset: PDF, page } });
  const shapes = [page("a", 1), textOf("t", { text: "Text" }), page("b", 2), page("c", 1)];
  const asked: number[] = [];
  const pageText: Images["pageText"] = ({ page }) => {
    asked.push(page);
    return page === 1 ? Promise.resolve("Fjord\nand  skerry") : Promise.reject(new Error("broken"));
  };
  const texts = new PageTexts({
    images: () => Promise.resolve({ pageText } as Images),
    readingOrder: { shapes } as never,
  });
  assert.equal(texts.of(shapes[0]), "");
  const reading = texts.read();
  assert.equal(texts.isReading.peek(), true);
  await Promise.all([reading, texts.read()]);
  assert.deepEqual(shapes.map((shape) => texts.of(shape)), ["Fjord and skerry", "", "", "Fjord and skerry"]);
  assert.deepEqual(asked, [1, 2]);
  assert.equal(texts.isReading.peek(), false);
  shapes.push(page("d", 3));
  await texts.read();
  assert.deepEqual(asked, [1, 2, 3]);
});
