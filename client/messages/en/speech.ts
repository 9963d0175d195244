import { messages } from "../messages.ts";

/** What screen readers announce. */
export const SPEECH = messages("speech", {
  others: "Others: {news}",
  added: { one: "{count} shape added", other: "{count} shapes added" },
  changed: { one: "{count} shape changed", other: "{count} shapes changed" },
  removed: { one: "{count} shape removed", other: "{count} shapes removed" },
  selected: { one: "{count} shape selected", other: "{count} shapes selected" },
  kept: { one: "{count} shape kept", other: "{count} shapes kept" },
  keptByTab: { one: "{count} shape kept, Tab adds to it", other: "{count} shapes kept, Tab adds to them" },
  nothingSelected: "Nothing selected",
  at: "at {x}, {y}",
  size: "{w} by {h}",
  turned: "turned {angle}°",
  locked: "locked",
  quoted: "“{text}”",
  place: "{number} of {count}",
  beside: "beside {kept}",
  link: "Link: {address}",
  frameName: "Name of the frame",
  boardText: "Text on the board",
  textOf: "Text of the {kind}",
  pasting: { one: "Pasting {count} shape…", other: "Pasting {count} shapes…" },
  importing: { one: "Importing {count} shape…", other: "Importing {count} shapes…" },
});
