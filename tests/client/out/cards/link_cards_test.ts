import assert from "node:assert/strict";
import { pageLinks } from "../../../../client/editor/arrange/pasted_links.ts";
import type { Images, Picture } from "../../../../client/editor/images.ts";
import { CardColumn } from "../../../../client/out/cards/card_column.ts";
import { addressOf } from "../../../../client/out/cards/card_look.ts";
import { pastedForms } from "../../../../client/out/pasted_forms.ts";
import type { LinkCard } from "../../../../board/wire/link_card.ts";
import { DISGUISED_PAYLOADS } from "../../../support/browser/payloads.ts";
import { Desk } from "../../../support/client/editors.ts";

const A = "https://www.example.org/a", B = "https://example.com/b?c=d";
const ABOUT = { title: "A title", description: "What it is" };
const at = { x: 500, y: 300 };
const facts = ({ editor }: Desk) =>
  [...editor.shapes.all()].map((shape) => `${shape.kind} ${(shape as { text?: string }).text ?? ""}`.trim()).sort();

Deno.test("addresses of pages, one a line, are links; other texts are not", () => {
  assert.deepEqual(pageLinks(` ${A}\r\n\n${B}\n`), [A, B]);
  const others = [
    "",
    "words",
    `see ${A}`,
    `${A} ${B}`,
    "example.org",
    "mailto:a@b.org",
    "ftp://a.b/",
    "https://",
    `${A}\nb`,
  ];
  for (const text of [...others, `${A}\n`.repeat(21), `https://a.b/${"x".repeat(2_000)}`, "https://a.b/\u202ex"]) {
    assert.equal(pageLinks(text), undefined, text);
  }
  for (const payload of DISGUISED_PAYLOADS) assert.equal(pageLinks(payload), undefined, payload);
});

Deno.test("a card shows the host and the path of its address", () => {
  assert.equal(addressOf("https://www.example.org/"), "example.org");
  assert.equal(addressOf("http://example.org:8080/caf%C3%A9?x=1#part"), "example.org:8080/café?x=1");
  assert.equal(addressOf("https://bücher.example/%E2%80%AEx%"), "xn--bcher-kva.example/%E2%80%AEx%");
  assert.equal(addressOf(`https://example.org/${"x".repeat(100)}`).length, 64);
});

Deno.test("cards stand in a column around the place, are selected, and are one step of undo with what comes later", () => {
  const desk = new Desk(), { editor } = desk;
  const column = new CardColumn(editor, [A, B], { at });
  assert.deepEqual(facts(desk), ["geo example.com/b?c=d", "geo example.org/a"]);
  const cards = () => [...editor.shapes.all()].filter(({ kind }) => kind === "geo").sort((a, b) => a.y - b.y);
  const [first, second] = cards();
  assert.deepEqual([first.link, second.link], [A, B]);
  assert.equal(second.y, first.y + first.h + 20);
  assert.equal((first.y + second.y + second.h) / 2, at.y);
  assert.deepEqual(editor.selection.ids.peek(), column.ids);

  const drawn = editor.newShapeId();
  editor.writer.add([{ ...first, id: drawn, x: 2_000 }]);
  editor.history.undo();
  const icon: Picture = { asset: "a".repeat(64), type: "image/png", pixelW: 9, pixelH: 9, preview: new Uint8Array() };
  assert(column.fill(0, { ...ABOUT, icon }));
  assert(column.fill(1, { title: "Another" }));
  const full = ["geo A title", "geo Another", "image", "text What it is", "text example.com", "text example.org"];
  assert.deepEqual(facts(desk), full);
  const [filled, below] = cards();
  assert.ok(filled.h > first.h && below.y === filled.y + filled.h + 20, "the second card makes room");
  const inside = [...editor.shapes.all()].filter(({ groups }) => groups?.[0] === filled.groups?.[0]);
  assert.equal(inside.length, 4);
  for (const { x, y, w, h } of inside) {
    assert.ok(x >= filled.x && y >= filled.y && x + w <= filled.x + filled.w && y + h <= filled.y + filled.h);
  }
  assert.deepEqual(editor.selection.ids.peek(), column.ids);

  editor.history.redo();
  assert.ok(editor.shapes.get(drawn), "what was undone before can still be redone");
  editor.history.undo();
  editor.history.undo();
  assert.deepEqual(facts(desk), []);
  editor.history.redo();
  assert.deepEqual(facts(desk), full);
  assert.deepEqual(
    cards().map(({ y, h, groups }) => [y, h, groups]),
    [filled, below].map(({ y, h, groups }) => [y, h, groups]),
  );
});

Deno.test("a card that was cut and restored before it is filled leaves no text behind when it is undone", () => {
  const { editor } = new Desk();
  const column = new CardColumn(editor, [A], { at });
  const [id] = column.ids;
  for (let i = 0; i < 2; i++) {
    editor.writer.remove(new Set([id]));
    editor.history.undo();
  }
  assert(column.fill(0, ABOUT));
  editor.history.undo();
  assert.deepEqual([editor.shapes.get(id), editor.board.textOf(id).toString()], [undefined, ""]);
  editor.history.redo();
  assert.equal(editor.board.textOf(id).toString(), ABOUT.title);
});

Deno.test("a card that was undone, deleted, locked or written in is left alone", () => {
  const cases: ((desk: Desk, id: string) => void)[] = [
    ({ editor }) => editor.history.undo(),
    ({ editor }, id) => editor.writer.remove(new Set([id])),
    ({ editor }, id) => editor.writer.change(new Map([[id, { locked: true }]])),
    ({ editor }, id) => void editor.writer.writeIn(id, () => editor.board.textOf(id).insert(0, "My ")),
  ];
  for (const change of cases) {
    const desk = new Desk();
    const column = new CardColumn(desk.editor, [A], { at });
    change(desk, [...column.ids][0]);
    const before = facts(desk);
    assert.equal(column.fill(0, ABOUT), false);
    assert.deepEqual(facts(desk), before);
  }
});

Deno.test("pasted again while they are selected, cards become a text and come back; late answers go to nobody", async () => {
  const desk = new Desk(), { editor } = desk;
  const answers = new Map<string, PromiseWithResolvers<LinkCard | undefined>>();
  const forms = pastedForms(editor, (url) => {
    const answer = Promise.withResolvers<LinkCard | undefined>();
    answers.set(url, answer);
    return answer.promise;
  });
  const taken: string[] = [];
  editor.images = () =>
    Promise.resolve({
      take: (files: readonly Blob[]) => {
        taken.push(...files.map(({ type }) => type));
        const picture = { asset: "b".repeat(64), type: "image/png", pixelW: 1, pixelH: 1 };
        return Promise.resolve({ taken: [picture], send: () => void taken.push("sent") });
      },
    } as unknown as Images);
  const paste = () => forms.paste(`${A}\n${B}`, at, "links");
  await paste();
  assert.match(editor.done.peek()!, /cards.*text/);
  const filled = new Promise<void>((resolve) =>
    editor.shapes.onChange((changes) => {
      if (changes.some(({ shape }) => shape?.kind === "image")) resolve();
    })
  );
  answers.get(A)!.resolve({ ...ABOUT, icon: "data:image/png;base64,AAAA" });
  await filled;
  await Promise.resolve();
  assert.deepEqual(taken, ["image/png", "sent"]);
  assert.equal(editor.selection.ids.peek().size, 5);

  await paste();
  assert.deepEqual(facts(desk), [`text ${A}\n${B}`]);
  answers.get(B)!.resolve(ABOUT);
  await Promise.resolve();
  assert.deepEqual(facts(desk), [`text ${A}\n${B}`]);
  editor.history.undo();
  assert.equal(facts(desk).length, 5, "one step puts the cards back");
  editor.history.redo();
  editor.selection.set([...editor.shapes.all()].map(({ id }) => id));
  await paste();
  assert.deepEqual(facts(desk), ["geo example.com/b?c=d", "geo example.org/a"]);
});

Deno.test("payloads in titles stay text on the board", () => {
  const { editor } = new Desk();
  for (const payload of DISGUISED_PAYLOADS) {
    const column = new CardColumn(editor, [A], { at });
    const title = `Title ${payload}`.toWellFormed().replace(/[\p{Cc}\p{Bidi_Control}]/gu, "");
    assert(column.fill(0, { title, description: title }));
    assert.equal((editor.shapes.get([...column.ids][0]) as { text?: string }).text, title);
  }
});
