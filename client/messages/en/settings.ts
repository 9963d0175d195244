import { messages } from "../messages.ts";

/** The settings of this device. */
export const SETTINGS = messages("settings", {
  kept: "Kept on this device.",
  theme: "Theme",
  system: "As the system",
  light: "Light",
  dark: "Dark",
  wheel: "The mouse wheel",
  wheelPan: "Moves the board",
  wheelZoom: "Zooms",
  fingers: "A finger",
  fingerDraw: "Draws",
  fingerPan: "Moves the board",
  board: "Board",
  grid: "Grid, and snapping to it",
  keyboard: "Keyboard",
  letterKeys: "Single letters choose tools and commands",
  account: "Account",
  openAccount: "Your account, in a new tab",
});
