/** The part of the benchmark page for boards with all kinds of shapes. See `bench_client.ts`. */
import * as Y from "yjs";
import { Board } from "../board/document.ts";
import { changesOf, moved } from "../board/figure/transform.ts";
import type { ShapeId } from "../board/id.ts";
import { isWritten } from "../board/kinds/kinds.ts";
import { orderAbove, type OrderKey } from "../board/order.ts";
import type { Color } from "../board/palette.ts";
import type { InkShape, Shape } from "../board/shape.ts";
import type { Form, Route } from "../board/style.ts";
import { applyUpdate } from "../board/wire/apply_update.ts";
import type { Editor } from "../client/editor/editor.ts";
import { STROKE_WIDTH } from "../client/editor/style/style.ts";

/** A stroke in the format of the benchmark. */
export interface NeutralStroke {
  readonly id: string;
  /** 0…7. */
  readonly color: number;
  readonly size: 1 | 2;
  /** x, y, pressure of each sample; board units. */
  readonly points: Float64Array;
}

/** What all shapes in the format of the benchmark have. Board units. */
interface NeutralBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly frame?: string;
  /** 0…7. */
  readonly color: number;
}

/** A shape in the format of the benchmark. */
export type NeutralShape =
  & NeutralBox
  & (
    | { readonly kind: "form"; readonly form: Form; readonly filled: boolean; readonly text: string }
    | { readonly kind: "note"; readonly text: string }
    | { readonly kind: "text"; readonly text: string; readonly size: number }
    | NeutralArrow
    | { readonly kind: "ink" } & NeutralStroke
    | { readonly kind: "frame"; readonly name: string }
  );

interface NeutralArrow {
  readonly kind: "arrow";
  readonly from: string;
  readonly to: string;
  /** The centres of the connected shapes. */
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly route: Route;
}

type InkOf = (stroke: NeutralStroke, order: OrderKey) => InkShape;

/** Colours nearest to those of the other measured programs. */
const HUES: readonly Color[] = ["black", "blue", "red", "green", "violet", "orange", "yellow", "grey"];

const FONT_SIZE = 20;

/** The functions that a harness calls to measure boards with all kinds of shapes. */
export function mixedBench(editor: Editor, inkOf: InkOf) {
  const { doc } = editor.board;
  /** The document of another person, created when that person first moves something. */
  let other: Board | undefined;
  let sent: Uint8Array | undefined;

  function otherBoard(): Board {
    const board = new Board();
    Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(doc), "remote");
    board.doc.on("update", (update) => sent = update);
    return board;
  }

  return {
    prepareMixed(shapes: readonly NeutralShape[]): Uint8Array {
      const board = new Board();
      let top: OrderKey | undefined;
      board.transact(() => {
        for (const shape of shapes) board.add(shapeOf(shape, { order: top = orderAbove(top), inkOf }));
      }, "local");
      const saved = Y.encodeStateAsUpdate(board.doc);
      board.doc.destroy();
      return saved;
    },
    selectAll: () => void dispatchEvent(new KeyboardEvent("keydown", { key: "a", code: "KeyA", ctrlKey: true })),
    select(ids: readonly ShapeId[]): void {
      editor.tool.value = "select";
      editor.selection.set(ids);
    },
    /** The middle of the selected note nearest to the middle of the view, CSS pixels. */
    selectedPoint(): { x: number; y: number } {
      const { x, y, zoom } = editor.camera;
      const { width, height } = editor.camera.viewport.peek();
      const notes = editor.selection.shapes().filter(({ kind }) => kind === "note");
      const middles = notes.map((note) => ({
        x: (note.x + note.w / 2 - x) * zoom,
        y: (note.y + note.h / 2 - y) * zoom,
      }));
      const distance = (place: { x: number; y: number }) => Math.hypot(place.x - width / 2, place.y - height / 2);
      return middles.reduce((best, place) => distance(place) < distance(best) ? place : best);
    },
    boxOf(id: ShapeId): { x: number; y: number; w: number; h: number } {
      const { x, y, w, h } = editor.shapes.get(id)!;
      return { x, y, w, h };
    },
    textOf(id: ShapeId): string {
      const shape = editor.shapes.get(id)!;
      return isWritten(shape) ? shape.text ?? "" : "";
    },
    /** The update that the page of another person sends after moving these shapes. */
    prepareRemoteMove(ids: readonly ShapeId[], dx: number, dy: number): Uint8Array {
      const board = other ??= otherBoard();
      board.transact(() => {
        for (const id of ids) {
          const before = board.read(id)!;
          const changes = changesOf(before, moved(before, { x: dx, y: dy }, (to) => board.shapes.has(to)));
          for (const property in changes) board.edit(id, property, changes[property]);
        }
      }, "local");
      return sent!;
    },
    remoteMove: (update: Uint8Array) => applyUpdate(doc, update, "remote"),
    typeInto(id: ShapeId): void {
      editor.tool.value = "select";
      editor.editText(editor.shapes.get(id)!);
    },
    endTyping: () => editor.endWriting(),
  };
}

/** Part of the page after `readyMixed`. */
export type MixedBench = ReturnType<typeof mixedBench>;

function shapeOf(shape: NeutralShape, { order, inkOf }: { order: OrderKey; inkOf: InkOf }): Shape {
  const { id, x, y, w, h, frame } = shape;
  const base = { id, order, x, y, w, h, ...(frame !== undefined && { frame }) };
  const color = HUES[shape.color];
  switch (shape.kind) {
    case "form": {
      const { form, text, filled } = shape;
      const fill = filled ? { fill: "semi", fillColor: color } as const : {};
      return { ...base, kind: "geo", form, color, width: STROKE_WIDTH.s, ...fill, text };
    }
    case "note":
      return { ...base, kind: "note", color: color === "black" ? "yellow" : color, text: shape.text };
    case "text": {
      const size = shape.size === FONT_SIZE ? {} : { fontSize: shape.size };
      return { ...base, w: 0, h: 0, kind: "text", color, ...size, text: shape.text };
    }
    case "arrow": {
      const { from, to, x1, y1, x2, y2, route } = shape;
      const start = { x: x1, y: y1, to: from, u: 0.5, v: 0.5 }, end = { x: x2, y: y2, to, u: 0.5, v: 0.5 };
      return { ...base, kind: "arrow", start, end, route, color, width: STROKE_WIDTH.s };
    }
    case "frame":
      return { ...base, kind: "frame", name: shape.name };
    case "ink":
      return { ...inkOf(shape, order), ...(frame !== undefined && { frame }) };
  }
}
