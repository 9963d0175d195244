import { useEffect, useRef } from "preact/hooks";
import { effect } from "@preact/signals";
import { hexOf, PAPER } from "../../../board/palette.ts";
import { hexOfPaint } from "../../../board/style.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { BoardMap, type Extent } from "../../editor/view/board_map.ts";
import { haveSilhouettes, type Silhouette, silhouetteOf } from "../../editor/view/silhouette.ts";
import { Icon } from "../controls/icon.tsx";
import { noFling } from "../controls/no_fling.ts";
import { focusBoard } from "../page/page_parts.ts";
import { MINIMAP } from "../../messages/en/minimap.ts";

/** Size of the map, CSS pixels. */
const SIZE = { width: 200, height: 140 };
/** Delay after the last change before shapes are painted again, ms. */
const REST_MS = 250;
/** Minimum side of a box, so that it is visible, device pixels. */
const LEAST_PX = 2;
/** Shapes smaller than this on the map are painted as boxes, CSS pixels. */
const BOX_PX = 6;
/** Opacity of shapes, 0…1, so that overlapping ones can be told apart. */
const TINT = 0.55;

/** Fraction of the view that an arrow key moves. */
const STEP = 0.25;

/** An overview of the whole board and the current view. A press, drag or key on it moves the view. */
export function Minimap({ editor }: { editor: Editor }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useRef(new BoardMap(SIZE));
  useEffect(() => follow(editor, canvas.current!, map.current), [editor]);
  const go = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    canvas.current!.setPointerCapture(event.pointerId);
    const { left, top } = canvas.current!.getBoundingClientRect();
    editor.camera.centreOn(map.current.toBoard({ x: event.clientX - left, y: event.clientY - top }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !moveBy(event.key, editor)) return;
    event.preventDefault();
  };
  const close = () => {
    editor.minimap.value = false;
    focusBoard();
  };
  return (
    <section class="panel minimap" aria-label={MINIMAP.title}>
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-label={MINIMAP.canvas}
        onPointerDown={go}
        onPointerMove={go}
        onTouchMove={noFling}
        onKeyDown={onKeyDown}
      />
      <button type="button" class="button" aria-label={MINIMAP.close} onClick={close}>
        <Icon name="close" />
      </button>
    </section>
  );
}

/** @returns false when the key has no function on the map */
function moveBy(key: string, { camera, shapes }: Editor): boolean {
  const { x, y } = camera.toBoard(camera.centre());
  const { minX, minY, maxX, maxY } = camera.view();
  const dx = STEP * (maxX - minX), dy = STEP * (maxY - minY);
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => camera.centreOn({ x: x - dx, y }),
    ArrowRight: () => camera.centreOn({ x: x + dx, y }),
    ArrowUp: () => camera.centreOn({ x, y: y - dy }),
    ArrowDown: () => camera.centreOn({ x, y: y + dy }),
    "+": () => camera.zoomIn(),
    "-": () => camera.zoomOut(),
    Home: () => camera.fit(shapes.bounds()),
  };
  moves[key]?.();
  return key in moves;
}

/** Repaints the map when the board or the view changes. @returns a function that ends it */
function follow(editor: Editor, canvas: HTMLCanvasElement, map: BoardMap): () => void {
  const ratio = devicePixelRatio;
  const drawn = new OffscreenCanvas(SIZE.width * ratio, SIZE.height * ratio);
  Object.assign(canvas, { width: drawn.width, height: drawn.height });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const redraw = () => {
    map.fit(editor.shapes.bounds(), editor.camera.view());
    const context = drawn.getContext("2d")!;
    context.clearRect(0, 0, drawn.width, drawn.height);
    const hasSilhouettes = haveSilhouettes(editor.shapes.all(), editor.shapes.count.peek());
    for (const shape of editor.shapes.all()) {
      context.fillStyle = context.strokeStyle = colorOf(shape, editor);
      const extent = map.ofBoard(editor.shapes.box(shape.id)!);
      const isLarge = hasSilhouettes && Math.max(extent.width, extent.height) >= BOX_PX;
      const silhouette = isLarge ? silhouetteOf(shape) : undefined;
      if (silhouette) paintSilhouette(context, silhouette, map, ratio);
      else paintBox(context, extent, ratio);
    }
  };
  const show = () => {
    const context = canvas.getContext("2d")!;
    context.fillStyle = PAPER[editor.theme.peek()];
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(drawn, 0, 0);
    const { x, y, width, height } = map.ofBoard(editor.camera.view());
    context.strokeStyle = hexOf("blue", editor.theme.peek());
    context.lineWidth = 1.5 * ratio;
    context.strokeRect(x * ratio, y * ratio, width * ratio, height * ratio);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      redraw();
      show();
    }, REST_MS);
  };
  redraw();
  // The browser restored a lost canvas context, without its pixels.
  canvas.addEventListener("contextrestored", later);
  const stops = [
    editor.shapes.onChange(later),
    effect(() => {
      void editor.camera.state.value;
      void editor.camera.viewport.value;
      void editor.theme.value;
      show();
      later();
    }),
  ];
  return () => {
    clearTimeout(timer);
    canvas.removeEventListener("contextrestored", later);
    for (const stop of stops) stop();
  };
}

function paintBox(context: OffscreenCanvasRenderingContext2D, { x, y, width, height }: Extent, ratio: number): void {
  context.globalAlpha = TINT;
  context.fillRect(x * ratio, y * ratio, Math.max(LEAST_PX, width * ratio), Math.max(LEAST_PX, height * ratio));
}

function paintSilhouette(
  context: OffscreenCanvasRenderingContext2D,
  { points, isFilled }: Silhouette,
  map: BoardMap,
  ratio: number,
): void {
  context.beginPath();
  for (const point of points) {
    const { x, y } = map.placeOf(point);
    context.lineTo(x * ratio, y * ratio);
  }
  context.globalAlpha = TINT;
  if (isFilled) return context.fill();
  context.lineWidth = ratio;
  context.stroke();
}

function colorOf(shape: Shape, { theme }: Editor): string {
  return "color" in shape ? hexOfPaint(shape.color, theme.peek()) : hexOf("grey", theme.peek());
}
