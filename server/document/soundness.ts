import * as Y from "yjs";
import { TYPE_DEPTH_MAX } from "../../board/limits.ts";
import { Malformed, malformed } from "../../board/malformed.ts";
import { type Scan, scanOwnUpdate } from "../../board/update.ts";

/** Yjs sets aside what it cannot integrate yet; here that means a check has a hole. */
export function assertWhole(doc: Y.Doc): void {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error("Cannot integrate updates as something they build on is missing");
  }
}

/**
 * The update without what the document has already. Of a struct that is known in part Yjs takes the rest at its word,
 * whatever the known part is: if that stands elsewhere, two lists are tied into one, in each copy in another way. Cut
 * off here, the rest says itself what it follows.
 */
export function newPart({ store }: Y.Doc, scan: Scan): Scan {
  const known = new Map<number, number>();
  for (const { client, clock } of scan.runs) {
    const end = Y.getState(store, client);
    if (clock < end) known.set(client, end);
  }
  return known.size === 0 ? scan : malformed(() => scanOwnUpdate(Y.diffUpdate(scan.bytes, encodeStateVector(known))));
}

/** `Y.encodeStateVector` takes a map as well; its type does not say so. */
export const encodeStateVector = Y.encodeStateVector as unknown as (clocks: ReadonlyMap<number, number>) => Uint8Array;

/**
 * Finds structs that no Yjs client writes and that Yjs integrates all the same, or stops at half-way: each copy in its
 * own way, so that copies of one document would differ for ever.
 *
 * @param scan has nothing that the document has already, and builds on nothing that is in neither
 * @throws {Malformed} when it has one of them; nothing has been changed then
 */
export function assertSound(doc: Y.Doc, scan: Scan): void {
  if (scan.isOdd) new Inspection(doc, malformed(() => Y.decodeUpdate(scan.bytes)).structs).run();
}

type Struct = Y.Item | Y.GC;

/** Where something stands: in the list of a type, or under one of its keys. A root that is new goes by its name. */
interface Place {
  readonly parent: Y.AbstractType<unknown> | Y.Item | string;
  readonly key: string | null;
  /** Types above it. */
  readonly depth: number;
}

/** One update that is looked at beside the document it is meant for. */
class Inspection {
  readonly #doc: Y.Doc;
  readonly #clients = new Map<number, Struct[]>();
  /** Undefined for what is gone with the type it stood in. */
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

  /** Whatever a struct builds on comes first, as in Yjs. No recursion: a sender decides how long the chain is. */
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

  /** A struct of the update that must be there before this one, and has no place yet. */
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
    // A copy that has cut a struct in two and one that has read only half of it may have the two ends elsewhere.
    if (other.parent !== place.parent || other.key !== place.key) {
      throw new Malformed("Cannot integrate updates as something stands between what is not in one place");
    }
    if (place.key !== null && rightOrigin !== null) {
      throw new Malformed("Cannot integrate updates as a key's values have an order");
    }
    if (place.key !== null && item.length > 1 && !(item.content instanceof Y.ContentDeleted)) {
      throw new Malformed("Cannot integrate updates as a key has several values");
    }
    // Yjs deletes types within types by recursion, and a browser's stack is smaller than ours.
    if (item.content instanceof Y.ContentType && place.depth >= TYPE_DEPTH_MAX) {
      throw new Malformed(`Cannot integrate updates as types nest over ${TYPE_DEPTH_MAX} levels`);
    }
    return place;
  }

  /** The place that a struct without neighbours names. */
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

  /** `doc.get` would make one that is not there. */
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

/** Structs that were read and not integrated name the type they stand in by its id. */
function parentId({ parent }: Y.Item): Y.ID | null {
  return parent instanceof Y.ID ? parent : null;
}

function depthOf(type: Y.AbstractType<unknown>): number {
  let depth = 0;
  for (let item = type._item; item !== null; item = (item.parent as Y.AbstractType<unknown>)._item) depth++;
  return depth;
}
