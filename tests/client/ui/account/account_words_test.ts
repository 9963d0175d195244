import assert from "node:assert/strict";
import { deviceWords } from "../../../../client/ui/account/device_words.ts";
import { keepMe, keptMe } from "../../../../client/ui/account/keep_me.ts";
import { readPreferences } from "../../../../client/editor/preferences.ts";
import { PREFERENCES_KEY } from "../../../../client/editor/settings.ts";

function memory(text?: string) {
  const kept = new Map(text === undefined ? [] : [[PREFERENCES_KEY, text]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

Deno.test("a session is named by its browser and its system", () => {
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  assert.equal(deviceWords(chrome), "Chrome on Linux");
  assert.equal(deviceWords(chrome + " Edg/140.0.0.0"), "Edge on Linux");
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
  assert.equal(deviceWords(iphone), "Safari on iPhone");
  assert.equal(
    deviceWords("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    "Firefox on Windows",
  );
  assert.equal(deviceWords("curl/8"), "Unknown device");
});

Deno.test("boards use name and colour of the account, and keep all other preferences", () => {
  const shelf = memory('{"me":{"name":"Quiet Otter","color":"red"},"isColorGiven":true,"grid":true}');
  assert.deepEqual(keptMe(shelf), { name: "Quiet Otter", color: "red" });
  keepMe({ name: "Ada", color: "green" }, shelf);
  const { me, isColorGiven, isNameNew, grid } = readPreferences(shelf);
  assert.deepEqual({ me, isColorGiven, isNameNew, grid }, {
    me: { name: "Ada", color: "green" },
    isColorGiven: false,
    isNameNew: false,
    grid: true,
  });
  for (const odd of [undefined, "nonsense", "[]", '{"me":7}', '{"me":{"name":7,"color":"#fff"}}']) {
    assert.deepEqual(keptMe(memory(odd)), { name: "", color: "blue" });
  }
});
