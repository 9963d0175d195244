import { faceOf } from "../../../board/figure/text/text_block.ts";
import type { GeoShape, NoteShape, Shape, TextShape } from "../../../board/shape.ts";
import { colorOut, noteColorOut } from "./colors_out.ts";
import * as styles from "./styles_out.ts";
import { LABEL_SIZES, TEXT_SIZES, WIDTHS } from "./tldraw_styles.ts";

/** Side of a note, board units. */
const NOTE_SIDE = 200;

export function geoProps(shape: GeoShape): Record<string, unknown> {
  const { size: fontSize } = faceOf(shape);
  return {
    geo: shape.form,
    w: Math.max(1, shape.w),
    h: Math.max(1, shape.h),
    growY: 0,
    flipX: shape.flipX ?? false,
    flipY: shape.flipY ?? false,
    ...styles.filledOut(shape),
    labelColor: colorOut(shape.textColor ?? shape.color),
    dash: styles.dashOut(shape),
    ...(shape.text
      ? styles.labelledSizeOut(LABEL_SIZES, { fontSize, width: shape.width })
      : styles.scaledSizeOut(WIDTHS, shape.width)),
    font: styles.fontOut(faceOf(shape).font),
    align: shape.align ?? "middle",
    verticalAlign: shape.valign ?? "middle",
    richText: styles.richTextOut(shape.text ?? ""),
    url: urlOf(shape),
  };
}

export function noteProps(shape: NoteShape): Record<string, unknown> {
  const { font, size: fontSize } = faceOf(shape);
  const scale = shape.w / NOTE_SIDE || 1;
  const { size, scale: adjustment } = styles.scaledSizeOut(LABEL_SIZES, fontSize / scale);
  return {
    color: noteColorOut(shape),
    labelColor: colorOut(shape.textColor ?? "black"),
    size,
    font: styles.fontOut(font),
    fontSizeAdjustment: adjustment,
    align: shape.align ?? "middle",
    verticalAlign: shape.valign ?? "middle",
    growY: Math.max(0, shape.h / scale - NOTE_SIDE),
    richText: styles.richTextOut(shape.text ?? ""),
    scale,
    textLastEditedBy: null,
    url: urlOf(shape),
  };
}

export function textProps(shape: TextShape): Record<string, unknown> {
  const { font, size: fontSize } = faceOf(shape);
  const { size, scale } = styles.scaledSizeOut(TEXT_SIZES, fontSize);
  return {
    color: colorOut(shape.color),
    size,
    scale,
    font: styles.fontOut(font),
    textAlign: shape.align ?? "start",
    w: Math.max(1, shape.w / scale),
    autoSize: shape.wraps !== true,
    richText: styles.richTextOut(shape.text ?? ""),
  };
}

/** tldraw takes only such links. */
function urlOf({ link = "" }: Shape): string {
  return /^(https?|mailto):/i.test(link) ? link : "";
}
