import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";

/** The address of a picture for an `<img>`; undefined until its bytes are here. */
export function usePicture(editor: Editor, asset: string): string | undefined {
  const address = useSignal<string | undefined>(undefined);
  useEffect(() => {
    let isOver = false;
    let url: string | undefined;
    const load = async () => {
      const bytes = await (await editor.images()).bytes(asset);
      if (bytes && !isOver) address.value = url = URL.createObjectURL(bytes);
    };
    load().catch(() => {});
    return () => {
      isOver = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [asset]);
  return address.value;
}
