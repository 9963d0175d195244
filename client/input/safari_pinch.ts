import type { Camera } from "../editor/view/camera.ts";
import type { PageZoom } from "./page_zoom.ts";
import type { SurfacePosition } from "./surface_position.ts";
import type { Press } from "./press.ts";

/** A Safari-only event that TypeScript's DOM types lack. */
interface GestureEvent extends UIEvent {
  /** Distance of the fingers relative to the start. */
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** Safari on a Mac reports a trackpad pinch as gesture events; other browsers send a wheel event with Ctrl. */
export function listenToSafariPinch(
  camera: Camera,
  surface: HTMLElement,
  { place, press, pageZoom, signal }: { place: SurfacePosition; press: Press; pageZoom: PageZoom; signal: AbortSignal },
): void {
  let scale = 1;
  const onGesture = (event: Event) => {
    if (pageZoom.isZoomed) return;
    event.preventDefault(); // otherwise the page zooms
    const gesture = event as GestureEvent;
    // On an iPad the same fingers also send pointer events, which are handled already.
    if (event.type === "gesturechange" && press.isIdle) {
      camera.zoomBy(gesture.scale / scale, place.toView(gesture));
    }
    scale = event.type === "gestureend" ? 1 : gesture.scale;
  };
  for (const name of ["gesturestart", "gesturechange", "gestureend"]) {
    surface.addEventListener(name, onGesture, { signal, passive: false });
  }
}
