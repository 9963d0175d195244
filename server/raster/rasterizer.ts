import ThorVG from "@thorvg/webcanvas";
import type { Pixels } from "./png.ts";
import { type Alphabet, ENGINE_URL, fontOf } from "./raster_files.ts";
import type { Family } from "./raster_text.ts";
import type { Font } from "../../board/style.ts";

type ThorVGNamespace = Awaited<ReturnType<typeof ThorVG.init>>;

/** What ThorVG draws into. Its `Canvas` needs a canvas of a page, so this is the object inside of it. */
interface Target {
  ptr(): number;
  render(): Uint8Array;
  delete(): void;
}

/** The module of ThorVG: the functions of its C API. */
interface Engine {
  readonly TvgCanvas: new (renderer: "sw", selector: string, width: number, height: number) => Target;
  _tvg_canvas_add(target: number, paint: number): number;
  _tvg_canvas_update(target: number): number;
  _tvg_canvas_draw(target: number, isCleared: number): number;
  _tvg_canvas_sync(target: number): number;
  /** @param paint 0: all */
  _tvg_canvas_remove(target: number, paint: number): number;
}

/** Draws SVG in parts, each above those before it. The parts are written by `svgLines`, with the texts of `rasterText`. */
export class Rasterizer implements Disposable {
  readonly #thorvg: ThorVGNamespace;
  readonly #engine: Engine;
  readonly #target: Target;
  readonly #size: { readonly width: number; readonly height: number };
  readonly #pixels: Uint8Array;
  readonly #families = new Set<Family>();

  static async create(size: { readonly width: number; readonly height: number }): Promise<Rasterizer> {
    const thorvg = await ThorVG.init({ renderer: "sw", locateFile: () => ENGINE_URL.href });
    return new Rasterizer(thorvg, size);
  }

  private constructor(thorvg: ThorVGNamespace, size: { readonly width: number; readonly height: number }) {
    this.#thorvg = thorvg;
    this.#size = size;
    this.#engine = Reflect.get(globalThis, "__ThorVGModule") as Engine;
    this.#target = new this.#engine.TvgCanvas("sw", "", size.width, size.height);
    this.#pixels = new Uint8Array(4 * size.width * size.height);
  }

  /** @param families those of the texts in the part */
  async draw(svg: string, families: Iterable<Family>): Promise<void> {
    for (const family of families) {
      if (this.#families.has(family)) continue;
      this.#families.add(family);
      const [font, alphabet] = family.split(" ") as [Font, Alphabet];
      this.#thorvg.Font.load(family, await fontOf(font, alphabet), { type: "ttf" });
    }
    const picture = new this.#thorvg.Picture();
    picture.load(svg, { type: "svg" });
    picture.size(this.#size.width, this.#size.height);
    const target = this.#target.ptr();
    this.#engine._tvg_canvas_add(target, picture.ptr);
    this.#engine._tvg_canvas_update(target);
    this.#engine._tvg_canvas_draw(target, 1);
    this.#engine._tvg_canvas_sync(target);
    this.#engine._tvg_canvas_remove(target, 0);
    // The renderer clears what a new part covers, so that it cannot put one above the other itself.
    paint(this.#pixels, this.#target.render());
  }

  get pixels(): Pixels {
    return { ...this.#size, data: this.#pixels };
  }

  [Symbol.dispose](): void {
    this.#target.delete();
    // Frees the memory of the module, which never shrinks.
    this.#thorvg.term();
  }
}

/** Puts pixels with transparency above others, whose own is not kept. Four bytes for each. */
function paint(below: Uint8Array, above: Uint8Array): void {
  for (let at = 0; at < above.length; at += 4) {
    const opacity = above[at + 3];
    if (opacity === 0) continue;
    for (let channel = at; channel < at + 3; channel++) {
      below[channel] += Math.round((above[channel] - below[channel]) * opacity / 255);
    }
  }
}
