/** Only the picture is printed. The screen does not show it. */
const RULES = `
  .printed { display: none }
  @media print {
    body > :not(.printed) { display: none !important }
    .printed { display: block; max-width: 100%; max-height: 100vh; margin: auto }
  }`;

/** Removes the picture that is being printed. */
let endPrinting = () => {};

/** Prints an SVG. Some browsers print after `print` has returned, so the picture stays until `afterprint`. */
export async function printPicture(svg: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const picture = Object.assign(new Image(), { src: url, className: "printed", alt: "" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(RULES);
  endPrinting();
  endPrinting = () => {
    picture.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    URL.revokeObjectURL(url);
  };
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.body.append(picture);
  try {
    await picture.decode();
  } catch (error) {
    endPrinting();
    throw error;
  }
  addEventListener("afterprint", endPrinting, { once: true });
  globalThis.print();
}
