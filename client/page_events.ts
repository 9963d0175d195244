/** @returns removes the listener */
export function on(target: EventTarget, type: string, listen: (event: Event) => void): () => void {
  target.addEventListener(type, listen);
  return () => target.removeEventListener(type, listen);
}

/** @returns ends the repetition */
export function every(ms: number, run: () => void): () => void {
  const id = setInterval(run, ms);
  return () => clearInterval(id);
}
