/** Stored bytes differ from those that were written. A failure of the database is never reported as damage. */
export class Damaged extends Error {
  override name = "Damaged";
}
