import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { ImageShape } from "../../../board/shape.ts";
import { cropped, type Cut, dragged, wholeOf, withAspect } from "../../editor/arrange/cropping.ts";
import type { Editor } from "../../editor/editor.ts";
import { focusBoard } from "../page/page_parts.ts";
import { noFling } from "../controls/no_fling.ts";
import { IMAGES } from "../../messages/en/images.ts";
import { CropBar } from "./crop_bar.tsx";
import { usePicture } from "./use_picture.ts";

/** The visible part has at least this size, CSS pixels, so that its handles stay apart. */
const LEAST_PX = 24;

/** A step of the arrow keys, CSS pixels. */
const STEP_PX = 8;

const PULLS = [[-1, -1], [0, -1], [1, -1], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0]] as const;

const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Chooses the visible part of an image, in its place on the board. Enter or a press elsewhere keeps it. */
export function CropLayer({ editor, id }: { editor: Editor; id: string }) {
  void editor.selection.version.value;
  const found = editor.shapes.get(id);
  const shape = found?.kind === "image" ? found : undefined;
  useEffect(() => {
    if (shape === undefined || shape.locked) editor.cropping.value = undefined;
  }, [shape]);
  return shape && <Cropping key={id} editor={editor} shape={shape} />;
}

function Cropping({ editor, shape }: { editor: Editor; shape: ImageShape }) {
  const frame = useRef<HTMLDivElement>(null);
  const cut = useSignal<Cut>({ x: 0, y: 0, w: shape.w, h: shape.h });
  const isEllipse = useSignal(shape.form === "ellipse");
  const aspect = useSignal<number | undefined>(undefined);
  const address = usePicture(editor, shape.asset);
  const whole = wholeOf(shape);
  const { x, y, zoom } = editor.camera.state.value;
  const limits = { whole, least: LEAST_PX / zoom, aspect: aspect.value };
  const end = () => {
    editor.cropping.value = undefined;
    focusBoard();
  };
  const keep = () => {
    const form = isEllipse.peek() ? "ellipse" : null;
    const now = editor.shapes.get(shape.id);
    const isSame = cut.peek().x === 0 && cut.peek().y === 0 && cut.peek().w === shape.w && cut.peek().h === shape.h;
    if (now?.kind === "image") {
      editor.writer.change(new Map([[shape.id, { ...!isSame && cropped(now, cut.peek()), form }]]));
    }
    end();
  };
  useLayoutEffect(() => frame.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const board = document.getElementById("canvas")!;
    board.addEventListener("pointerdown", keep);
    return () => board.removeEventListener("pointerdown", keep);
  });
  const drag = (event: PointerEvent, pull: { readonly x: number; readonly y: number }) => {
    event.preventDefault();
    event.stopPropagation();
    frame.current?.focus({ preventScroll: true });
    const start = { cut: cut.peek(), x: event.clientX, y: event.clientY };
    const target = event.currentTarget as HTMLElement;
    target.setPointerCapture(event.pointerId);
    target.onpointermove = ({ clientX, clientY }) => {
      const by = unturned((clientX - start.x) / zoom, (clientY - start.y) / zoom, shape.angle);
      cut.value = dragged(start.cut, pull, by, limits);
    };
    target.onpointerup = target.onpointercancel = () => target.onpointermove = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Enter") {
      event.preventDefault();
      return event.key === "Enter" ? keep() : end();
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const by = { x: step[0] * STEP_PX / zoom, y: step[1] * STEP_PX / zoom };
    const pull = event.shiftKey ? { x: Math.abs(step[0]), y: Math.abs(step[1]) } : { x: 0, y: 0 };
    cut.value = dragged(cut.peek(), pull, by, limits);
  };
  const chooseAspect = (next: number | undefined) => {
    aspect.value = next;
    if (next) cut.value = withAspect(cut.peek(), { x: 0, y: 0 }, { whole, aspect: next });
  };
  const px = ({ x, y, w, h }: Cut) => ({
    left: `${x * zoom}px`,
    top: `${y * zoom}px`,
    width: `${w * zoom}px`,
    height: `${h * zoom}px`,
  });
  const { x: left, y: top, w, h } = cut.value;
  const picture = (at: Cut) =>
    address && <img src={address} alt="" draggable={false} style={{ ...px(at), ...flip(shape) }} />;
  const middle = { x: (shape.x + shape.w / 2 - x) * zoom, y: (shape.y + shape.h / 2 - y) * zoom };
  const turn = `translate(${middle.x}px, ${middle.y}px) rotate(${shape.angle ?? 0}rad)`;
  return (
    <div class="crop">
      <div
        class="crop-place"
        style={{ transform: `${turn} translate(${-shape.w / 2 * zoom}px, ${-shape.h / 2 * zoom}px)` }}
      >
        <div class="crop-whole">{picture(whole)}</div>
        <div
          ref={frame}
          class={isEllipse.value ? "crop-frame is-ellipse" : "crop-frame"}
          role="group"
          tabIndex={0}
          aria-label={IMAGES.cropFrame}
          style={px(cut.value)}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => drag(event, { x: 0, y: 0 })}
          onTouchMove={noFling}
        >
          <div class="crop-seen">{picture({ x: whole.x - left, y: whole.y - top, w: whole.w, h: whole.h })}</div>
          {PULLS.map(([x, y]) => (
            <span
              key={`${x}${y}`}
              class="crop-handle"
              style={{
                left: `${(x + 1) * 50}%`,
                top: `${(y + 1) * 50}%`,
                cursor: CURSORS[`${x * y}`] ?? sideCursor(x),
              }}
              onPointerDown={(event) => drag(event, { x, y })}
            />
          ))}
        </div>
      </div>
      <CropBar
        original={whole.w / whole.h}
        aspect={aspect.value}
        chooseAspect={chooseAspect}
        isEllipse={isEllipse.value}
        chooseEllipse={(is) => isEllipse.value = is}
        isWhole={w === whole.w && h === whole.h}
        showWhole={() => {
          aspect.value = undefined;
          cut.value = whole;
        }}
        cancel={end}
        done={keep}
      />
    </div>
  );
}

const CURSORS: Readonly<Record<string, string>> = { "1": "nwse-resize", "-1": "nesw-resize" };

function sideCursor(x: number): string {
  return x === 0 ? "ns-resize" : "ew-resize";
}

function flip({ flipX, flipY }: ImageShape): { transform?: string } {
  return flipX || flipY ? { transform: `scale(${flipX ? -1 : 1}, ${flipY ? -1 : 1})` } : {};
}

/** A distance on the board along the sides of a turned image. */
function unturned(x: number, y: number, angle = 0): { x: number; y: number } {
  const sin = Math.sin(angle), cos = Math.cos(angle);
  return { x: x * cos + y * sin, y: y * cos - x * sin };
}
