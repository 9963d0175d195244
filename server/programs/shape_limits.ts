/** Shapes that one request may create, change and delete in all: their change is applied at once. */
export const REQUEST_SHAPES_MAX = 300;
