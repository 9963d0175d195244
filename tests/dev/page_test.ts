import assert from "node:assert/strict";
import { fillPage } from "../../dev/page.ts";

const PARTS = { style: "/assets/board-1.css", script: "/assets/board-2.js", modules: ["/assets/chunk-3.js"] };

Deno.test("fillPage replaces placeholders by whole tags", () => {
  assert.equal(
    fillPage("board", "<head>{{style}}{{preload}}{{script}}</head>", PARTS),
    '<head><link rel="stylesheet" href="/assets/board-1.css"><link rel="modulepreload" href="/assets/chunk-3.js">' +
      '<script type="module" src="/assets/board-2.js"></script></head>',
  );
});

Deno.test("fillPage adds what reloads the page only when asked to", () => {
  const template = "{{style}}{{preload}}{{script}}";
  assert.ok(!fillPage("board", template, PARTS).includes("data-code"));
  const page = fillPage("board", template, { ...PARTS, reload: { script: "/assets/reload-4.js", code: "c0de" } });
  assert.ok(page.includes('<script type="module" src="/assets/reload-4.js" data-code="c0de"></script>'));
});

Deno.test("fillPage refuses a template that would not work", () => {
  assert.throws(() => fillPage("board", "{{style}}{{script}}", PARTS), {
    message: "Cannot fill board.html as it lacks {{preload}}",
  });
  assert.throws(() => fillPage("board", "{{style}}{{preload}}{{scirpt}}", PARTS), /unknown placeholder: {{scirpt}}/);
  assert.throws(() => fillPage("board", '{{style}}{{preload}}<script src="{{script}}">', PARTS), /in an attribute/);
  assert.throws(() => fillPage("board", "{{constructor}}", PARTS), /unknown placeholder/);
});
