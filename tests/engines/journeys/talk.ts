import assert from "node:assert/strict";
import { geoOf } from "../../support/board/figures.ts";
import type { BoardWindow } from "../../support/engines/board_window.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";
import { until } from "../../support/until.ts";

const BOX = geoOf("box", { x: 300, y: 300, w: 200, h: 100, fill: "solid" });

async function say(window: BoardWindow, field: string, text: string): Promise<void> {
  await window.click({ selector: "textarea", name: field });
  await window.type(text);
  await window.key("Enter");
}

/** Resolves when the last message reads so. */
async function untilSaid(window: BoardWindow, list: string, texts: readonly string[]): Promise<void> {
  await until(`${list} says ${texts.join()}`, async () => {
    const found = await window.driver.evaluate(
      (selector) => Array.from(document.querySelectorAll(selector), ({ textContent }) => textContent),
      `${list} .message-text`,
    );
    return found.join() === texts.join();
  });
}

export const TALK: Journeys = {
  "two people chat: each reads what the other wrote, and its links open": async (people) => {
    const { links, ada } = await people.begin();
    const bo = await people.open(links.editor);
    await ada.click({ selector: ".talk-button" });
    await say(ada, "Write a message", "Hello");
    await bo.untilThere({ selector: ".talk-button", name: "Chat: new messages" });
    await bo.click({ selector: ".talk-button" });
    await untilSaid(bo, ".talk", ["Hello"]);
    await say(bo, "Write a message", "See https://a.example/x.");
    await untilSaid(ada, ".talk", ["Hello", "See https://a.example/x."]);
    const address = await ada.driver.evaluate(
      () => document.querySelector<HTMLAnchorElement>(".talk a")?.href,
      undefined,
    );
    assert.equal(address, "https://a.example/x");
  },

  "a comment at a shape is answered, moves with the shape, and is resolved": async (people) => {
    const { links, ada } = await people.begin({ shapes: [BOX] });
    const bo = await people.open(links.editor);
    await ada.untilInk([400, 350]);
    await ada.key("m");
    await ada.clickAt([400, 350]);
    await say(ada, "Write a comment", "Too wide?");
    await untilSaid(ada, ".thread", ["Too wide?"]);
    const before = await bo.untilThere({ selector: ".comment-marker" });
    await bo.click({ selector: ".comment-marker" });
    await say(bo, "Reply to this comment", "A bit");
    await untilSaid(ada, ".thread", ["Too wide?", "A bit"]);
    await ada.key("Escape");
    await ada.key("Escape");
    await ada.key("Control+a");
    await ada.key("Shift+ArrowRight");
    await until("the comment moves", async () => (await bo.untilThere({ selector: ".comment-marker" })).x > before.x);
    await bo.click({ selector: ".thread button", name: "Resolve" });
    await ada.untilGone({ selector: ".comment-marker" });
  },
};
