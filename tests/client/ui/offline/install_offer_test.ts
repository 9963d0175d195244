import assert from "node:assert/strict";
import { followInstallOffer, install, installOffer } from "../../../../client/ui/offline/install_offer.ts";

function offer(prompts: string[], name: string) {
  const prompt = () => Promise.resolve(prompts.push(name));
  return Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt });
}

Deno.test("an offer that the browser made before this code had loaded is there, too", () => {
  const early = offer([], "early");
  const end = followInstallOffer(Object.assign(new EventTarget(), { earlyInstallOffer: early }));
  assert.equal(installOffer.value, early);
  install();
  assert.equal(installOffer.value, undefined);
  end();
});

Deno.test("the browser's offer waits in the menu for one question, and is gone once the app is there", () => {
  const target = new EventTarget(), prompts: string[] = [];
  followInstallOffer(target);
  assert.equal(installOffer.value, undefined);
  install();
  const first = offer(prompts, "first");
  target.dispatchEvent(first);
  assert.ok(first.defaultPrevented, "no banner of the browser covers the board");
  assert.equal(installOffer.value, first);
  install();
  install();
  assert.deepEqual(prompts, ["first"]);
  assert.equal(installOffer.value, undefined);
  target.dispatchEvent(offer(prompts, "second"));
  target.dispatchEvent(new Event("appinstalled"));
  assert.equal(installOffer.value, undefined);
});
