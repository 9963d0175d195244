import type { ImageShape } from "../../../board/shape.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import type { Images } from "../images.ts";
import { problemText } from "../problem.ts";

/** Adding pictures, and what is done with one of them. */
export function imageCommands(editor: Editor): readonly Command[] {
  const { selection, writer, canDraw, fingers } = editor;
  const told = (work: (images: Images) => Promise<void>) =>
    void editor.images().then(work).catch((error) => editor.problem.value = problemText(error));
  /** The only selected shape, if it is an image that may be changed. */
  const image = (): ImageShape | undefined => {
    const [shape] = selection.ids.value.size === 1 ? selection.shapes() : [];
    return canDraw.value && shape?.kind === "image" && !shape.locked ? shape : undefined;
  };
  const ofImage = (
    id: string,
    label: string,
    run: (shape: ImageShape) => void,
    { isOffered = () => true, keys = [] }: { isOffered?: (shape: ImageShape) => boolean; keys?: readonly string[] } =
      {},
  ): Command => ({
    id: `image.${id}`,
    label,
    group: "Style",
    keys,
    applies: () => {
      const shape = image();
      return shape !== undefined && isOffered(shape);
    },
    run: () => {
      const shape = image();
      if (shape) run(shape);
    },
  });
  const change = ({ id }: ImageShape, changes: Record<string, unknown>) => writer.change(new Map([[id, changes]]));
  return [
    {
      id: "image.add",
      label: "Add images…",
      group: "Tools",
      keys: ["Mod+U"],
      applies: () => canDraw.value,
      run: (at) => told((images) => images.choose({ camera: false, at })),
    },
    {
      id: "image.camera",
      label: "Take a photo…",
      group: "Tools",
      keys: [],
      applies: () => canDraw.value && fingers.isPossible.value,
      run: (at) => told((images) => images.choose({ camera: true, at })),
    },
    ofImage("crop", "Crop image", ({ id }) => void (editor.cropping.value = id), { keys: ["Enter"] }),
    ofImage(
      "uncrop",
      "Show the whole image",
      ({ id }) => told((images) => Promise.resolve(images.showWhole(id))),
      { isOffered: ({ crop }) => crop !== undefined },
    ),
    ofImage("replace", "Replace image…", ({ id }) => told((images) => images.replace(id))),
    ofImage(
      "ellipse",
      "Cut image to an ellipse",
      (shape) => change(shape, { form: "ellipse" }),
      { isOffered: ({ form }) => form !== "ellipse" },
    ),
    ofImage(
      "rectangle",
      "Cut image to a rectangle",
      (shape) => change(shape, { form: null }),
      { isOffered: ({ form }) => form === "ellipse" },
    ),
  ];
}
