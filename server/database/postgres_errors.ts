/** What PostgreSQL reports, by its code, in words for operators. */
const REASONS: Readonly<Record<string, string>> = {
  "25006": "PostgreSQL is read-only (a standby, or default_transaction_read_only is on)",
  "28000": "PostgreSQL refuses this user (see pg_hba.conf)",
  "28P01": "the password is wrong",
  "3D000": "there is no such database",
  "3F000": "the user may use no schema of its search_path",
  "42501": "the user lacks rights: it must own the tables, or may create tables in the schema",
  "53100": "the disk of PostgreSQL is full",
  "53300": "PostgreSQL has no connection left (max_connections)",
  "57P01": "PostgreSQL is shutting down",
  "57P03": "PostgreSQL is starting or shutting down",
  CONNECT_TIMEOUT: "PostgreSQL does not answer",
  CONNECTION_CLOSED: "PostgreSQL closed the connection",
  CONNECTION_DESTROYED: "the connection to PostgreSQL was closed",
  CONNECTION_ENDED: "it is closed",
  ECONNREFUSED: "nothing listens at the address of PostgreSQL",
  ECONNRESET: "the connection to PostgreSQL was lost",
  ENOTFOUND: "the host of PostgreSQL is unknown",
  EPIPE: "the connection to PostgreSQL was lost",
};

export function postgresReason(error: unknown): string {
  const { code = "", message } = (error ?? {}) as { code?: string; message?: string };
  return REASONS[code] ?? (message || String(error));
}

/** True when the connection was lost or had been cut before. Another one may work. */
export function isLostConnection(error: unknown): boolean {
  return ["57P01", "57P02", "CONNECTION_CLOSED", "ECONNRESET", "EPIPE"].includes(
    (error as { code?: string }).code ?? "",
  );
}

/** True when PostgreSQL rolled the statement back for the sake of another one. */
export function isRolledBack(error: unknown): boolean {
  return ["40001", "40P01"].includes((error as { code?: string }).code ?? "");
}
