/** HEIC has to be named: not all systems count it among images. */
const ACCEPTED = "image/*,.heic,.heif";

/** Asks for pictures. @returns none when the person cancels */
export function chosenPictures(
  { isSeveral, isCamera }: { readonly isSeveral: boolean; readonly isCamera: boolean },
): Promise<readonly File[]> {
  const input = Object.assign(document.createElement("input"), {
    type: "file",
    accept: isCamera ? "image/*" : ACCEPTED,
    multiple: isSeveral,
  });
  if (isCamera) input.setAttribute("capture", "environment");
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...input.files ?? []]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}
