import { useEffect, useRef } from "preact/hooks";
import type { PdfToAdd } from "../../editor/pdf.ts";
import { PDF } from "../../messages/en/pdf.ts";

/** Longer side of a thumbnail, CSS pixels. */
const EDGE = 120;
/** Pages that are shown. Others are chosen by their numbers. */
const SHOWN_MAX = 300;

interface PageThumbnailsProps {
  readonly pdf: PdfToAdd;
  readonly chosen: ReadonlySet<number>;
  readonly choose: (page: number, isChosen: boolean) => void;
}

/** The pages of a PDF as small pictures with a check box each. Those in view are painted. */
export function PageThumbnails({ pdf, chosen, choose }: PageThumbnailsProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const canvases = [...list.current!.querySelectorAll("canvas")];
    const watch = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        void paint(pdf, target as HTMLCanvasElement, canvases.indexOf(target as HTMLCanvasElement) + 1);
      }
    }, { root: list.current });
    for (const canvas of canvases) watch.observe(canvas);
    return () => watch.disconnect();
  }, [pdf]);
  const pages = Array.from({ length: Math.min(pdf.pages, SHOWN_MAX) }, (_, i) => i + 1);
  return (
    <ul ref={list} class="pdf-pages">
      {pages.map((page) => (
        <li key={page}>
          <label>
            <canvas width={1} height={1} aria-hidden="true" />
            <span>
              <input
                type="checkbox"
                checked={chosen.has(page)}
                onChange={({ currentTarget }) => choose(page, currentTarget.checked)}
              />
              {PDF.page({ page })}
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}

/** A page that cannot be painted stays an empty sheet. */
async function paint(pdf: PdfToAdd, canvas: HTMLCanvasElement, page: number): Promise<void> {
  const bitmap = await pdf.thumbnail(page, Math.round(EDGE * devicePixelRatio)).catch(() => undefined);
  if (bitmap === undefined) return;
  if (!canvas.isConnected) return bitmap.close();
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("bitmaprenderer")!.transferFromImageBitmap(bitmap);
}
