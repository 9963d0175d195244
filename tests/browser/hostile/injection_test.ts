import assert from "node:assert/strict";
import { readName } from "../../../board/name.ts";
import { readTalkAction } from "../../../board/talk.ts";
import { encodeAwareness } from "../../../board/wire/protocol.ts";
import type { Shape } from "../../../board/shape.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { KvTalkStore } from "../../../server/store/kv_talk_store.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { HarmWatch } from "../../support/browser/harm_watch.ts";
import { DISGUISED_PAYLOADS, PAYLOADS } from "../../support/browser/payloads.ts";
import { arrowOf, frameOf, geoOf, noteOf, textOf } from "../../support/board/figures.ts";
import { Peer } from "../../support/peer/peer.ts";

/** Every place of the document that words can be put in. */
const PLACES: readonly ((id: string, words: string) => Shape)[] = [
  (id, text) => geoOf(id, { text }),
  (id, text) => textOf(id, { text }),
  (id, text) => noteOf(id, { text }),
  (id, text) => arrowOf(id, { text }),
  (id, name) => frameOf(id, { name: name.slice(0, 80) }),
  (id, link) => geoOf(id, { link }),
];

async function talk(origin: string, slug: string, body: unknown): Promise<void> {
  const response = await fetch(`${origin}/api/boards/${slug}/talk`, { method: "POST", body: JSON.stringify(body) });
  assert.equal(response.status, 201, await response.text());
}

appTest(
  `${PAYLOADS.length * (PLACES.length + 5)} injections by text, names, links, paste and files run nothing`,
  async (app) => {
    const { links } = await app.server.createBoard();
    await using eve = await Peer.join(app.server.socketUrl(links.editor));
    eve.change((board) =>
      PAYLOADS.forEach((words, i) =>
        PLACES.forEach((place, j) => {
          const at = { x: 180 * i, y: 140 * j };
          board.add(
            {
              ...place(`e.${i}x${j}`, words),
              ...at,
              ...(j === 3 && { start: at, end: { x: at.x + 90, y: at.y } }),
            } as Shape,
          );
        })
      )
    );
    await eve.untilSaved();
    const ada = await app.open(links.owner);
    const harm = new HarmWatch(ada.page, app.server.origin);
    await ada.shapes(PAYLOADS.length * PLACES.length);

    // Names of people: on cursors and in the list.
    for (const [clock, name] of PAYLOADS.entries()) {
      const state = { user: { name, color: "red" }, cursor: { x: 50, y: 50 } };
      eve.send(encodeAwareness(awareness({ id: 99, clock: clock + 1, state }) as Uint8Array<ArrayBuffer>));
    }
    await ada.page.locator(".others").click();
    await harm.assertNone("names");
    await ada.key("Escape");

    // Messages, and the names of their authors.
    await ada.page.locator(".talk-button").click();
    for (const text of PAYLOADS) await talk(app.server.origin, links.editor, { kind: "post", text, name: text });
    await ada.page.locator(".message-text").nth(PAYLOADS.length - 1).waitFor();
    assert.deepEqual(await ada.page.locator(".message-text").allTextContents(), PAYLOADS);
    await harm.assertNone("messages");
    await ada.key("Escape");

    // The clipboard of another program, and files.
    for (const words of PAYLOADS) {
      await ada.paste({ "text/plain": words, "text/html": `${words}<span data-drawbridge="${words}">` });
    }
    // A drawing in SVG that has no shapes adds none.
    const pasted = PLACES.length * PAYLOADS.length + PAYLOADS.filter((words) => !words.startsWith("<svg")).length;
    await ada.shapes(pasted);
    const file = {
      type: "drawbridge",
      version: 1,
      title: PAYLOADS[0],
      shapes: PAYLOADS.map((text, i) => ({ ...geoOf(`f.${i}`), text, link: text })),
    };
    const [chooser] = await Promise.all([ada.page.waitForEvent("filechooser"), ada.key("Control+o")]);
    await chooser.setFiles({
      name: "e.drawbridge",
      mimeType: "text/html",
      buffer: Buffer.from(JSON.stringify(file)),
    });
    await ada.shapes(pasted + PAYLOADS.length);

    // Everything that shows words: finding, writing, the outline, the picture as a page of its own.
    await ada.key("Escape");
    await ada.key("Control+f");
    await ada.page.keyboard.type("script");
    await ada.key("Enter");
    await ada.key("Escape");
    await ada.key("Control+a");
    const picture = await ada.page.context().newPage();
    const pictureHarm = new HarmWatch(picture, app.server.origin);
    await picture.goto(`${app.server.origin}/api/boards/${links.viewer}/board.svg`);
    await pictureHarm.assertNone("the picture");
    assert.equal(await picture.evaluate(() => document.querySelectorAll("script, image, foreignObject, a").length), 0);
    await harm.assertNone("the board");

    for (
      const href of await ada.page.locator("#canvas a, .chrome a").evaluateAll((all) =>
        all.map((a) => a.getAttribute("href"))
      )
    ) {
      assert.match(href ?? "", /^(\/|https?:\/\/|mailto:)/);
    }
  },
);

appTest(
  `${2 * DISGUISED_PAYLOADS.length} injections by comments, replies and their authors run nothing`,
  async (app) => {
    const { id, links } = await app.server.createBoard();
    await app.server.stop();
    const texts: string[] = [];
    {
      using database = await openDatabase(app.server.kvPath);
      const store = new KvTalkStore(database, { events: new LocalEvents() });
      const say = async (action: unknown, name: string) => {
        const read = readTalkAction(action)!;
        await store.append(id, { action: read, author: "eve", name: readName(name), isModerator: false });
        return (read as { text: string }).text;
      };
      for (const [i, text] of DISGUISED_PAYLOADS.entries()) {
        await say({ kind: "comment", text, place: { x: 40 * (i % 20), y: 20 * (i % 25) } }, text);
      }
      for (const text of DISGUISED_PAYLOADS) texts.push(await say({ kind: "reply", of: 1, text }, text));
    }
    await app.server.restart();
    const ada = await app.open(links.owner), { page } = ada;
    const harm = new HarmWatch(page, app.server.origin);
    await page.locator(".comment-marker").first().waitFor();
    await page.keyboard.press("Shift+M");
    await page.locator(".comment-open").nth(DISGUISED_PAYLOADS.length - 1).click();
    await page.locator(".thread .message-text").nth(texts.length).waitFor();
    assert.deepEqual((await page.locator(".thread .message-text").allTextContents()).slice(1), texts);
    const hrefs = await page.locator(".thread a").evaluateAll((all) =>
      all.map((link) => (link as HTMLAnchorElement).protocol)
    );
    assert.deepEqual(new Set(hrefs).difference(new Set(["http:", "https:", "mailto:"])), new Set());
    await harm.assertNone("comments");
  },
);
