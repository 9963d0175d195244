import { messages } from "../../messages.ts";

/** Heads of arrows in diagrams of classes and data. */
export const HEAD_NAMES = messages("heads", {
  start: "Start: more ends",
  end: "End: more ends",
  "triangle-outline": "Hollow triangle",
  "dot-outline": "Hollow dot",
  "diamond-outline": "Hollow diamond",
  one: "One",
  "exactly-one": "Exactly one",
  "zero-or-one": "None or one",
  many: "Many",
  "one-or-many": "One or many",
  "zero-or-many": "None or many",
  square: "Square",
  "square-outline": "Hollow square",
  inverted: "Inverted triangle",
  "inverted-outline": "Hollow inverted triangle",
});
