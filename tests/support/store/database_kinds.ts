import type { Database } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { NO_POSTGRES, PostgresServer } from "./postgres_server.ts";

export interface DatabaseKind {
  readonly name: string;
  /** True when it is not installed: its tests are skipped. */
  readonly ignore: boolean;
  /** Opens an empty database. */
  open(): Promise<{ readonly database: Database } & AsyncDisposable>;
}

/**
 * The databases that a suite runs on. Call it once in a file, outside of tests: its PostgreSQL runs until all tests of
 * the file have ended.
 */
export async function databaseKinds(): Promise<DatabaseKind[]> {
  const postgres = await postgresOfFile();
  return [
    { name: "KV", ignore: false, open: openKv },
    { name: "PostgreSQL", ignore: postgres === undefined, open: () => postgres!.open() },
  ];
}

/** Starts PostgreSQL for the tests of this file. @returns undefined when it is not installed */
export async function postgresOfFile(): Promise<PostgresServer | undefined> {
  if (NO_POSTGRES) {
    console.warn(`Tests are skipped as ${NO_POSTGRES}`);
    return undefined;
  }
  const server = await PostgresServer.start();
  Deno.test.afterAll(() => server[Symbol.asyncDispose]());
  return server;
}

async function openKv(): Promise<{ readonly database: Database } & AsyncDisposable> {
  const database = await openDatabase(":memory:");
  return { database, [Symbol.asyncDispose]: () => Promise.resolve(database.close()) };
}
