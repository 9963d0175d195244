import type { Camera } from "../editor/camera.ts";
import type { PageZoom } from "./page_zoom.ts";
import type { Place } from "./place.ts";
import type { Press } from "./press.ts";

/** Safari's own event: no other browser has it, and no type library. */
interface GestureEvent extends UIEvent {
  /** Spread of the fingers against that at the start. */
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** Safari on a Mac tells of a trackpad's pinch by gesture events where others make it a ctrl-wheel. */
export function listenToSafariPinch(
  camera: Camera,
  surface: HTMLElement,
  { place, press, pageZoom, signal }: { place: Place; press: Press; pageZoom: PageZoom; signal: AbortSignal },
): void {
  let scale = 1;
  const onGesture = (event: Event) => {
    if (pageZoom.isZoomed) return;
    event.preventDefault(); // or the page zooms
    const gesture = event as GestureEvent;
    // On an iPad the fingers are pointers too, and have been heard as such.
    if (event.type === "gesturechange" && press.isIdle) {
      camera.zoomBy(gesture.scale / scale, place.toView(gesture));
    }
    scale = event.type === "gestureend" ? 1 : gesture.scale;
  };
  for (const name of ["gesturestart", "gesturechange", "gestureend"]) {
    surface.addEventListener(name, onGesture, { signal, passive: false });
  }
}
