/** Promises for IndexedDB. */

interface DatabaseOptions {
  /** Called when the database is new, to create its object stores. */
  readonly create: (database: IDBDatabase) => void;
  /** Another tab wants to delete the database. */
  readonly blocking: () => void;
  /** The browser closed the database. */
  readonly terminated: () => void;
}

export function openDatabase(name: string, { create, blocking, terminated }: DatabaseOptions): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => create(request.result);
  return result(request).then((database) => {
    database.onversionchange = blocking;
    database.onclose = terminated;
    return database;
  });
}

export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when the transaction is complete, rejects when it is aborted. Call it while the transaction is active. */
export function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(transaction.error ?? new DOMException("The transaction was aborted", "AbortError"));
  });
}
