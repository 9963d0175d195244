import { type AddressTarget, readAddressTarget } from "../../editor/view/address_target.ts";
import { COORDINATE_MAX } from "../../../board/limits.ts";
import { isShapeId } from "../../../board/id.ts";
import type { ExportChoice } from "../../editor/outlet.ts";
import type { Theme } from "../../../board/palette.ts";

/** The version of the messages. A page names it in each of its own. */
export const VERSION = 1;

export type Mode = "view" | "edit";

/** What a page may ask of the board that it shows. README.md documents it. */
export type EmbedCommand =
  | { readonly command: "hello" | "fit" }
  | { readonly command: "setTheme"; readonly theme: Theme | "auto" }
  | { readonly command: "setMode"; readonly mode: Mode }
  | { readonly command: "goTo"; readonly target: AddressTarget }
  | { readonly command: "export"; readonly choice: Partial<ExportChoice> };

/** A message of a page. Undefined: it is for somebody else. */
export interface EmbedRequest {
  /** Comes back in the answer. */
  readonly id: string | number | undefined;
  /** Undefined: the command is none of ours, or lacks something. */
  readonly command: EmbedCommand | undefined;
}

const ID_CHARS_MAX = 100;
const SCALE_MAX = 4;
const ZOOM_MAX = 1_000;

/** Reads a message, which may be anything. */
export function readRequest(message: unknown): EmbedRequest | undefined {
  const fields = record(message);
  if (fields.drawbridge !== VERSION || fields.command === undefined) return undefined;
  const { id } = fields;
  const isId = typeof id === "number" || typeof id === "string" && id.length <= ID_CHARS_MAX;
  return { id: isId ? id : undefined, command: readCommand(fields) };
}

function readCommand(fields: Readonly<Record<string, unknown>>): EmbedCommand | undefined {
  const { command, theme, mode } = fields;
  switch (command) {
    case "hello":
    case "fit":
      return { command };
    case "setTheme":
      return theme === "light" || theme === "dark" || theme === "auto" ? { command, theme } : undefined;
    case "setMode":
      return mode === "view" || mode === "edit" ? { command, mode } : undefined;
    case "goTo": {
      const target = readSpot(fields.spot);
      return target && { command, target };
    }
    case "export": {
      const choice = readChoice(fields);
      return choice && { command, choice };
    }
    default:
      return undefined;
  }
}

/** A place: as in the address of a board (`"120,-40,1.5"`, `"shape=id"`), or an object with the same. */
function readSpot(spot: unknown): AddressTarget | undefined {
  if (typeof spot === "string") return readAddressTarget(`#${spot}`);
  const { shape, x, y, zoom = 1 } = record(spot);
  if (shape !== undefined) return isShapeId(shape) ? { shape } : undefined;
  const within = (value: unknown): value is number => typeof value === "number" && Math.abs(value) <= COORDINATE_MAX;
  const isZoom = typeof zoom === "number" && zoom > 0 && zoom <= ZOOM_MAX;
  return within(x) && within(y) && isZoom ? { x, y, zoom } : undefined;
}

function readChoice(
  { format, part = "board", theme, scale = 2 }: Readonly<Record<string, unknown>>,
): Partial<ExportChoice> | undefined {
  if (format !== "svg" && format !== "png" || part !== "board" && part !== "selection") return undefined;
  if (theme !== undefined && theme !== "light" && theme !== "dark") return undefined;
  if (typeof scale !== "number" || !(scale > 0 && scale <= SCALE_MAX)) return undefined;
  return { format, part, scale, ...(theme && { theme }) };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
