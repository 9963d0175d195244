import type { ShapeId } from "../../board/id.ts";
import { assetsOf } from "../../board/asset/shape_assets.ts";
import type { ImageShape } from "../../board/shape.ts";
import type { ShapeTable } from "../editor/shapes/shape_table.ts";

/** Which images show which picture, or a page of which PDF. */
export class ImageUses {
  readonly #shapes: Pick<ShapeTable, "get" | "all" | "onChange">;
  readonly #assets = new Map<ShapeId, readonly string[]>();
  readonly #uses = new Map<string, Set<ShapeId>>();
  readonly #stop: () => void;

  /** @param used called when an image shows a picture that no image showed before */
  constructor(shapes: Pick<ShapeTable, "get" | "all" | "onChange">, used: (asset: string) => void) {
    this.#shapes = shapes;
    for (const shape of shapes.all()) if (shape.kind === "image") this.#put(shape, used);
    this.#stop = shapes.onChange((changes) => {
      for (const { id, shape } of changes) {
        if (shape?.kind === "image") this.#put(shape, used);
        else if (shape === undefined) this.#remove(id);
      }
    });
  }

  /** The images that show a picture. */
  of(asset: string): ReadonlySet<ShapeId> {
    return this.#uses.get(asset) ?? NONE;
  }

  /** An image that shows a picture. */
  one(asset: string): ImageShape | undefined {
    const [id] = this.of(asset);
    const shape = id === undefined ? undefined : this.#shapes.get(id);
    return shape?.kind === "image" ? shape : undefined;
  }

  /** All images. */
  ids(): Iterable<ShapeId> {
    return this.#assets.keys();
  }

  close(): void {
    this.#stop();
  }

  #put(image: ImageShape, used: (asset: string) => void): void {
    const { id } = image;
    const assets = assetsOf(image);
    if (this.#assets.get(id)?.join() === assets.join()) return;
    this.#remove(id);
    this.#assets.set(id, assets);
    for (const asset of assets) {
      const uses = this.#uses.get(asset);
      if (uses) {
        uses.add(id);
        continue;
      }
      this.#uses.set(asset, new Set([id]));
      used(asset);
    }
  }

  #remove(id: ShapeId): void {
    for (const asset of this.#assets.get(id) ?? []) {
      const uses = this.#uses.get(asset)!;
      uses.delete(id);
      if (uses.size === 0) this.#uses.delete(asset);
    }
    this.#assets.delete(id);
  }
}

const NONE: ReadonlySet<ShapeId> = new Set();
