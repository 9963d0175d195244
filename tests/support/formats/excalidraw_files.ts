/** One pixel. */
export const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

type Properties = Readonly<Record<string, unknown>>;

let count = 0;

/** An element as Excalidraw writes one. A property that is undefined is absent. */
export function element(type: string, properties: Properties = {}): Properties {
  return {
    id: `element-${count++}`,
    type,
    x: 0,
    y: 0,
    width: 100,
    height: 100,
    angle: 0,
    strokeColor: "#1e1e1e",
    backgroundColor: "transparent",
    fillStyle: "solid",
    strokeWidth: 2,
    strokeStyle: "solid",
    roughness: 1,
    opacity: 100,
    groupIds: [],
    frameId: null,
    roundness: null,
    seed: 1,
    version: 1,
    versionNonce: 1,
    isDeleted: false,
    boundElements: null,
    updated: 1,
    link: null,
    locked: false,
    ...properties,
  };
}

export function box(properties: Properties): Properties {
  return element("rectangle", { x: 100, y: 100, width: 200, height: 80, ...properties });
}

/** A text in a container. */
export function label(containerId: string, properties: Properties): Properties {
  return element("text", {
    containerId,
    fontSize: 20,
    fontFamily: 5,
    lineHeight: 1.25,
    textAlign: "center",
    verticalAlign: "middle",
    autoResize: true,
    ...properties,
  });
}

export function arrow(from: string, to: string, properties: Properties): Properties {
  const binding = (elementId: string) => ({ elementId, focus: 0, gap: 6 });
  return element("arrow", {
    startBinding: binding(from),
    endBinding: binding(to),
    startArrowhead: null,
    endArrowhead: "arrow",
    ...properties,
  });
}

export function scene(...elements: readonly Properties[]): Properties {
  return { type: "excalidraw", version: 2, source: "https://excalidraw.com", elements, appState: {}, files: {} };
}

export function library(version: 1 | 2, ...items: readonly (readonly Properties[])[]): Properties {
  return version === 1
    ? { type: "excalidrawlib", version, library: items }
    : { type: "excalidrawlib", version, libraryItems: items.map((elements, i) => ({ id: `item-${i}`, elements })) };
}
