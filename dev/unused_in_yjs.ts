/** A type that boards do not use. It keeps what an update says of it, so that copies of a board stay equal. */
const OPAQUE_TYPE = `
class OpaqueType extends AbstractType {
  constructor (ref, name) {
    super();
    this.ref = ref;
    this.name = name;
  }

  _copy () {
    return new OpaqueType(this.ref, this.name)
  }

  _write (encoder) {
    encoder.writeTypeRef(this.ref);
    if (this.name !== undefined) encoder.writeKey(this.name);
  }
}
`;

/**
 * XML types, the second encoding, formatting of text, and changes of lists by their methods: boards use none of them.
 * What other clients write with them is still read, kept and merged.
 */
export const UNUSED_IN_YJS = {
  file: "yjs/dist/yjs.mjs",
  replaced: [
    // The first encoding takes the place of the second, also for updates that wait for others.
    [/^class (DS|Update)DecoderV2 [^]*?^\}\n/gm, ""],
    [/^class (DS|Update)EncoderV2 [^]*?^\}\n/gm, ""],
    [/(?<=^export \{.*), Update(De|En)coderV2\b/gm, ""],
    [/\b(DS|Update)(De|En)coderV2\b/g, "$1$2coderV1"],
    [/convertUpdateFormatV2ToV1\(update\)/, "update"],
    [/^ {6}if \(doc\._observers\.has\('updateV2'\)\) \{[^]*?^ {6}\}\n/m, ""],
    // XML.
    [/^ {2}getXml\w+ ?\([^]*?^ {2}\}\n/gm, ""],
    [/^class YXml\w+[^]*?^\}\n/gm, ""],
    [/^ {14}if \(type instanceof YXml\w+\) \{[^]*?^ {14}\}\n/gm, ""],
    [/^const readYXmlElement = .*$/m, "const readYXmlElement = decoder => new OpaqueType(3, decoder.readKey());"],
    [/^const readYXmlFragment = .*$/m, `${OPAQUE_TYPE}const readYXmlFragment = _ => new OpaqueType(4);`],
    [/^const readYXmlHook =[^;]*;$/m, "const readYXmlHook = decoder => new OpaqueType(5, decoder.readKey());"],
    [/^const readYXmlText = .*$/m, "const readYXmlText = _ => new OpaqueType(6);"],
    [/, YXml\w+ as Xml\w+/g, ""],
    [/, YXmlEvent\b/, ""],
    // A list that was read has no content of its own to insert.
    [/^ {4}this\.insert\(0, \/\*\* @type \{Array<any>\} \*\/ \(this\._prelimContent\)\);\n/m, ""],
    // Messages for the console.
    [/^ +logging\.print\(logging\.ORANGE, .*\n/m, ""],
    [/^( +)if \(ytype instanceof AbstractType .*logging\.warn\(.*\n/m, ""],
    [/=> \{ logging\.warn\('Invalid access.*\n/, "=> {};\n"],
    [/env\.getVariable\('node_env'\) === 'development'/, "false"],
  ],
  methods: {
    Doc: ["load", "getSubdocs", "getSubdocGuids", "toJSON"],
    UndoManager: ["addTrackedOrigin", "removeTrackedOrigin"],
    YEvent: ["path", "delta"],
    AbstractType: ["clone", "observeDeep", "unobserveDeep", "_first"],
    YArray: [
      "from",
      "clone",
      "length",
      "insert",
      "push",
      "unshift",
      "delete",
      "get",
      "toArray",
      "slice",
      "toJSON",
      "map",
      "forEach",
      "[Symbol.iterator]",
    ],
    YMap: ["clone", "toJSON"],
    YText: [
      "clone",
      "toJSON",
      "applyDelta",
      "insertEmbed",
      "format",
      "removeAttribute",
      "setAttribute",
      "getAttribute",
      "getAttributes",
    ],
  },
} as const;
