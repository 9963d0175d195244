type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its attributes escaped. One that is undefined is absent. */
export function tag(name: string, attributes: Attributes = {}, ...inner: readonly string[]): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("");
  return inner.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${inner.join("")}</${name}>`;
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("\n", "&#10;");
}

export type CellProps = {
  readonly id?: string;
  readonly value?: string;
  readonly style?: string;
  readonly parent?: string;
};

type Place = readonly [x: number, y: number, w: number, h: number];

export function vertex([x, y, width, height]: Place, props: CellProps = {}): string {
  return tag(
    "mxCell",
    { parent: "1", vertex: 1, ...props },
    tag("mxGeometry", { x, y, width, height, as: "geometry" }),
  );
}

/** A vertex with properties of its own. */
export function object(properties: Attributes, place: Place, { id, value: _, ...props }: CellProps = {}): string {
  return tag("object", { ...properties, id }, vertex(place, props));
}

/** An edge through points. A free end is a place. */
export function edge(
  source: string | readonly [number, number],
  target: string | readonly [number, number],
  { points = [], ...props }: CellProps & { readonly points?: readonly (readonly [number, number])[] } = {},
): string {
  const point = ([x, y]: readonly [number, number], as?: string) => tag("mxPoint", { x, y, as });
  const free = [[source, "sourcePoint"], [target, "targetPoint"]] as const;
  const inner = [
    ...free.flatMap(([end, as]) => typeof end === "string" ? [] : [point(end, as)]),
    ...points.length > 0 ? [tag("Array", { as: "points" }, ...points.map((each) => point(each)))] : [],
  ];
  const tied = {
    source: typeof source === "string" ? source : undefined,
    target: typeof target === "string" ? target : undefined,
  };
  const geometry = tag("mxGeometry", { relative: 1, as: "geometry" }, ...inner);
  return tag("mxCell", { parent: "1", edge: 1, ...tied, ...props }, geometry);
}

/** A label on an edge. @param at along it, −1…1 */
export function edgeLabel(edge: string, value: string, at: number, off = 0): string {
  const style = "edgeLabel;html=1;align=center;verticalAlign=middle;";
  const geometry = tag("mxGeometry", { x: at, y: off, relative: 1, as: "geometry" });
  return tag("mxCell", { id: `${edge}-${value}`, value, style, vertex: 1, parent: edge }, geometry);
}

export function layer(id: string, props: Attributes = {}): string {
  return tag("mxCell", { id, parent: "0", ...props });
}

export function model(...cells: readonly string[]): string {
  return tag("mxGraphModel", { dx: 100, grid: 1 }, tag("root", {}, tag("mxCell", { id: "0" }), layer("1"), ...cells));
}

/** A file of pages: models, or what stands for them. */
export function drawioFile(...pages: readonly string[]): string {
  return tag("mxfile", { host: "app" }, ...pages.map((page, i) => tag("diagram", { id: i, name: `Page ${i}` }, page)));
}

/** A model as draw.io packs it. */
export async function packed(model: string): Promise<string> {
  const bytes = await deflated(encodeURIComponent(model), "deflate-raw");
  return btoa(String.fromCharCode(...bytes));
}

export async function deflated(text: string, format: "deflate" | "deflate-raw"): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
