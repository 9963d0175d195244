import * as Y from "yjs";
import { TYPE_DEPTH_MAX } from "../../board/limits.ts";
import { Malformed, malformed } from "../../board/wire/malformed.ts";
import { type Scan, scanOwnUpdate } from "../../board/wire/update.ts";

/** Throws if Yjs has pending structs or deletions. Our checks should have refused them, so this is a fault of ours. */
export function assertWhole(doc: Y.Doc): void {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error("Cannot integrate updates as something they build on is missing");
  }
}

/**
 * The part of the update that the document lacks. If the document has the first part of a struct, Yjs places the rest
 * where the update says, regardless of the known part. If that part is elsewhere, two lists are joined, differently in
 * each copy. After this cut, the rest states itself that it follows the known part.
 */
export function newPart({ store }: Y.Doc, scan: Scan): Scan {
  const known = new Map<number, number>();
  for (const { client, clock } of scan.runs) {
    const end = Y.getState(store, client);
    if (clock < end) known.set(client, end);
  }
  return known.size === 0 ? scan : malformed(() => scanOwnUpdate(Y.diffUpdate(scan.bytes, encodeStateVector(known))));
}

/** `Y.encodeStateVector` also accepts a map, but its type lacks that. */
export const encodeStateVector = Y.encodeStateVector as unknown as (clocks: ReadonlyMap<number, number>) => Uint8Array;

/**
 * Finds structs that no Yjs client writes, but that Yjs would integrate, or on which it would stop halfway. The result
 * would depend on the copy, so that copies of one document would differ forever.
 *
 * @param scan must have nothing that the document has, and depend only on structs in itself or in the document
 * @throws {Malformed} when there is such a struct; the document is unchanged then
 */
export function assertSound(doc: Y.Doc, scan: Scan): void {
  if (scan.isOdd) new Inspection(doc, malformed(() => Y.decodeUpdate(scan.bytes)).structs).run();
}

type Struct = Y.Item | Y.GC;

/** The position of a struct: in the list of a type or under one of its keys. A new root is identified by its name. */
interface Place {
  readonly parent: Y.AbstractType<unknown> | Y.Item | string;
  readonly key: string | null;
  /** Number of enclosing types below the root. */
  readonly depth: number;
}

/** The check of one update against its document. */
class Inspection {
  readonly #doc: Y.Doc;
  readonly #clients = new Map<number, Struct[]>();
  /** Undefined for structs whose type was deleted. */
  readonly #places = new Map<Struct, Place | undefined>();

  constructor(doc: Y.Doc, structs: readonly (Struct | Y.Skip)[]) {
    this.#doc = doc;
    for (const struct of structs as readonly Struct[]) {
      const others = this.#clients.get(struct.id.client);
      if (others) others.push(struct);
      else this.#clients.set(struct.id.client, [struct]);
    }
  }

  run(): void {
    for (const structs of this.#clients.values()) {
      for (const struct of structs) if (!this.#places.has(struct)) this.#inspect(struct);
    }
  }

  /** Inspects the dependencies of a struct first, as Yjs does. Not recursive: the sender chooses the chain's length. */
  #inspect(first: Struct): void {
    const chain = [first];
    const open = new Set(chain);
    for (let struct = chain.at(-1); struct !== undefined; struct = chain.at(-1)) {
      const below = this.#missing(struct);
      if (below === undefined) {
        this.#places.set(struct, struct instanceof Y.Item ? this.#inspected(struct) : undefined);
        chain.pop();
        continue;
      }
      if (open.has(below)) throw new Malformed("Cannot integrate updates as structs wait for each other");
      open.add(below);
      chain.push(below);
    }
  }

  /** A struct of the update that this one depends on and that has no place yet. */
  #missing(struct: Struct): Struct | undefined {
    const { client, clock } = struct.id;
    const before = this.#waits(Y.createID(client, clock - 1));
    if (before || !(struct instanceof Y.Item)) return before;
    return this.#waits(struct.origin) ?? this.#waits(struct.rightOrigin) ?? this.#waits(parentId(struct));
  }

  #waits(id: Y.ID | null): Struct | undefined {
    const struct = id ? this.#inUpdate(id) : undefined;
    return struct && !this.#places.has(struct) ? struct : undefined;
  }

  #inspected(item: Y.Item): Place | undefined {
    const { origin, rightOrigin } = item;
    const place = origin || rightOrigin ? this.#placeOf((origin ?? rightOrigin)!) : this.#ownPlace(item);
    const other = origin && rightOrigin ? this.#placeOf(rightOrigin) : place;
    if (place === undefined || other === undefined) return undefined;
    // Copies that split a struct differently may find its two neighbours in different places.
    if (other.parent !== place.parent || other.key !== place.key) {
      throw new Malformed("Cannot integrate updates as something stands between what is not in one place");
    }
    if (place.key !== null && rightOrigin !== null) {
      throw new Malformed("Cannot integrate updates as a key's values have an order");
    }
    if (place.key !== null && item.length > 1 && !(item.content instanceof Y.ContentDeleted)) {
      throw new Malformed("Cannot integrate updates as a key has several values");
    }
    // Yjs deletes nested types recursively, and the stack of a browser is smaller than ours.
    if (item.content instanceof Y.ContentType && place.depth >= TYPE_DEPTH_MAX) {
      throw new Malformed(`Cannot integrate updates as types nest over ${TYPE_DEPTH_MAX} levels`);
    }
    return place;
  }

  /** The place that is stated by a struct without neighbours. */
  #ownPlace(item: Y.Item): Place | undefined {
    const { parent, parentSub: key } = item;
    if (typeof parent === "string") return { parent: this.#root(parent) ?? parent, key, depth: 0 };
    const id = parentId(item)!;
    const holder = this.#inUpdate(id) ?? Y.getItem(this.#doc.store, id) as Struct;
    if (!(holder instanceof Y.Item && holder.content instanceof Y.ContentType)) return undefined;
    if (!this.#places.has(holder)) return { parent: holder.content.type, key, depth: depthOf(holder.content.type) };
    const above = this.#places.get(holder);
    return above && { parent: holder, key, depth: above.depth + 1 };
  }

  /** Unlike `doc.get`, this does not create a missing root. */
  #root(name: string): Y.AbstractType<unknown> | undefined {
    return this.#doc.share.get(name) as Y.AbstractType<unknown> | undefined;
  }

  #placeOf(id: Y.ID): Place | undefined {
    const struct = this.#inUpdate(id);
    if (struct) return this.#places.get(struct);
    const item = Y.getItem(this.#doc.store, id) as Struct;
    if (!(item instanceof Y.Item)) return undefined;
    const parent = item.parent as Y.AbstractType<unknown>;
    return { parent, key: item.parentSub, depth: depthOf(parent) };
  }

  #inUpdate({ client, clock }: Y.ID): Struct | undefined {
    const structs = this.#clients.get(client);
    return structs && clock >= structs[0].id.clock ? structs[Y.findIndexSS(structs, clock)] : undefined;
  }
}

/** A struct that was decoded but not integrated refers to its type by id. */
function parentId({ parent }: Y.Item): Y.ID | null {
  return parent instanceof Y.ID ? parent : null;
}

function depthOf(type: Y.AbstractType<unknown>): number {
  let depth = 0;
  for (let item = type._item; item !== null; item = (item.parent as Y.AbstractType<unknown>)._item) depth++;
  return depth;
}
