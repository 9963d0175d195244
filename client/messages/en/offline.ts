import { messages } from "../messages.ts";

/** What works without a network, and the client on this device. */
export const OFFLINE = messages("offline", {
  newVersion: "A new version of Drawbridge is here.",
  reload: "Reload",
  later: "Later",
});
