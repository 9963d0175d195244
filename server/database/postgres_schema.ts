import type { Sql } from "postgres";

/**
 * Each migration runs once, in order. Never change one that was released.
 *
 * `drawbridge` has a row for each key. `k` is the encoded key, so the order of rows is the order of keys. `v` begins
 * with a byte that tells how the rest encodes the value. `ver` is random: after a failover to a replica that lacks the
 * last commits, a counter would give their versions to other commits.
 *
 * `drawbridge_commit` locks every key in its order, so that commits never wait for each other in a circle. An absent
 * key is locked by inserting its row. Checks are read after that. @returns false when a check fails
 */
const MIGRATIONS = [
  `create table drawbridge (
     k bytea primary key,
     v bytea not null,
     ver uuid not null,
     expires timestamptz
   ) with (fillfactor = 80);
   -- Values are compact already.
   alter table drawbridge alter column v set storage external;
   create index drawbridge_expires on drawbridge (expires) where expires is not null;

   create function drawbridge_commit(
     version uuid, keys bytea[], checks uuid[], vals bytea[], deletes boolean[], lifetimes double precision[]
   ) returns boolean language plpgsql as $body$
   declare
     absent constant uuid := '00000000-0000-0000-0000-000000000000';
     is_new boolean[];
     found_version uuid;
     expiry timestamptz;
   begin
     for i in 1 .. cardinality(keys) loop
       insert into drawbridge (k, v, ver, expires)
         values (keys[i], coalesce(vals[i], ''), version, now() + lifetimes[i] * interval '1 millisecond')
         on conflict (k) do update set ver = excluded.ver where false;
       is_new[i] := found;
       if checks[i] is not null then
         found_version := absent;
         if not is_new[i] then
           select case when expires <= now() then absent else ver end into found_version
             from drawbridge where k = keys[i];
         end if;
         if found_version <> checks[i] then
           for j in 1 .. i loop
             if is_new[j] then delete from drawbridge where k = keys[j]; end if;
           end loop;
           return false;
         end if;
       end if;
     end loop;
     for i in 1 .. cardinality(keys) loop
       if deletes[i] or (is_new[i] and vals[i] is null) then
         delete from drawbridge where k = keys[i];
       elsif vals[i] is not null and not is_new[i] then
         expiry := now() + lifetimes[i] * interval '1 millisecond';
         update drawbridge set v = vals[i], ver = version, expires = expiry where k = keys[i];
       end if;
     end loop;
     return true;
   end
   $body$`,
];

/** Any number, the same for all versions of the server. */
const LOCK = 4_773_302_715;

/**
 * Brings the tables to this version of the server. Servers that start at once wait for each other.
 *
 * @throws when a newer version of the server has changed them
 */
export async function migrate(sql: Sql): Promise<void> {
  // Without the right to create tables, the server still starts when nothing is to be done.
  if (await currentVersion(sql) === MIGRATIONS.length) return;
  await sql.begin(async (transaction) => {
    await transaction.unsafe(`select pg_advisory_xact_lock(${LOCK})`);
    const version = await currentVersion(transaction);
    if (version > MIGRATIONS.length) throw new Error("a newer version of the server has changed its tables");
    if (version === 0) await transaction.unsafe("create table drawbridge_schema (version integer not null)");
    for (const migration of MIGRATIONS.slice(version)) await transaction.unsafe(migration);
    await transaction.unsafe("delete from drawbridge_schema");
    await transaction.unsafe(`insert into drawbridge_schema values (${MIGRATIONS.length})`);
  });
}

/** The number of migrations that have run. */
async function currentVersion(sql: Pick<Sql, "unsafe">): Promise<number> {
  // Not `to_regclass`: it may remember that there was no table before this transaction waited for the lock.
  const [{ exists }] = await sql.unsafe(
    `select exists (
       select from pg_tables where tablename = 'drawbridge_schema' and schemaname = any(current_schemas(false))
     ) as exists`,
  );
  if (!exists) return 0;
  const [row] = await sql.unsafe("select version from drawbridge_schema");
  return row?.version ?? 0;
}
