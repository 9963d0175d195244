/** A number as people write it: with a currency, per cent, spaces, and commas or points. @returns undefined for others */
export function numberIn(words: string): number | undefined {
  const plain = words.trim().replace(/^[\p{Sc}]\s*|\s*[\p{Sc}%]$/gu, "").replace(/[\s’']/g, "").replace("−", "-");
  if (!/^[+-]?[\d.,]*\d[\d.,]*(e[+-]?\d+)?$/i.test(plain) || plain.length > 40) return undefined;
  const comma = plain.lastIndexOf(","), point = plain.lastIndexOf(".");
  const isGrouped = (mark: string) => new RegExp(`^[+-]?\\d{1,3}(\\${mark}\\d{3})+$`).test(plain);
  const decimal = comma > point && !(point < 0 && isGrouped(",")) ? "," : ".";
  const number = Number(plain.replaceAll(decimal === "," ? "." : ",", "").replace(decimal, "."));
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? number : undefined;
}

/** The numbers of a table: of each column that mostly has some, with the names of rows and columns. */
export interface Numbers {
  readonly rows: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  /** Values in these columns that are no numbers. */
  readonly bad: number;
}

/** @returns undefined when no column has numbers */
export function numbersOf(cells: readonly (readonly string[])[]): Numbers | undefined {
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const hasNumbers = (row: readonly string[], from = 0) => row.slice(from).some((cell) => numberIn(cell) !== undefined);
  const [first = [], ...others] = cells;
  const isHeaded = !hasNumbers(first, width > 1 ? 1 : 0) && others.length > 0;
  const body = isHeaded ? others : cells;
  const columns = Array.from({ length: width }, (_, i) => body.map((row) => numberIn(row[i] ?? "")));
  const isNumeric = columns.map((values) => 2 * values.filter((value) => value !== undefined).length >= values.length);
  // The first column names the rows, unless it is the only one with numbers.
  const isNamed = width > 1 && (!isNumeric[0] || isNumeric.slice(1).some(Boolean));
  const series = columns.flatMap((values, i) =>
    isNumeric[i] && !(isNamed && i === 0) ? [{ name: isHeaded ? first[i] ?? "" : "", values }] : []
  );
  if (series.length === 0 || body.length === 0) return undefined;
  const bad = series.reduce((sum, { values }) => sum + values.filter((value) => value === undefined).length, 0);
  return { rows: body.map((row, i) => isNamed ? row[0] ?? "" : `${i + 1}`), series, bad };
}
