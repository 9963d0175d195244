import assert from "node:assert/strict";
import { fillPage } from "../../dev/page.ts";

const TEMPLATE = '<link href="{{style}}">{{preload}}<script src="{{script}}"></script>';
const PARTS = {
  style: "/assets/board-1.css",
  script: "/assets/board-2.js",
  modules: ["/assets/chunk-3.js"],
  next: ["/assets/chunk-5.js"],
};

Deno.test("fillPage inserts the URLs and preloads all modules", () => {
  assert.equal(
    fillPage("board", TEMPLATE, PARTS),
    '<link href="/assets/board-1.css"><link rel="modulepreload" href="/assets/chunk-3.js">\n    ' +
      '<link rel="modulepreload" fetchpriority="low" href="/assets/chunk-5.js">' +
      '<script src="/assets/board-2.js"></script>',
  );
});

Deno.test("fillPage preloads the style sheet of the interface without applying it", () => {
  const page = fillPage("board", TEMPLATE, { ...PARTS, nextStyle: "/assets/board-next-6.css" });
  assert.ok(page.includes('<link rel="preload" as="style" fetchpriority="low" href="/assets/board-next-6.css">'));
});

Deno.test("fillPage names the style sheet of what a person opens in a form that browsers do not load", () => {
  const page = fillPage("board", TEMPLATE, { ...PARTS, laterStyle: "/assets/board-later-7.css" });
  assert.ok(page.includes('<link rel="later" href="/assets/board-later-7.css">'));
});

Deno.test("fillPage adds the reload script only when requested", () => {
  assert.ok(!fillPage("board", TEMPLATE, PARTS).includes("data-code"));
  const page = fillPage("board", TEMPLATE, { ...PARTS, reload: { script: "/assets/reload-4.js", code: "c0de" } });
  assert.ok(page.includes('<script type="module" src="/assets/reload-4.js" data-code="c0de"></script>'));
});

Deno.test("fillPage rejects a template with missing or unknown placeholders", () => {
  assert.throws(() => fillPage("board", "{{style}}{{script}}", PARTS), {
    message: "Cannot fill board.html as it lacks {{preload}}",
  });
  assert.throws(() => fillPage("board", `${TEMPLATE}{{scirpt}}`, PARTS), {
    message: "Cannot fill board.html as it has an unknown placeholder: {{scirpt}}",
  });
});
