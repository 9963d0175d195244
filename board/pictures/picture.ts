/** The outlines of an image. */
export const IMAGE_FORMS = ["rectangle", "ellipse"] as const;
export type ImageForm = typeof IMAGE_FORMS[number];

/** Alternative text of a picture, UTF-16 units. Screen readers cannot pause in it. */
export const ALT_MAX = 1_000;

/** Preview of a picture in its record, bytes. It travels with every change of the record. */
export const PREVIEW_BYTES_MAX = 1_024;
