/** What is stored is not what was written. Nothing else is ever taken for it: a database that fails is no damage. */
export class Damaged extends Error {
  override name = "Damaged";
}
