import { isShapeId, type ShapeId } from "../../board/id.ts";
import { findKind, isWritten } from "../../board/kinds/kinds.ts";
import { TEXT_MAX } from "../../board/limits.ts";
import { orderAbove, type OrderKey } from "../../board/order.ts";
import { bytesOf } from "../../board/portable/portable_reader.ts";
import type { Kind, Shape } from "../../board/shape.ts";
import { isValueOf, readShape } from "../../board/shape_reader.ts";
import { REQUEST_SHAPES_MAX } from "./shape_limits.ts";
import { withDefaults, withPlace } from "./shape_defaults.ts";
import { type ShapeProblem, ShapeProblems } from "./shape_problem.ts";

/** Changes of one shape. Null removes an optional property. */
export interface ShapeChange {
  readonly id: ShapeId;
  readonly properties: ReadonlyMap<string, unknown>;
  /** Undefined: the text stays. */
  readonly text?: string;
}

/** What a program asks for, every value of it valid. */
export interface ShapeRequest {
  readonly create: readonly Shape[];
  readonly change: readonly ShapeChange[];
  readonly remove: readonly ShapeId[];
}

/** The board that a request is for. */
export interface ShapeSource {
  /** A shape as it is stored. */
  stored(id: ShapeId): Shape | undefined;
  /** The order key of the topmost shape. */
  readonly top: OrderKey | undefined;
  readonly newId: () => ShapeId;
}

type Fields = Readonly<Record<string, unknown>>;
const LISTS = ["create", "change", "delete"] as const;

/** @returns the problems when something is wrong; each names its list, its place there and its field */
export function readShapeRequest(body: Fields, source: ShapeSource): ShapeRequest | readonly ShapeProblem[] {
  return new RequestReader(body, source).read();
}

class RequestReader {
  readonly #body: Fields;
  readonly #source: ShapeSource;
  readonly #problems = new ShapeProblems();
  readonly #named = new Set<ShapeId>();
  readonly #created = new Map<ShapeId, Shape>();
  #top: OrderKey | undefined;

  constructor(body: Fields, source: ShapeSource) {
    [this.#body, this.#source, this.#top] = [body, source, source.top];
  }

  read(): ShapeRequest | readonly ShapeProblem[] {
    for (const field of Object.keys(this.#body)) {
      if (!LISTS.includes(field as "create")) this.#wrong("request", undefined, field, "there is no such field");
    }
    const [create, change, remove] = LISTS.map((name) => this.#list(name));
    const count = create.length + change.length + remove.length;
    if (count > REQUEST_SHAPES_MAX) {
      this.#wrong("request", undefined, undefined, `at most ${REQUEST_SHAPES_MAX} shapes in one request`);
      return this.#problems.named;
    }
    const ids = create.map((each, i) => this.#newId(each, i));
    // Arrows may be tied to shapes of the same request, wherever these are in the list.
    const isArrow = (i: number) => Object(create[i]).kind === "arrow";
    const orders = new Map(ids.map((id, i) => [id, this.#order(create[i])]));
    for (const late of [false, true]) {
      create.forEach((each, i) =>
        isArrow(i) === late && this.#create(each, i, { id: ids[i], order: orders.get(ids[i])! })
      );
    }
    const changes = change.map((each, i) => this.#change(each, i)).filter((each) => each !== undefined);
    const removed = remove.filter((id, i) => this.#remove(id, i)) as ShapeId[];
    if (!this.#problems.isEmpty) return this.#problems.named;
    return { create: ids.map((id) => this.#created.get(id)!), change: changes, remove: removed };
  }

  #list(name: typeof LISTS[number]): readonly unknown[] {
    const list = this.#body[name] ?? [];
    if (Array.isArray(list)) return list;
    this.#wrong("request", undefined, name, "a list is needed");
    return [];
  }

  #newId(each: unknown, i: number): ShapeId {
    const given = Object(each).id ?? this.#source.newId();
    const id = isShapeId(given) ? given : this.#source.newId();
    if (id !== given) this.#wrong("create", i, "id", "this is no id of a shape");
    else if (this.#source.stored(id)) this.#wrong("create", i, "id", "there is a shape with this id");
    else this.#once("create", i, id);
    return id;
  }

  /** New shapes lie above all others, in the order of the list. */
  #order(each: unknown): OrderKey {
    const given = Object(each).order;
    return given === undefined ? this.#top = orderAbove(this.#top) : given;
  }

  #create(each: unknown, i: number, added: { readonly id: ShapeId; readonly order: OrderKey }): void {
    if (!isObject(each)) return this.#wrong("create", i, undefined, "a shape is an object");
    const known = findKind(each.kind);
    if (known === undefined) return this.#wrong("create", i, "kind", "there is no such kind");
    const { text, ...fields } = withDefaults(each, (id) => this.#shape(id));
    const record: Record<string, unknown> = { ...fields, ...added };
    const bytes = BYTES[record.kind as Kind];
    if (bytes !== undefined && record[bytes] !== undefined) record[bytes] = bytesOf(record[bytes]);
    let isGood = true;
    const wrong = (field: string, error: string) => {
      isGood = false;
      this.#wrong("create", i, field, error);
    };
    for (const [name, isValid] of known.needed) {
      if (record[name] === undefined) wrong(name, "this is needed");
      else if (!isValid(record[name])) wrong(name, INVALID);
    }
    for (const [name, value] of Object.entries(record)) {
      if (name === "id" || name === "kind" || known.needed.has(name)) continue;
      if (!known.optional.has(name)) wrong(name, NO_FIELD);
      else if (!isValueOf(record.kind, name, value)) wrong(name, INVALID);
    }
    const error = this.#textError(record.kind as Kind, text);
    if (error) wrong("text", error);
    const shape = isGood ? readShape(added.id, record) : undefined;
    if (shape) {
      this.#created.set(added.id, { ...shape, ...(typeof text === "string" && text !== "" && { text }) } as Shape);
    }
  }

  #change(each: unknown, i: number): ShapeChange | undefined {
    if (!isObject(each)) return void this.#wrong("change", i, undefined, "a change is an object");
    const { id, kind, text, ...fields } = each;
    const shape = isShapeId(id) ? this.#source.stored(id) : undefined;
    if (shape === undefined) return void this.#wrong("change", i, "id", "there is no such shape");
    this.#once("change", i, shape.id);
    if (kind !== undefined && kind !== shape.kind) this.#wrong("change", i, "kind", "the kind of a shape stays");
    const known = findKind(shape.kind)!;
    const properties = new Map<string, unknown>();
    for (const [name, given] of Object.entries(fields)) {
      const value = this.#changed(shape, name, given);
      if (!known.needed.has(name) && !known.optional.has(name)) this.#wrong("change", i, name, NO_FIELD);
      else if (value === null && !known.optional.has(name)) this.#wrong("change", i, name, "this is needed");
      else if (value !== null && !isValueOf(shape.kind, name, value)) this.#wrong("change", i, name, INVALID);
      else properties.set(name, value);
    }
    const words = text === null ? "" : text;
    const error = this.#textError(shape.kind, words, { isChange: true });
    if (error) this.#wrong("change", i, "text", error);
    return { id: shape.id, properties, ...(typeof words === "string" && { text: words }) };
  }

  #changed({ kind }: Shape, name: string, value: unknown): unknown {
    if (name === BYTES[kind] && value !== null) return bytesOf(value);
    return kind === "arrow" && (name === "start" || name === "end") ? withPlace(value, (id) => this.#shape(id)) : value;
  }

  /** A shape that is not there any more is no problem: it is deleted. */
  #remove(id: unknown, i: number): boolean {
    if (!isShapeId(id)) {
      this.#wrong("delete", i, undefined, "this is no id of a shape");
      return false;
    }
    this.#once("delete", i, id);
    return this.#source.stored(id) !== undefined;
  }

  #textError(kind: Kind, text: unknown, { isChange = false } = {}): string | undefined {
    const known = findKind(kind)!;
    if (text === undefined) return known.isOnlyText && !isChange ? "this is needed" : undefined;
    if (!isWritten({ kind } as Shape)) return NO_FIELD;
    if (typeof text !== "string") return INVALID;
    if (text.length > TEXT_MAX) return `a text has at most ${TEXT_MAX} characters`;
    return text === "" && known.isOnlyText ? "this is needed; delete the shape instead" : undefined;
  }

  #shape(id: unknown): Shape | undefined {
    return isShapeId(id) ? this.#created.get(id) ?? this.#source.stored(id) : undefined;
  }

  #once(list: "create" | "change" | "delete", i: number, id: ShapeId): void {
    if (this.#named.has(id)) this.#wrong(list, i, "id", "the request names this shape twice");
    this.#named.add(id);
  }

  #wrong(list: ShapeProblem["in"], index: number | undefined, field: string | undefined, error: string): void {
    this.#problems.add({
      in: list,
      ...(index !== undefined && { index }),
      ...(field !== undefined && { field }),
      error,
    });
  }
}

/** The property of a kind that is bytes in the document, and base64url in JSON. */
const BYTES: Partial<Readonly<Record<Kind, string>>> = { ink: "ink", image: "preview" };

const INVALID = "this value is not allowed";
const NO_FIELD = "this kind has no such field";

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
