import assert from "node:assert/strict";
import { readName } from "../../../board/name.ts";
import { SAYS_MAX } from "../../../board/talk/talk_presence.ts";
import { setTitle } from "../../../board/title.ts";
import { encodeAwareness } from "../../../board/wire/protocol.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { HarmWatch } from "../../support/browser/harm_watch.ts";
import { PAYLOADS } from "../../support/browser/payloads.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { Peer } from "../../support/peer/peer.ts";
import { until } from "../../support/until.ts";

const COUNT = PAYLOADS.length;

/** What the page asked the browser to tell the person. */
type Told = { title: string; body: string }[];

appTest(
  `${11 * COUNT} injections by mentions, notices, notifications, titles and words at cursors run nothing`,
  async (app) => {
    const { origin } = app.server, { links } = await app.server.createBoard();
    const person = await app.person();
    // A hidden tab, whose person allowed notifications.
    await person.addInitScript(() => {
      const told: Told = [];
      class Notification {
        static permission = "granted";
        constructor(title: string, { body }: { body: string }) {
          told.push({ title, body });
        }
      }
      Object.defineProperty(document, "hidden", { get: () => true });
      // Not on the empty page before the first one.
      if (location.protocol !== "about:") {
        localStorage.setItem("drawbridge.preferences", JSON.stringify({ settings: { notifies: true } }));
      }
      Object.assign(globalThis, { told, Notification });
    });
    const ada = await app.open(links.owner, person), { page } = ada;
    const harm = new HarmWatch(page, origin);
    const you = await page.evaluate(async (slug) => {
      const { key } = JSON.parse(localStorage.getItem("drawbridge.talk")!);
      const headers = { "drawbridge-key": key };
      return (await (await fetch(`/api/boards/${slug}/talk?limit=0`, { headers })).json()).you;
    }, links.owner);
    await using eve = await Peer.join(app.server.socketUrl(links.editor));
    const texts = (selector: string) => page.locator(selector).allTextContents();

    for (const [i, payload] of PAYLOADS.entries()) {
      const name = readName(payload);
      eve.change((board) => setTitle(board, payload));
      const state = {
        user: { name: payload, color: "red" },
        cursor: { x: 300, y: 300 },
        talk: { says: payload, author: "e".repeat(32) },
      };
      eve.send(encodeAwareness(awareness({ id: 99, clock: i + 1, state }) as Uint8Array<ArrayBuffer>));
      await until(`the title and the words at the cursor are ${payload}`, async () => {
        const said = await texts(".cursor-words:not(.is-fading)");
        return said[0] === readName(payload.slice(0, SAYS_MAX)) && (await page.title()).includes(name);
      });
      const mentions = [{ author: you, name: payload }];
      const body = { kind: "post", text: `@${name} ${payload}`, name: payload, mentions };
      const response = await fetch(`${origin}/api/boards/${links.editor}/talk`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      assert.equal(response.status, 201, await response.text());
      await until(
        "the browser was told",
        () => page.evaluate((i) => (globalThis as unknown as { told: Told }).told.length > i, i),
      );
      await harm.assertNone(payload);
    }
    const shortened = (text: string) => [...text].length > 80 ? `${[...text].slice(0, 80).join("")}…` : text;
    const wanted = PAYLOADS.map((payload) => {
      const name = readName(payload);
      return { title: name, body: `${name} mentioned you: ${shortened(`@${name} ${payload}`)}` };
    });
    assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { told: Told }).told), wanted);
    assert.deepEqual((await texts(".notice p")).at(-1), wanted.at(-1)!.body);

    await page.locator(".talk-button").click();
    await page.locator(".message-text").nth(COUNT - 1).waitFor();
    assert.deepEqual(await texts(".message-text"), PAYLOADS.map((payload) => `@${readName(payload)} ${payload}`));
    assert.deepEqual(await texts(".mention"), PAYLOADS.map((payload) => `@${readName(payload)}`));
    await page.getByRole("textbox", { name: "Write a message" }).fill("@");
    assert.equal((await texts(".mention-list li"))[0], readName(PAYLOADS.at(-1)));
    await page.locator("#canvas").focus();
    await ada.key("Control+f");
    await page.getByRole("textbox", { name: "Find text" }).fill("pwned");
    const found = PAYLOADS.filter((payload) => payload.includes("pwned"));
    await page.locator(".found-talk .item").nth(found.length - 1).waitFor();
    assert.equal(await page.locator(".found-talk .item").count(), found.length);
    assert.equal(await page.locator(".found-talk :is(script, img, iframe, a, svg)").count(), 0);
    await harm.assertNone("the chat and what is found in it");
  },
);
