import { layOutText } from "../../../board/figure/text/text_layout.ts";
import type { GeoShape, LineShape } from "../../../board/shape.ts";
import type { Align, Paint } from "../../../board/style.ts";
import { type Drawing, DrawingError } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { shownText } from "../text_fit.ts";
import { type Numbers, numbersOf } from "./numbers.ts";

/** Lengths in board units. */
const SIZE = { w: 640, h: 360, radius: 180, gap: 12, font: 14, lineHeight: 1.3, dot: 8 };
/** Nobody can read a chart of more rows, or of more slices. */
const ROWS_MAX = 200, SLICES_MAX = 24;
const ROW_NAMES_MAX = 24;
const COLORS: readonly Paint[] = ["blue", "orange", "green", "red", "violet", "yellow", "grey", "black"];

export type ChartKind = "bars" | "lines" | "pie";

interface Series {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  readonly color: Paint;
}

/** A chart as shapes in one group. @throws {DrawingError} when the table has no numbers */
export function chartOf(cells: readonly (readonly string[])[], kind: ChartKind): Drawing {
  const numbers = numbersOf(cells);
  if (numbers === undefined) throw new DrawingError("noNumbers");
  return new ChartOfNumbers(numbers).finish(kind);
}

class ChartOfNumbers {
  readonly #numbers: Numbers;
  readonly #draft = new DrawingDraft();
  readonly #groups = [this.#draft.group("chart")];

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  finish(kind: ChartKind): Drawing {
    if (kind === "pie") this.#pie();
    else this.#axes(kind);
    this.#draft.miss("number", this.#numbers.bad);
    return this.#draft.finish();
  }

  #axes(kind: "bars" | "lines"): void {
    const { rows } = this.#numbers;
    const series = this.#numbers.series.slice(0, COLORS.length).map(({ name, values }, i) => ({
      name,
      values: values.slice(0, ROWS_MAX),
      color: COLORS[i],
    }));
    const shown = series.flatMap(({ values }) => numbersAmong(values));
    this.#draft.miss("value", this.#count() - shown.length);
    const ticks = ticksBetween(Math.min(0, ...shown), Math.max(0, ...shown));
    const [low, high] = [ticks[0], ticks.at(-1)!];
    const yOf = (value: number) => SIZE.h * (high - value) / (high - low);
    const step = SIZE.w / Math.min(rows.length, ROWS_MAX);
    this.#grid(ticks, yOf);
    this.#rowNames(rows.slice(0, ROWS_MAX), step);
    if (kind === "bars") this.#bars(series, { step, yOf });
    else for (const each of series) this.#course(each, { xOf: (i) => (i + 0.5) * step, yOf });
    if (series.length > 1 || series[0].name !== "") this.#legend(series);
  }

  /** The number of values of the table. */
  #count(): number {
    return this.#numbers.series.reduce((sum, { values }) => sum + numbersAmong(values).length, 0);
  }

  #grid(ticks: readonly number[], yOf: (value: number) => number): void {
    for (const tick of ticks) {
      this.#line([0, yOf(tick), SIZE.w, yOf(tick)], { color: "grey", width: tick === 0 ? 2 : 0.5 });
      this.#words(numberWords(tick), { x: -SIZE.gap, y: yOf(tick) }, "end");
    }
  }

  /** As many names as fit below the chart. */
  #rowNames(rows: readonly string[], step: number): void {
    const every = Math.ceil(rows.length / ROW_NAMES_MAX), y = SIZE.h + SIZE.gap + SIZE.font / 2;
    for (let i = 0; i < rows.length; i += every) {
      this.#words(rows[i], { x: (i + 0.5) * step, y }, "middle", step * every);
    }
  }

  /** The bars of a row stand side by side. */
  #bars(series: readonly Series[], { step, yOf }: { step: number; yOf: (value: number) => number }): void {
    const w = step * 0.8 / series.length;
    for (const [s, { values, color }] of series.entries()) {
      for (const [i, value] of values.entries()) {
        if (value === undefined) continue;
        const x = i * step + step * 0.1 + s * w, y = Math.min(yOf(value), yOf(0));
        this.#geo("rectangle", { x, y, w, h: Math.abs(yOf(value) - yOf(0)) }, color);
      }
    }
  }

  /** A line through the values, interrupted where one is missing. */
  #course(
    { values, color }: Series,
    { xOf, yOf }: { xOf: (i: number) => number; yOf: (value: number) => number },
  ): void {
    let points: number[] = [];
    const end = () => {
      if (points.length > 2) this.#line(points, { color, width: 3 });
      points = [];
    };
    for (const [i, value] of values.entries()) value === undefined ? end() : points.push(xOf(i), yOf(value));
    end();
    for (const [i, value] of values.entries()) {
      if (value === undefined) continue;
      const box = { x: xOf(i) - SIZE.dot / 2, y: yOf(value) - SIZE.dot / 2, w: SIZE.dot, h: SIZE.dot };
      this.#geo("ellipse", box, color);
    }
  }

  /**
   * A pie of the first column with numbers. Only positive values have a slice; where there are too many, one slice is
   * the sum of the last.
   */
  #pie(): void {
    const { rows, series: [{ name, values }] } = this.#numbers;
    const all = rows.flatMap((row, i) => values[i]! > 0 ? [{ row, value: values[i]! }] : []);
    const own = all.length > SLICES_MAX ? SLICES_MAX - 1 : all.length, rest = all.slice(own);
    const slices = [...all.slice(0, own), ...rest.length > 0 ? [{ row: "…", value: sumOf(rest) }] : []];
    const total = sumOf(slices), { radius } = SIZE;
    const negative = numbersAmong(values).filter((value) => value < 0).length;
    this.#draft.miss("number", negative);
    this.#draft.miss("value", rest.length + this.#count() - numbersAmong(values).length);
    let angle = -Math.PI / 2;
    for (const [i, { row, value }] of slices.entries()) {
      const sweep = 2 * Math.PI * value / total, color = COLORS[i % COLORS.length];
      const count = Math.max(2, Math.ceil(sweep * 24));
      const arc = Array.from({ length: count + 1 }, (_, k) => angle + sweep * k / count)
        .flatMap((at) => [radius + radius * Math.cos(at), radius + radius * Math.sin(at)]);
      const isWhole = slices.length === 1;
      const look = { color: "black", width: 1, fill: "solid", fillColor: color } as const;
      this.#line(isWhole ? arc : [radius, radius, ...arc, radius, radius], look);
      const middle = angle + sweep / 2, far = radius + 3 * SIZE.gap;
      const at = { x: radius + far * Math.cos(middle), y: radius + far * Math.sin(middle) };
      const words = `${row}  ${(100 * value / total).toFixed(0)} %`;
      this.#words(words, at, Math.cos(middle) < -0.1 ? "end" : Math.cos(middle) > 0.1 ? "start" : "middle");
      angle += sweep;
    }
    if (name !== "") this.#words(name, { x: radius, y: -6 * SIZE.gap }, "middle");
  }

  #legend(series: readonly Series[]): void {
    let x = 0;
    const y = -3 * SIZE.gap;
    for (const [i, { name, color }] of series.entries()) {
      const words = name || `${i + 1}`;
      this.#geo("rectangle", { x, y: y - SIZE.dot / 2, w: SIZE.dot, h: SIZE.dot }, color);
      x += SIZE.dot + 6;
      x += this.#words(words, { x, y }, "start") + 2 * SIZE.gap;
    }
  }

  #geo(form: "rectangle" | "ellipse", box: Pick<GeoShape, "x" | "y" | "w" | "h">, color: Paint): void {
    const look = { form, color, width: 1, fill: "solid", fillColor: color } as const;
    this.#draft.add({ id: this.#draft.newId(), kind: "geo", ...box, ...look, groups: this.#groups });
  }

  #line(points: readonly number[], look: Pick<LineShape, "color" | "width" | "fill" | "fillColor">): void {
    const xs = points.filter((_, i) => i % 2 === 0), ys = points.filter((_, i) => i % 2 === 1);
    const x = Math.min(...xs), y = Math.min(...ys);
    const box = { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
    const own = points.map((value, i) => value - (i % 2 === 0 ? x : y));
    this.#draft.add({ id: this.#draft.newId(), kind: "line", ...box, ...look, points: own, groups: this.#groups });
  }

  /** @param at the middle of the left or right edge, or of the text @returns the width */
  #words(words: string, { x, y }: { x: number; y: number }, align: Align, width?: number): number {
    const text = shownText(words.trim());
    if (text === "") return 0;
    const { font: fontSize, lineHeight } = SIZE, face = { font: "sans", lineHeight } as const;
    const layout = layOutText(text, { ...face, size: fontSize, align });
    const isWrapped = width !== undefined && layout.w > width;
    const w = isWrapped ? width : layout.w;
    const h = isWrapped ? layOutText(text, { ...face, size: fontSize, align, width }).h : layout.h;
    const left = align === "start" ? x : align === "end" ? x - w : x - w / 2;
    const box = { x: left, y: isWrapped ? y - fontSize / 2 : y - h / 2, w, h };
    const look = { ...face, fontSize, align, color: "black", ...(isWrapped && { wraps: true }) } as const;
    this.#draft.add({ id: this.#draft.newId(), kind: "text", ...box, ...look, text, groups: this.#groups });
    return w;
  }
}

/** About six round values that enclose the range. */
export function ticksBetween(low: number, high: number): number[] {
  const span = high - low || 1;
  const rough = span / 5, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough * 0.999)!;
  const from = Math.floor(low / step + 1e-9), to = Math.max(from + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: to - from + 1 }, (_, i) => (from + i) * step);
}

function numbersAmong(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined);
}

function sumOf(slices: readonly { readonly value: number }[]): number {
  return slices.reduce((sum, { value }) => sum + value, 0);
}

function numberWords(value: number): string {
  return String(Number(value.toPrecision(12)));
}
