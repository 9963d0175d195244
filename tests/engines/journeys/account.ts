import assert from "node:assert/strict";
import { exifOf, segmentOf } from "../../support/board/exif.ts";
import { line } from "../../support/browser/board_page.ts";
import { PROVIDER_NAME } from "../../support/engines/engine_server.ts";
import type { BoardWindow } from "../../support/engines/board_window.ts";
import type { Journeys, People } from "../../support/engines/engine_case.ts";
import { until } from "../../support/until.ts";

export const ACCOUNT: Journeys = {
  "a person signs in, makes a board, moves it to the bin and restores it": async (people) => {
    const ada = await signedIn(people);
    await ada.driver.goto(people.server.origin);
    await ada.untilThere({ selector: ".my-boards" });
    await ada.button("New board");
    await ada.untilBoard();
    await ada.untilThere({ selector: ".toolbar" });
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilSaved();
    await ada.driver.goto(people.server.origin);
    await ada.untilThere({ selector: '.my-boards[aria-busy="false"] .visit' });
    await ada.click({ selector: ".visit-more" });
    await ada.click({ selector: ".visit-menu button", name: "Move to the bin" });
    await ada.click({ selector: ".visit > :not(.visit-menu) button", name: "Move to the bin" });
    await ada.untilGone({ selector: ".visit" });
    await ada.button("Undo");
    await ada.click({ selector: ".visit-link" });
    await ada.untilBoard();
    await ada.untilInk([400, 300]);
  },
  "a person's picture is cut square and upright, and is shown on a board": async (people) => {
    const ada = await signedIn(people);
    await ada.untilThere({ selector: ".account button", name: "Choose a picture" });
    await ada.driver.evaluate(chooseTurned, segmentOf(0xe1, "Exif\0\0", exifOf()));
    await ada.untilThere({ selector: ".account button", name: "Remove picture" });
    await ada.untilThere({ selector: "h1 .face img" });
    const seen = await ada.driver.evaluate(lookAt, "h1 .face img");
    // The left half of the file is red. Turned as the camera was held, the upper half is.
    assert.deepEqual(seen, { type: "image/jpeg", size: [128, 128], top: "red", bottom: "blue", left: "red" });
    await ada.driver.goto(people.server.origin);
    await ada.untilThere({ selector: ".start-account .face img" });
    await ada.button("New board");
    await ada.untilBoard();
    await ada.untilThere({ selector: ".me .face img" });
  },
};

/** Opens the page of the account. In WebKit all journeys share their cookies, so an earlier one may have signed in. */
async function signedIn(people: People): Promise<BoardWindow> {
  const ada = await people.visit(`${people.server.origin}/account`);
  await ada.untilThere({ selector: '.account[aria-busy="false"] h1' });
  const isSignedIn = async () => (await ada.textOf("h1")).endsWith("Person ada");
  if (!await isSignedIn()) {
    await ada.click({ selector: ".account-ways a", name: `Sign in with ${PROVIDER_NAME}` });
    await until("Ada is signed in", isSignedIn);
  }
  return ada;
}

/** Chooses a JPEG with two colours side by side, and EXIF data. */
async function chooseTurned(exif: readonly number[]): Promise<void> {
  const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
  const context = canvas.getContext("2d")!;
  for (const [i, color] of ["red", "blue"].entries()) {
    context.fillStyle = color;
    context.fillRect(i * 150, 0, 150, 200);
  }
  const plain = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg"));
  const bytes = new Uint8Array(await plain!.arrayBuffer());
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes.slice(0, 2), Uint8Array.from(exif), bytes.slice(2)], "me.jpg"));
  const input = document.querySelector<HTMLInputElement>(".account input[type=file]")!;
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** What the picture of a face is, and which colour it has near its sides, to the left in the upper half. */
async function lookAt(selector: string) {
  const image = document.querySelector<HTMLImageElement>(selector)!;
  await image.decode();
  const { type } = await (await fetch(image.src)).blob();
  const { naturalWidth: width, naturalHeight: height } = image;
  const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d")!;
  context.drawImage(image, 0, 0);
  const at = (x: number, y: number) => {
    const [red, , blue] = context.getImageData(x * width, y * height, 1, 1).data;
    return red > blue ? "red" : "blue";
  };
  return { type, size: [width, height], top: at(0.8, 0.1), bottom: at(0.8, 0.9), left: at(0.1, 0.2) };
}
