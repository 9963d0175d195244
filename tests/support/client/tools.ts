import { FakeClock } from "../fake_clock.ts";
import type { ShapeId } from "../../../board/id.ts";
import { orderAbove, type OrderKey } from "../../../board/order.ts";
import type { InkShape, Nib, Shape } from "../../../board/shape.ts";
import type { StrokeNews } from "../../../board/wire/live_stroke.ts";
import type {
  DrawnStroke,
  EraserContext,
  HandContext,
  InkContext,
  Sample,
  ToolPointer,
} from "../../../client/tools/tool.ts";
import { strokesOf } from "../board/shapes.ts";

const NO_KEYS = { shift: false, alt: false, mod: false };

/** A pointer at these positions; at zoom 1 and camera 0, 0 the viewport equals the board. */
export function pointerAt(
  places: readonly (readonly [x: number, y: number, pressure?: number])[],
  { type = "mouse", time = 0, keys = NO_KEYS }: Partial<Omit<ToolPointer, "samples">> = {},
): ToolPointer {
  const samples = places.map(([x, y, pressure = 0.5]): Sample => ({ x, y, viewX: x, viewY: y, pressure }));
  return { type, time, samples, keys };
}

/** Records the actions of a tool in order, and what it drew. */
export class FakeContext implements InkContext, EraserContext, HandContext {
  zoom = 1;
  /** One line for each call that others or the board would notice. */
  readonly log: string[] = [];
  readonly clock = new FakeClock();
  readonly shapes: Shape[] = [];
  /** The strokes among the drawn shapes. */
  get strokes(): InkShape[] {
    return strokesOf(this.shapes);
  }

  readonly news: Omit<StrokeNews, "author">[] = [];
  readonly live = new Map<ShapeId, DrawnStroke & { pressure: boolean }>();
  /** The result of `hit`, by the x of the point. */
  under: (x: number) => ShapeId[] = () => [];
  #ids = 0;
  #top: OrderKey | undefined;

  inkStyle(nib: Nib) {
    return nib === "pen" ? { color: "black", width: 4 } as const : { color: "yellow", width: 20 } as const;
  }

  newShapeId(): ShapeId {
    return `s${++this.#ids}`;
  }

  orderOnTop(): OrderKey {
    return this.#top = orderAbove(this.#top);
  }

  beginStroke({ id, pressure }: { id: ShapeId; pressure: boolean }): DrawnStroke {
    this.log.push(`begin ${id}`);
    const stroke = { id, pressure, points: [] };
    this.live.set(id, stroke);
    return stroke;
  }

  touch(): void {}

  endStroke(id: ShapeId): void {
    this.log.push(`end ${id}`);
    this.live.delete(id);
  }

  tell(news: Omit<StrokeNews, "author">): void {
    const count = news.samples ? ` ${news.samples.points.length / 3}` : "";
    this.log.push(`tell ${news.stroke} ${news.phase}${count}`);
    this.news.push(news);
  }

  after(ms: number, run: () => void): () => void {
    return this.clock.after(ms, run);
  }

  commit(...shapes: readonly Shape[]): void {
    for (const shape of shapes) {
      this.log.push(`commit ${shape.id}`);
      this.shapes.push(shape);
    }
  }

  hit(_from: unknown, { x }: { x: number }): ShapeId[] {
    return this.under(x);
  }

  fade(ids: ReadonlySet<ShapeId>): void {
    this.log.push(`fade ${[...ids].join(" ")}`.trim());
  }

  remove(ids: ReadonlySet<ShapeId>): void {
    this.log.push(`remove ${[...ids].join(" ")}`);
  }

  panBy(dx: number, dy: number): void {
    this.log.push(`pan ${dx} ${dy}`);
  }
}
