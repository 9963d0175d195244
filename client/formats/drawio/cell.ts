import type { XmlElement } from "@rgrove/parse-xml";
import type { Point } from "../../../board/figure/point.ts";
import { elementsOf } from "../xml.ts";
import { readStyle, type Style } from "./style.ts";

/** The place of a cell, as its parent sees it. */
export interface Geometry {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** x and y are fractions of the parent, or of the line of an edge. */
  readonly isRelative: boolean;
  readonly points: readonly Point[];
  readonly offset?: Point;
  readonly source?: Point;
  readonly target?: Point;
}

/** A vertex, an edge, a layer or the root of a page of draw.io. */
export interface Cell {
  readonly id: string;
  readonly parent: string | undefined;
  readonly kind: "vertex" | "edge" | "layer";
  readonly label: string;
  readonly link: string | undefined;
  /** What a person has noted at the cell, by name. */
  readonly properties: Readonly<Record<string, string>>;
  readonly style: Style;
  readonly isHidden: boolean;
  /** What is in it is not shown. */
  readonly isCollapsed: boolean;
  readonly source: string | undefined;
  readonly target: string | undefined;
  readonly geometry: Geometry;
}

const NOWHERE: Geometry = { x: 0, y: 0, w: 0, h: 0, isRelative: false, points: [] };

/** The cells of a model, as they stand in the file. A cell with properties is wrapped in an `object`. */
export function cellsOf(model: XmlElement): Cell[] {
  const root = elementsOf(model).find(({ name }) => name === "root");
  return (root ? elementsOf(root) : []).flatMap((element, i) => cellOf(element, i) ?? []);
}

function cellOf(element: XmlElement, place: number): Cell | undefined {
  const own = element.name === "mxCell" ? element : elementsOf(element).find(({ name }) => name === "mxCell");
  if (own === undefined) return undefined;
  const { attributes } = own, properties = element.attributes;
  const geometry = elementsOf(own).find(({ name }) => name === "mxGeometry");
  const label = (own === element ? attributes.value : properties.label) ?? "";
  return {
    id: properties.id ?? attributes.id ?? `#${place}`,
    parent: attributes.parent,
    kind: attributes.vertex === "1" ? "vertex" : attributes.edge === "1" ? "edge" : "layer",
    label,
    link: own === element ? undefined : properties.link,
    properties: own === element ? {} : properties,
    style: readStyle(attributes.style ?? ""),
    isHidden: attributes.visible === "0",
    isCollapsed: attributes.collapsed === "1",
    source: attributes.source,
    target: attributes.target,
    geometry: geometry === undefined ? NOWHERE : geometryOf(geometry),
  };
}

function geometryOf(element: XmlElement): Geometry {
  const inner = elementsOf(element);
  const named = (name: string) => inner.find((child) => child.name === "mxPoint" && child.attributes.as === name);
  const list = inner.find(({ name, attributes }) => name === "Array" && attributes.as === "points");
  const [offset, source, target] = ["offset", "sourcePoint", "targetPoint"].map(named)
    .map((point) => point && pointOf(point));
  return {
    ...pointOf(element),
    w: Math.max(0, numberOf(element.attributes.width)),
    h: Math.max(0, numberOf(element.attributes.height)),
    isRelative: element.attributes.relative === "1",
    points: list ? elementsOf(list).filter(({ name }) => name === "mxPoint").map(pointOf) : [],
    ...(offset && { offset }),
    ...(source && { source }),
    ...(target && { target }),
  };
}

function pointOf({ attributes: { x, y } }: XmlElement): Point {
  return { x: numberOf(x), y: numberOf(y) };
}

function numberOf(text: string | undefined): number {
  const value = Number(text ?? 0);
  return Number.isFinite(value) ? value : 0;
}
