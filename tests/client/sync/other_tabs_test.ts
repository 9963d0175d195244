import assert from "node:assert/strict";
import { type Channel, OtherTabs } from "../../../client/sync/other_tabs.ts";

/** Connected channels, like those of one browser. */
function browser() {
  const channels = new Set<Channel>();
  return (): Channel => {
    const channel: Channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of channels) if (other !== channel) other.onmessage?.({ data } as MessageEvent);
      },
      close: () => void channels.delete(channel),
    };
    channels.add(channel);
    return channel;
  };
}

Deno.test("the tabs of one browser know each other, in any order of opening, but no tabs of another browser", () => {
  const mine = browser(), other = browser();
  let told = 0;
  const tabs = [1, 2, 3].map((id) => new OtherTabs(id, () => told++, mine()));
  const stranger = new OtherTabs(4, () => {}, other());
  const known = (tab: OtherTabs) => [1, 2, 3, 4].filter((id) => tab.has(id));
  assert.deepEqual(tabs.map(known), [[2, 3], [1, 3], [1, 2]]);
  assert.deepEqual(known(stranger), []);
  assert.equal(told, 6, "each hears of each other once");
  for (const tab of [...tabs, stranger]) tab.close();
});

Deno.test("foreign messages are ignored", () => {
  const open = browser();
  const tab = new OtherTabs(1, () => {}, open());
  const strange = open();
  for (const message of [null, undefined, "hello", { id: "2" }, { id: NaN }, [2]]) strange.postMessage(message);
  assert.equal(tab.has(2), false);
  tab.close();
  tab.close();
});

Deno.test("a browser without channels knows no other tabs", () => {
  const channels = Object.getOwnPropertyDescriptor(globalThis, "BroadcastChannel")!;
  Reflect.deleteProperty(globalThis, "BroadcastChannel");
  try {
    assert.equal(new OtherTabs(1, () => {}).has(2), false);
  } finally {
    Object.defineProperty(globalThis, "BroadcastChannel", channels);
  }
});
