/** Accepted updates cannot be applied, or only partly: the document must be rebuilt. */
export class DocumentInDoubt extends Error {
  override name = "DocumentInDoubt";
}
