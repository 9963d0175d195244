import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { pastePictures, pictureFile } from "../../support/browser/pictures.ts";
import { until } from "../../support/until.ts";

appTest(
  "a stroke in progress is kept when the board closes for a person, and comes when it opens again",
  async (app, t) => {
    const { links, ada, bo } = await app.openForTwo();
    /** Ada asks the server as her page does. */
    const ask = (method: string, path: string, body?: object) =>
      ada.page.evaluate(async ({ slug, method, path, body }) => {
        const response = await fetch(`/api/boards/${slug}${path}`, { method, body });
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
        return response.status === 204 ? undefined : await response.json();
      }, { slug: links.owner, method, path, body: body && JSON.stringify(body) });
    const editorLink = async () =>
      (await ask("GET", "/links")).links.find(({ role }: { role: string }) => role === "editor").id as string;
    const heading = (name: string) => bo.page.getByRole("heading", { level: 1, name }).waitFor();
    const saysKept = () => bo.page.getByText("1 change is kept on this device. It is saved when the").waitFor();
    /** Begins a stroke, which none of the steps ends before the board is closed. */
    const begin = async (y: number) => {
      await bo.untilSaved();
      await bo.key("p");
      await bo.press([[300, y], [350, y], [400, y], [500, y]]);
    };
    /** Each step needs those before it. */
    const step = async (name: string, run: () => Promise<void>) => {
      if (!await t.step(name, run)) throw new Error(`Cannot continue as a step failed: ${name}`);
    };

    await step("the board is moved to the bin and restored", async () => {
      await begin(200);
      await ask("POST", "/bin");
      await heading("In the bin");
      await saysKept();
      await bo.page.mouse.up();
      await bo.page.reload();
      await heading("In the bin");
      await saysKept();
      await ask("POST", "/bin/restore");
      await bo.untilSaved();
      await ada.untilSaved();
      await ada.shapes(1);
      // The bars are new, and the browser's zoom over them would move them out of view.
      const isZooming = await bo.page.locator(".toolbar").evaluate((bar) =>
        bar.dispatchEvent(new WheelEvent("wheel", { ctrlKey: true, bubbles: true, cancelable: true }))
      );
      assert.equal(isZooming, false);
    });

    await step("the link gets a passphrase", async () => {
      await begin(260);
      await ask("PATCH", `/links/${await editorLink()}`, { passphrase: "tea" });
      await bo.page.getByRole("heading", { name: "Enter the passphrase" }).waitFor();
      await saysKept();
      await bo.page.mouse.up();
      await bo.page.getByLabel("Passphrase").fill("tea");
      await bo.key("Enter");
      await bo.untilSaved();
      await ada.shapes(2);
      await ask("PATCH", `/links/${await editorLink()}`, { passphrase: null });
      await bo.page.goto(app.server.boardUrl(links.editor));
    });

    await step("the connection is lost, and newcomers wait when it returns", async () => {
      const context = bo.page.context();
      await begin(320);
      await context.setOffline(true);
      await bo.untilStatus(/^Offline/);
      await context.clearCookies({ name: "visitor" });
      await ask("POST", "/moderation", { action: "openLobby" });
      await context.setOffline(false);
      await heading("Waiting to be let in");
      await saysKept();
      await bo.page.mouse.up();
      // The page says that it waits before the server has noted it.
      let visitor: string | undefined;
      await until("the person waits", async () => {
        visitor = (await ask("GET", "/moderation")).waiting[0]?.visitor;
        return visitor !== undefined;
      });
      await ask("POST", "/moderation", { action: "admit", visitor });
      await bo.untilSaved();
      await ada.shapes(3);
      await ask("POST", "/moderation", { action: "closeLobby" });
    });

    await step("an owner removes the person for some time", async () => {
      await begin(380);
      const { people } = await ask("GET", "/moderation");
      const { visitor } = people.find(({ role }: { role: string }) => role === "editor");
      await ask("POST", "/moderation", { action: "remove", visitor });
      await heading("This board can’t be opened");
      await saysKept();
      await bo.page.mouse.up();
      await ask("POST", "/moderation", { action: "readmit", visitor });
      await bo.page.reload();
      await bo.untilSaved();
      await ada.shapes(4);
    });

    await step("the link is withdrawn: the stroke stays on the device, and the page promises nothing", async () => {
      await begin(440);
      await ask("DELETE", `/links/${await editorLink()}`);
      await heading("This board can’t be opened");
      await bo.page.getByText("1 change was not saved. It is kept on this device only.").waitFor();
      await bo.page.mouse.up();
      await bo.shapes(5);
      assert.equal((await app.server.board(links.owner)).shapes.size, 4);
    });
  },
);

appTest(
  "a picture that was not taken while the board was frozen or in the bin is sent when it opens again",
  async (app) => {
    const { links, ada, bo } = await app.openForTwo();
    const ask = (path: string, body?: object) =>
      ada.page.evaluate(async ({ path, body }) => {
        const { ok } = await fetch(path, { method: "POST", body });
        if (!ok) throw new Error(path);
      }, { path: `/api/boards/${links.owner}${path}`, body: body && JSON.stringify(body) });
    const held = Promise.withResolvers<void>();
    const isUpload = (method: string) => method === "PUT";
    const refused = () =>
      bo.page.waitForResponse((response) => isUpload(response.request().method()) && !response.ok());
    await bo.page.route("**/assets/*", async (route) => {
      if (isUpload(route.request().method())) await held.promise;
      await route.continue();
    });
    await pastePictures(bo.page, [await pictureFile(bo.page, { shade: 200, width: 300, height: 300 })]);
    await bo.shapes(1);
    await ask("/moderation", { action: "freeze" });
    await bo.untilStatus(/^Frozen/);
    const frozen = refused();
    held.resolve();
    await frozen;
    await bo.untilStatus("Frozen – 1 change kept on this device");
    const binned = refused();
    await ask("/bin");
    await bo.page.getByRole("heading", { name: "In the bin" }).waitFor();
    await bo.page.getByText("1 change is kept on this device.").waitFor();
    await bo.page.reload();
    await binned;
    await bo.page.getByRole("heading", { name: "In the bin" }).waitFor();
    await ask("/bin/restore");
    await bo.untilStatus(/^Frozen/);
    await ask("/moderation", { action: "thaw" });
    await bo.untilSaved();
  },
);
