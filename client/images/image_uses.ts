import type { ShapeId } from "../../board/id.ts";
import type { ImageShape } from "../../board/shape.ts";
import type { ShapeTable } from "../editor/shapes/shape_table.ts";

/** Which images show which picture. */
export class ImageUses {
  readonly #shapes: Pick<ShapeTable, "get" | "all" | "onChange">;
  readonly #assets = new Map<ShapeId, string>();
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

  #put({ id, asset }: ImageShape, used: (asset: string) => void): void {
    if (this.#assets.get(id) === asset) return;
    this.#remove(id);
    this.#assets.set(id, asset);
    const uses = this.#uses.get(asset);
    if (uses) return void uses.add(id);
    this.#uses.set(asset, new Set([id]));
    used(asset);
  }

  #remove(id: ShapeId): void {
    const asset = this.#assets.get(id);
    if (asset === undefined) return;
    this.#assets.delete(id);
    const uses = this.#uses.get(asset)!;
    uses.delete(id);
    if (uses.size === 0) this.#uses.delete(asset);
  }
}

const NONE: ReadonlySet<ShapeId> = new Set();
