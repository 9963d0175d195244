import { clamped } from "../json.ts";
import type { GeoShape } from "../../../board/shape.ts";
import type { Cell } from "./cell.ts";
import { inside } from "./form_text.ts";
import type { Style } from "./style.ts";

/** The name of a picture that only draw.io has: a stencil, or a file beside its program. */
function nameOf(style: Style): string | undefined {
  const path = style.text("resIcon") || style.text("prIcon") || style.text("image") || style.text("shape");
  if (!/^(mxgraph\.|img\/|https?:\/\/)/.test(path) || path.length > 300) return undefined;
  const isFile = path.includes("/");
  const last = path.split(/[?#]/)[0].split(isFile ? "/" : ".").at(-1)!;
  const words = (isFile ? last.replace(/\.\w{1,5}$/, "") : last).replace(/[_+\s-]+|%20/g, " ").trim();
  return words === "" ? undefined : words[0].toUpperCase() + words.slice(1);
}

/** The box of a picture that is not there and has no words, with its name in it as far as this can be read. */
export function withName(geo: GeoShape, { style }: Cell): GeoShape {
  const text = nameOf(style);
  if (text === undefined) return geo;
  const look = { font: "sans", align: "middle", valign: "middle", color: geo.color, wraps: true } as const;
  return inside(geo, { ...look, text, fontSize: clamped(geo.w / 6, 6, 12) }) ?? geo;
}
