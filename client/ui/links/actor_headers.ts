/** Tells the server the name of the owner who asks, for the list of what was done. */
export function actorHeaders(name: string): Record<string, string> {
  return { "drawbridge-name": encodeURIComponent(name.toWellFormed()) };
}
