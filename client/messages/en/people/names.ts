import { messages } from "../../messages.ts";

/** Names that people and frames have until somebody chooses another one. The lists have commas between their words. */
export const NAMES = messages("names", {
  frame: "Frame",
  guest: "{manner} {animal}",
  manners: "Bright, Calm, Clever, Gentle, Happy, Kind, Lively, Merry, Nimble, Quiet, Swift",
  animals: "Badger, Beaver, Crane, Finch, Fox, Hare, Heron, Lynx, Otter, Owl, Robin, Seal",
});
