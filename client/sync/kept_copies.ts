import { assetsName, copyName } from "./copy_name.ts";
import { ASSETS, createCopyStores, FACTS, UNSAVED, UPDATES } from "./copy_stores.ts";
import { completion, openDatabase, result } from "./database.ts";

/** What the copy of a board takes on this device. */
export interface CopySize {
  readonly bytes: number;
  /** Changes that the server has not acknowledged, and pictures that it does not have. */
  readonly unsaved: number;
}

/** Begins a copy with content that no server has. @returns false when the device does not keep it */
export async function keepCopy(
  slug: string,
  { update, changes }: { readonly update: Uint8Array; readonly changes: number },
): Promise<boolean> {
  try {
    const database = await open(copyName(slug), createCopyStores);
    try {
      const transaction = database.transaction([UPDATES, FACTS], "readwrite");
      transaction.objectStore(UPDATES).add(update);
      if (changes > 0) transaction.objectStore(FACTS).put(changes, UNSAVED);
      await completion(transaction);
      return true;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** Resolves when the copy of the board is gone, which may take until other tabs have let go of it. */
export async function removeCopy(slug: string): Promise<void> {
  const requests = [copyName(slug), assetsName(slug)].map((name) => indexedDB.deleteDatabase(name));
  await Promise.all(requests.map((each) => result(each).catch(() => {}))); // then the list shows that it is still there
}

/** The slugs of boards that have something on this device. Empty where the browser does not list databases. */
export async function keptSlugs(): Promise<Set<string>> {
  const names = (await indexedDB.databases?.() ?? []).map(({ name = "" }) => name);
  return new Set(
    names.flatMap((name) => PREFIXES.flatMap((prefix) => name.startsWith(prefix) ? name.slice(prefix.length) : [])),
  );
}

/** The longer one first: the shorter one is followed by a slug, which has no slash. */
const PREFIXES = [assetsName(""), copyName("")];

/** Reads a copy through, as browsers do not tell how large a database is. */
export async function sizeOfCopy(slug: string): Promise<CopySize> {
  const [updates, pictures] = await Promise.all([copySize(copyName(slug)), assetsSize(assetsName(slug))]);
  return { bytes: updates.bytes + pictures.bytes, unsaved: updates.unsaved + pictures.unsaved };
}

/** What the copy of a board consists of: Yjs updates. Empty when there is none. */
export async function keptUpdates(slug: string): Promise<Uint8Array[]> {
  return await read(copyName(slug), createCopyStores, [], (database) => {
    return result<Uint8Array[]>(database.transaction(UPDATES).objectStore(UPDATES).getAll());
  });
}

const NOTHING: CopySize = { bytes: 0, unsaved: 0 };

async function copySize(name: string): Promise<CopySize> {
  return await read(name, createCopyStores, NOTHING, async (database) => {
    const transaction = database.transaction([UPDATES, FACTS]), facts = transaction.objectStore(FACTS);
    const [updates, keys, values] = await Promise.all([
      result<Uint8Array[]>(transaction.objectStore(UPDATES).getAll()),
      result(facts.getAllKeys() as IDBRequest<string[]>),
      result<number[]>(facts.getAll()),
    ]);
    return {
      bytes: updates.reduce((sum, { length }) => sum + length, 0),
      unsaved: values.reduce((sum, value, i) => keys[i].startsWith(UNSAVED) ? sum + value : sum, 0),
    };
  });
}

async function assetsSize(name: string): Promise<CopySize> {
  const create = (fresh: IDBDatabase) => void fresh.createObjectStore(ASSETS);
  return await read(name, create, NOTHING, async (database) => {
    const blobs = await result<Blob[]>(database.transaction(ASSETS).objectStore(ASSETS).getAll());
    return { bytes: blobs.reduce((sum, { size }) => sum + size, 0), unsaved: blobs.length };
  });
}

/** @param otherwise when there is no such database, or it cannot be read */
async function read<T>(
  name: string,
  create: (fresh: IDBDatabase) => void,
  otherwise: T,
  content: (database: IDBDatabase) => Promise<T>,
): Promise<T> {
  try {
    const databases = await indexedDB.databases();
    // Opening it would make one.
    if (databases.every((each) => each.name !== name)) return otherwise;
    const database = await open(name, create);
    try {
      return await content(database);
    } finally {
      database.close();
    }
  } catch {
    return otherwise;
  }
}

async function open(name: string, create: (fresh: IDBDatabase) => void): Promise<IDBDatabase> {
  const database = await openDatabase(name, { create, blocking: () => database.close(), terminated() {} });
  return database;
}
