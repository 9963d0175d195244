/** True when a point lies in a closed polygon (even-odd rule). @param corners x, y of each */
export function isInside(corners: readonly number[], { x, y }: { readonly x: number; readonly y: number }): boolean {
  let inside = false;
  const n = corners.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const [ax, ay, bx, by] = [corners[i], corners[i + 1], corners[j], corners[j + 1]];
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
