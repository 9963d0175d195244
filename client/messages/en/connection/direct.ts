import { messages } from "../../messages.ts";

/** Direct connections to other people, in the Connection panel. */
export const DIRECT = messages("direct", {
  title: "Direct connections",
  connect: "Also connect directly to other people",
  explanation: "Live ink and pointers arrive sooner if the server is far away. " +
    "Other people on this board who switch this on can then see your internet address, and you can see theirs.",
  unsupported: "This browser cannot connect directly. Everything goes through the server.",
  resting: "Starts once the server is connected",
  viewOnly: "Your link does not allow drawing. Everything goes through the server.",
  asking: "Asking the server who else connects directly…",
  noAnswer: "The server does not answer this question; it may be an older version. Everything goes through the server.",
  full: "{count} people already connect directly, and more cannot. For you, everything goes through the server.",
  alone: "Nobody else here has switched this on. Everything goes through the server.",
  others: "Everything else, and everybody who is not in this list, goes through the server.",
  person: "Person",
  directly: "Directly",
  server: "To the server",
  measuring: "measuring…",
  milliseconds: "{count} ms",
  connecting: "connecting… Until then, the server is used.",
  failed: "not possible now. The server is used; another attempt follows.",
});
