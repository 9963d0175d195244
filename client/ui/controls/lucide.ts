import data from "@iconify-json/lucide/icons.json" with { type: "json" };

type Read = (attribute: string) => number;

const BODIES: Readonly<Record<string, { readonly body: string }>> = data.icons;

/**
 * Path data of an icon of Lucide (https://lucide.dev, ISC License, © Lucide Contributors; parts © Cole Bemis, MIT
 * License, from Feather). On a 24 × 24 grid, stroked. The build puts the data in the place of the call
 * (`dev/icon_paths.ts`), so that the page contains only the icons in use.
 *
 * @throws {Error} when there is no such icon
 */
export function lucide(name: string): string {
  if (!Object.hasOwn(BODIES, name)) throw new Error(`Cannot find icon: ${name}`);
  return [...BODIES[name].body.matchAll(/<(\w+)([^>]*)\/>/g)].map(([, tag, list], i) => {
    const attributes = new Map([...list.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    if (tag === "path") return i === 0 ? attributes.get("d")! : absolute(attributes.get("d")!);
    if (!Object.hasOwn(ELEMENTS, tag)) throw new Error(`Cannot draw icon ${name} as it has an unknown element: ${tag}`);
    return ELEMENTS[tag]((key) => Number(attributes.get(key) ?? 0));
  }).join("");
}

const ELEMENTS: Readonly<Record<string, (read: Read) => string>> = {
  circle: (read) => ellipse(read("cx"), read("cy"), read("r"), read("r")),
  ellipse: (read) => ellipse(read("cx"), read("cy"), read("rx"), read("ry")),
  rect: (read) => {
    const [x, y, w, h, r] = [read("x"), read("y"), read("width"), read("height"), read("rx")];
    const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1${dx < 0 ? "" : " "}${pair(dx, dy)}`;
    return `M${pair(x + r, y)}h${short(w - 2 * r)}${corner(r, r)}v${short(h - 2 * r)}${corner(-r, r)}` +
      `H${short(x + r)}${corner(-r, -r)}V${short(y + r)}${corner(r, -r)}z`;
  },
};

function ellipse(x: number, y: number, rx: number, ry: number): string {
  return `M${pair(x + rx, y)}a${rx} ${ry} 0 1 1-${short(2 * rx)} 0 ${rx} ${ry} 0 0 1 ${short(2 * rx)} 0Z`;
}

/** A path that begins with a relative move, as one that can follow another. Points after the move stay relative. */
function absolute(path: string): string {
  if (!path.startsWith("m")) return path;
  const [x, y] = path.matchAll(/-?(?:\d*\.\d+|\d+)/g);
  const rest = path.slice(y.index + y[0].length).trimStart();
  return `M${pair(Number(x[0]), Number(y[0]))}${/^[-.\d]/.test(rest) ? "l" : ""}${rest}`;
}

function pair(x: number, y: number): string {
  return y < 0 ? `${short(x)}${short(y)}` : `${short(x)} ${short(y)}`;
}

function short(value: number): number {
  return Number(value.toFixed(3));
}
