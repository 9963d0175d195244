import type { Sql } from "postgres";

/** The oldest version that the tests run on. */
const VERSION_MIN = 150_000;

/**
 * Examines whether a commit is durable, with the settings that this user has in this database.
 *
 * @returns warnings, in sentences for operators
 * @throws when the database cannot be used
 */
export async function examineSettings(sql: Sql): Promise<string[]> {
  const [found] = await sql.unsafe(
    `select current_setting('server_version_num')::integer as version,
            current_setting('fsync') as fsync,
            current_setting('full_page_writes') as pages,
            current_setting('synchronous_commit') as commits,
            current_setting('synchronous_standby_names') <> '' as has_standby,
            pg_is_in_recovery() as is_standby,
            current_setting('default_transaction_read_only') as read_only`,
  );
  if (found.version < VERSION_MIN) throw new Error("PostgreSQL is older than version 15");
  if (found.fsync === "off") {
    throw new Error("fsync is off: PostgreSQL could lose what was reported as saved (set fsync = on)");
  }
  if (found.is_standby) throw new Error("PostgreSQL is read-only: it is a standby (use the address of the primary)");
  if (found.read_only === "on") throw new Error("PostgreSQL is read-only: default_transaction_read_only is on");
  const warnings: string[] = [];
  if (found.commits === "off") {
    warnings.push(
      "synchronous_commit is off: when PostgreSQL crashes, it may lose changes that were reported as saved",
    );
  }
  if (found.commits === "local" && found.has_standby) {
    warnings.push("synchronous_commit is local: a failover may lose changes that were reported as saved");
  }
  if (found.pages === "off") {
    warnings.push("full_page_writes is off: a power failure may damage what was reported as saved");
  }
  return warnings;
}
