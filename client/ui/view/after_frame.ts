/**
 * Calls back once the next frame is on the screen, which is when the one after it begins. What is rendered then does not
 * delay that frame.
 *
 * @returns a function that ends it
 */
export function afterFrame(call: () => void): () => void {
  let frame = requestAnimationFrame(() => frame = requestAnimationFrame(call));
  return () => cancelAnimationFrame(frame);
}
