import type { InkTarget } from "../../../board/figure/ink_path.ts";

/** Hundredths are invisible at the largest zoom. PDF has no exponents. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const OPERATORS: Readonly<Record<string, string>> = { M: "m", L: "l", C: "c", Z: "h" };

/** SVG path data, of the commands that figures use, as operators of a PDF (ISO 32000-2, 8.5.2). */
export function pathOperators(d: string): string {
  const plain = d.includes("e") ? d.replace(/-?[\d.]+e[-+]?\d+/g, (value) => number(+value)) : d;
  return plain.replace(
    /([MLCZ])([^MLCZ]*)/g,
    (_, command, numbers) => `${numbers.replaceAll(",", " ")} ${OPERATORS[command]}\n`,
  );
}

/** The numbers of ink are whole, as a document has millions of them: its unit is a hundredth of the board's. */
export const INK_SCALE = 100;

/** Ink as operators. Quadratic curves become cubic ones, which are the only ones of PDF. */
export class InkOperators implements InkTarget {
  operators = "";
  #x = 0;
  #y = 0;

  moveTo(x: number, y: number): void {
    this.#go(x, y);
    this.operators += `${this.#x} ${this.#y} m\n`;
  }

  bendTo(cx: number, cy: number, x: number, y: number): void {
    const cornerX = cx * INK_SCALE, cornerY = cy * INK_SCALE;
    const fromX = Math.round((this.#x + 2 * cornerX) / 3), fromY = Math.round((this.#y + 2 * cornerY) / 3);
    this.#go(x, y);
    const toX = Math.round((this.#x + 2 * cornerX) / 3), toY = Math.round((this.#y + 2 * cornerY) / 3);
    this.operators += `${fromX} ${fromY} ${toX} ${toY} ${this.#x} ${this.#y} c\n`;
  }

  lineTo(x: number, y: number): void {
    this.#go(x, y);
    this.operators += `${this.#x} ${this.#y} l\n`;
  }

  closePath(): void {
    this.operators += "h\n";
  }

  #go(x: number, y: number): void {
    this.#x = Math.round(x * INK_SCALE);
    this.#y = Math.round(y * INK_SCALE);
  }
}
