import { systemClock } from "../board/clock.ts";
import type { Editor } from "./editor/editor.ts";
import type { AnimationLayer } from "./images/animation_layer.ts";
import type { ImageDesk } from "./images/image_desk.ts";
import type { ShapePainter } from "./render/paint/shape_painter.ts";
import type { Stage } from "./render/stage.ts";
import { accessBy } from "./ui/links/visits.ts";
import type { PageLinks } from "./ui/links/page_links.ts";

/** The code for pictures could not be loaded; it is tried again after this, ms. */
const RETRY_MS = 5_000;

/** Loads what handles pictures with the first image of the board, or when a person first adds one. */
export function attachImages(
  editor: Editor,
  { painter, stage, links }: {
    painter: ShapePainter;
    stage: Pick<Stage, "repaint" | "hidden">;
    links: PageLinks;
  },
): { close(): void } {
  let opened: Promise<ImageDesk> | undefined;
  let animations: AnimationLayer | undefined;
  let isClosed = false;
  let stop = () => {};
  const hasImages = () => [...editor.shapes.all()].some(({ kind }) => kind === "image");
  function open(): Promise<ImageDesk> {
    if (opened) return opened;
    // Until it is there, nobody knows whether an earlier page left pictures that have to be sent.
    editor.uploads.value = undefined;
    return opened = load().catch((error) => {
      opened = undefined;
      if (!hasImages()) editor.uploads.value = [];
      throw error;
    });
  }
  async function load(): Promise<ImageDesk> {
    const { ImageDesk, AnimationLayer } = await import("./images/image_desk.ts");
    const desk = new ImageDesk(editor, {
      slug: () => links.slug.peek(),
      lasting: accessBy(links.slug.peek()).lasting,
      repaint: (ids) => stage.repaint(ids),
    });
    if (isClosed) desk.close();
    else {
      painter.pictures = desk.painter;
      animations = new AnimationLayer(editor, {
        bytesOf: (asset) => desk.bytes(asset),
        hidden: () => stage.hidden,
      });
    }
    return desk;
  }
  function openForImages(): void {
    stop();
    open().catch(() => stop = isClosed ? stop : systemClock.after(RETRY_MS, openForImages));
  }
  editor.images = open;
  if (hasImages()) openForImages();
  else {stop = editor.shapes.onChange((changes) =>
      changes.some(({ shape }) => shape?.kind === "image") && openForImages()
    );}
  return {
    close() {
      isClosed = true;
      stop();
      animations?.close();
      opened?.then((desk) => desk.close(), () => {});
    },
  };
}
