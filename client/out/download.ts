/** Gives the person a file, by the browser's own download. */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser has taken it by the time this page gets a turn again.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** A name for a file of a board: today's date keeps several apart. */
export function fileName(ending: string, now: Date = new Date()): string {
  return `board ${now.toISOString().slice(0, 10)}.${ending}`;
}
