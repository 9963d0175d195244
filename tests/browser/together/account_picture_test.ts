import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";
import { createBoard } from "../../support/browser/board_page.ts";
import { VirtualAuthenticator } from "../../support/browser/passkeys.ts";
import { photograph as turned, pictureFile } from "../../support/browser/pictures.ts";
import { photographThemes, SCREENS } from "../../support/browser/screens.ts";

/** Passkeys work for names and not for addresses. */
const named = (origin: string) => origin.replace("127.0.0.1", "localhost");
const said = (page: Page, text: string | RegExp) => page.locator(".account-outcome").getByText(text).waitFor();
const file = (bytes: Uint8Array, name = "me.png", mimeType = "image/png") => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

async function signUp(page: Page, origin: string, name: string): Promise<void> {
  await VirtualAuthenticator.plugIn(page);
  // Without a listener Playwright would begin and end to catch them with each one, while keys are already pressed.
  page.on("filechooser", () => {});
  await page.goto(`${origin}/account`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Chooses a file by keyboard, as a person does. */
async function choose(page: Page, button: string, chosen: ReturnType<typeof file>): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).focus();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(chosen);
}

/** Waits for a face with a picture that is shown. @returns its address */
function pictureIn(page: Page, place: string, but = ""): Promise<string> {
  return page.waitForFunction(({ place, but }) => {
    const image = document.querySelector<HTMLImageElement>(`${place} .face img`);
    return image?.complete && image.naturalWidth > 0 && !image.hidden && image.src !== but && image.src;
  }, { place, but }).then((handle) => handle.jsonValue() as Promise<string>);
}

/** Waits until a face shows initials. */
const initialsIn = (page: Page, place: string, initials: string) =>
  page.waitForFunction(({ place, initials }) => {
    const face = document.querySelector<HTMLElement>(`${place} .face`);
    const image = face?.querySelector("img");
    return face?.textContent === initials && (!image || image.hidden);
  }, { place, initials });

/** What a picture is, and colours near the middle of its sides. */
const pixelsOf = (page: Page, address: string) =>
  page.evaluate(async (address) => {
    const bytes = await (await fetch(address)).blob();
    const bitmap = await createImageBitmap(bytes);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d")!;
    context.drawImage(bitmap, 0, 0);
    const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data.subarray(0, 3)];
    const { width, height } = bitmap;
    return {
      width,
      height,
      type: bytes.type,
      text: await bytes.text(),
      top: at(width / 2, 4),
      bottom: at(width / 2, height - 5),
      left: at(4, height / 2),
      right: at(width - 5, height / 2),
    };
  }, address);

appTest("a person's picture is shown to others on the board until it is removed", async (app, t) => {
  const origin = named(app.server.origin);
  const ada = await app.person(), account = await ada.newPage();
  await signUp(account, origin, "Ada Lovelace");
  const step = async (name: string, run: () => Promise<void>) => {
    if (!await t.step(name, run)) throw new Error(`Cannot continue as a step failed: ${name}`);
  };
  const adaBoard = await ada.newPage();
  await adaBoard.goto(origin);
  const { slug } = await createBoard(adaBoard);
  const bo = await app.person(), boPage = await bo.newPage();
  let first = "", second = "";

  await step("without one, others see initials", async () => {
    await boPage.goto(`${origin}/b/${slug}`);
    await initialsIn(boPage, ".others", "AL");
    await initialsIn(account, "h1", "AL");
  });

  await step("a chosen picture is on the account's page, on the open board, and at everybody there", async () => {
    await choose(account, "Choose a picture", file(await pictureFile(account)));
    await said(account, "Your picture was saved.");
    await account.locator("button:focus", { hasText: "Replace picture" }).waitFor();
    await pictureIn(account, "h1");
    await pictureIn(adaBoard, ".me");
    first = await pictureIn(boPage, ".others");
    assert.match(first, /\/api\/account\/pictures\/[\w-]{22}$/);
    const { width, height, type } = await pixelsOf(boPage, first);
    assert.deepEqual({ width, height, type }, { width: 128, height: 128, type: "image/jpeg" });
    await boPage.getByRole("button", { name: /other person here/ }).click();
    await pictureIn(boPage, ".people-list section");
    await boPage.keyboard.press("Escape");
  });

  await step("it is beside what the person says, and at the own comments", async () => {
    for (const [page, text] of [[adaBoard, "Hello"], [boPage, "Hello back"]] as const) {
      await page.locator(".talk-button").click();
      await page.getByRole("textbox", { name: "Write a message" }).fill(text);
      await page.keyboard.press("Enter");
    }
    const said = (text: RegExp) =>
      boPage.locator(".message", { has: boPage.locator(".message-text", { hasText: text }) });
    assert.equal(await pictureIn(boPage, ".message-head"), first);
    await said(/back/).locator(".face").waitFor();
    assert.equal(await said(/back/).locator(".face img").count(), 0);
    await adaBoard.keyboard.press("Escape");
    await adaBoard.keyboard.press("m");
    await adaBoard.mouse.click(500, 400);
    await adaBoard.getByRole("textbox", { name: "Write a comment" }).fill("Look");
    await adaBoard.keyboard.press("Enter");
    const marker = boPage.locator(".comment-marker");
    await marker.locator("img").waitFor();
    assert.equal(await marker.textContent(), "AL");
    assert.equal(await marker.locator("img").evaluate((image: HTMLImageElement) => image.src), first);
    await marker.click();
    assert.equal(await pictureIn(boPage, ".thread .message-head"), first);
    for (const page of [adaBoard, boPage]) {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    }
  });

  await step("the start page shows it, and so does a board that is opened later", async () => {
    const page = await ada.newPage();
    await page.goto(origin);
    await pictureIn(page, ".start-account");
    await page.goto(`${origin}/b/${slug}`);
    await pictureIn(page, ".me");
    await page.close();
  });

  await step("a file that is no picture, or too large a one, is explained and changes nothing", async () => {
    const text = file(new TextEncoder().encode("<script>alert(1)</script>"), "me.png");
    await choose(account, "Replace picture", text);
    await said(account, /can’t read that file as a picture/);
    await account.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>(".account input[type=file]")!;
      const large = new File([], "large.jpg", { type: "image/jpeg" });
      Object.defineProperty(large, "size", { value: 65 * 1024 * 1024 });
      Object.defineProperty(input, "files", { value: [large], configurable: true });
      input.dispatchEvent(new Event("change", { bubbles: true }));
      delete (input as { files?: unknown }).files;
    });
    await said(account, /larger than 64 MB/);
    await account.route("**/api/account/picture", (route) => route.abort());
    await choose(account, "Replace picture", file(await pictureFile(account, { shade: 200 })));
    await said(account, /can’t be reached/);
    await account.unroute("**/api/account/picture");
    assert.equal(await pictureIn(account, "h1"), first);
  });

  await step("a photograph becomes upright and loses what it says about its place", async () => {
    const jpeg = await pictureFile(account, { width: 900, height: 600, shade: 180, type: "image/jpeg" });
    await choose(account, "Replace picture", file(turned(jpeg), "me.jpg", "image/jpeg"));
    second = await pictureIn(boPage, ".others", first);
    const { text, top, bottom, left, right } = await pixelsOf(boPage, second);
    assert.ok(!/Exif|north/.test(text));
    const differ = (one: number[], other: number[]) => one.some((value, i) => Math.abs(value - other[i]) > 40);
    // Its stripes stand upright in the file. The camera was turned, so that they lie in the picture.
    assert.deepEqual([differ(top, bottom), differ(left, right)], [true, false]);
  });

  await step("a drawing, a wide and a tiny picture become square ones", async () => {
    const svg = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100" fill="red"/></svg>',
    );
    let before = second;
    for (
      const each of [
        file(svg, "me.svg", "image/svg+xml"),
        file(await pictureFile(account, { width: 5_000, height: 40 })),
        file(await pictureFile(account, { width: 3, height: 9, type: "image/webp" }), "me.webp", "image/webp"),
      ]
    ) {
      await choose(account, "Replace picture", each);
      before = await pictureIn(account, "h1", before);
      const { width, height } = await pixelsOf(account, before);
      assert.deepEqual([width, height], [128, 128]);
    }
    second = await pictureIn(boPage, ".others", second);
  });

  await step("initials are shown when the picture cannot be loaded", async () => {
    const page = await (await app.person()).newPage();
    await page.route("**/api/account/pictures/*", (route) => route.abort());
    await page.goto(`${origin}/b/${slug}`);
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".others .face img")?.hidden);
    assert.equal(await page.locator(".others .face img:visible").count(), 0);
    await page.close();
  });

  await step("a token from another page never makes a browser ask elsewhere", async () => {
    const asked: string[] = [];
    boPage.on("request", (request) => asked.push(request.url()));
    const page = await (await app.person()).newPage();
    const hostile = [
      "//evil.example/x",
      "https://evil.example/x",
      "../../x",
      "x?y",
      { toString: 1 },
      "a".repeat(65),
      "",
    ];
    for (const picture of hostile) {
      await page.goto(origin);
      await page.evaluate((picture) => {
        const me = { name: "Eve", color: "red", picture };
        localStorage.setItem("drawbridge.preferences", JSON.stringify({ me }));
      }, picture);
      await page.goto(`${origin}/b/${slug}`);
      await boPage.waitForFunction(() =>
        [...document.querySelectorAll(".others .face")].some((face) => face.textContent === "E")
      );
      assert.equal(await boPage.locator(".others .face", { hasText: /^E$/ }).locator("img").count(), 0);
    }
    assert.deepEqual(asked.filter((url) => !url.startsWith(origin)), []);
    await page.close();
  });

  await step("a removed picture is gone everywhere", async () => {
    await account.getByRole("button", { name: "Remove picture" }).click();
    await said(account, "Your picture was removed.");
    await account.getByRole("button", { name: "Choose a picture" }).waitFor();
    for (const [page, place] of [[account, "h1"], [adaBoard, ".me"], [boPage, ".others"]] as const) {
      await initialsIn(page, place, "AL");
    }
    assert.equal(
      await boPage.evaluate((url) => fetch(url, { cache: "reload" }).then(({ status }) => status), second),
      404,
    );
  });

  await step("who signs out takes the picture along", async () => {
    await choose(account, "Choose a picture", file(await pictureFile(account)));
    await pictureIn(boPage, ".others");
    await account.getByRole("button", { name: "Sign out", exact: true }).click();
    await account.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
    await initialsIn(boPage, ".others", "AL");
    await initialsIn(adaBoard, ".me", "AL");
  });
});

appTest("faces with pictures on desk and phone, to look at", async (app) => {
  const origin = named(app.server.origin);
  for (const { size, device } of SCREENS.filter(({ size }) => size !== "tablet")) {
    const context = await app.person(device), page = await context.newPage();
    await signUp(page, origin, "Ada Lovelace");
    await choose(page, "Choose a picture", file(await pictureFile(page)));
    await pictureIn(page, "h1");
    await photographThemes(page, `account_picture_${size}`);
    await page.goto(origin);
    await pictureIn(page, ".start-account");
    await photographThemes(page, `start_picture_${size}`);
    const { slug } = await createBoard(page);
    const other = await (await app.person(device)).newPage();
    await other.goto(`${origin}/b/${slug}`);
    await pictureIn(other, ".others");
    await other.getByRole("button", { name: /other person here/ }).click();
    await pictureIn(other, ".people-list section");
    await photographThemes(other, `people_picture_${size}`);
  }
});
