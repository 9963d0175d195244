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

/** A document inside the document. Boards contain none. What an update says of one is kept. */
const OPAQUE_DOCUMENT = `
class ContentDoc extends ContentEmbed {
  copy () {
    return new ContentDoc(this.embed)
  }

  write (encoder) {
    encoder.writeString(this.embed[0]);
    encoder.writeAny(this.embed[1]);
  }

  getRef () {
    return 9
  }
}
`;

/** Whether a change is in the scope of the undo manager, which is always the whole document. */
const IS_IN_SCOPE =
  /(?:um\.|this\.)?scope\.some\(type => type === \w+\.doc \|\| isParentOf\(.*?\(type\), (?:.*?\(struct\)|\w+)\)\)/g;

/**
 * XML types, the second encoding, formatting of text, documents inside documents, versions, observers of whole trees,
 * and changes of lists by their methods: boards use none of them. What other clients write with them is still read,
 * kept and merged. Only formats that have become redundant are no longer deleted.
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
    // Formats of text.
    [/^ {4}cleanupFormattingGap\(transaction, start, currPos\.right, startAttrs, .*\n/m, ""],
    [/^ {2}const startAttrs = map\.copy\(currPos\.currentAttributes\);\n/m, ""],
    [
      /^ {2}currPos\.currentAttributes\.forEach\(\(_val, key\) => \{\n {4}if \(attributes\[key\] [^]*?^ {2}\}\);\n/m,
      "",
    ],
    [
      /^ {2}minimizeAttributeChanges\(currPos, attributes\);\n {2}const negatedAttributes = .*\n {2}\/\/ insert content\n/m,
      "  while (currPos.right?.deleted) currPos.forward();\n",
    ],
    [
      /^ {2}currPos\.forward\(\);\n {2}insertNegatedAttributes\(transaction, parent, currPos, negatedAttributes\);\n\};\n\n\/\*\*/m,
      "};\n/**",
    ],
    [/^ {8}if \(!attributes\) \{\n {10}attributes = \{\};\n[^]*?^ {8}\}\n/m, ""],
    [/^ {4}if \(!transaction\.local && this\._hasFormatting\) \{[^]*?^ {4}\}\n/m, ""],
    [/^ {8}fs\.push\(\(\) => \{\n {10}if \(transaction\._needFormattingCleanup\) [^]*?^ {8}\}\);\n/m, ""],
    // Documents inside documents.
    [/^class ContentDoc [^]*?^\}\n/m, ""],
    [/^const readContentEmbed = .*$/m, `$&${OPAQUE_DOCUMENT}`],
    [
      /^const readContentDoc = .*$/m,
      "const readContentDoc = decoder => new ContentDoc([decoder.readString(), decoder.readAny()]);",
    ],
    [/^ {6}case Doc:\n.*\n {8}break\n/m, ""],
    [/^ {6}const \{ subdocsAdded, subdocsLoaded, subdocsRemoved \} = transaction;\n[^]*?^ {6}\}\n/m, ""],
    [/^ {4}this\.subdocs(Added|Removed|Loaded) = .*\n/gm, ""],
    [/^ {4}array\.from\(this\.subdocs\)[^]*?^ {4}\}\n/m, ""],
    [
      /(?<=^ {2}constructor \(\{) guid = .*? gc = true, gcFilter = (.*?), meta = .*? \}/m,
      " gc = true, gcFilter = $1 }",
    ],
    [/^ {4}this\.(guid|collectionid|shouldLoad|autoLoad|meta) = \1;\n/gm, ""],
    [/^ {4}this\.isLoaded = false;\n[^]*?this\.whenSynced = provideSyncedPromise\(\);\n {2}\}/m, "  }"],
    [/^ {4}this\.emit\('destroyed', \[true\]\);.*\n/m, ""],
    // Versions.
    [/^const emptySnapshot = .*\n/m, ""],
    [/, emptySnapshot(?=,)/, ""],
    // Observers of whole trees.
    [/^ {2}const changedParentTypes = transaction\.changedParentTypes;\n {2}while \(true\) \{[^]*?^ {2}\}\n/m, ""],
    [/^ {8}transaction\.changedParentTypes\.forEach\([^]*?^ {8}\}\);\n/m, ""],
    [/^ {4}this\.(changedParentTypes = new Map|_dEH = createEventHandler)\(\);\n/gm, ""],
    [/, changedParentTypes(: transaction\.changedParentTypes)?(?=[, ])/g, ""],
    [/^ {4}const changedParentTypes = _tr\.changedParentTypes;\n/m, ""],
    // The scope of the undo manager.
    [/^ {8}!this\.scope\.some\(type => transaction\.changedParentTypes\.has.*\n/m, ""],
    [IS_IN_SCOPE, "true"],
    [/^ {4}this\.scope = \[\];\n/m, ""],
    [/^ {4}this\.addToScope\(typeScope\);\n/m, ""],
    [/(?<=^ {4}doc = ).*array\.isArray\(typeScope\).*$/m, "typeScope"],
    [/^ {2}const scope = undoManager\.scope;\n/m, ""],
    // Marks that find a place in a long list. Texts of boards are short enough to be searched from the start.
    [/(?<=^ {2}const marker = )useSearchMarker \? findMarker\(parent, index\) : null/m, "null"],
    [/^ {4}this\._searchMarker = \[\];\n/gm, ""],
    [/^ {4}this\._searchMarker = null;\n/m, ""],
    [/^ {4}p\._searchMarker = null;\n/m, ""],
    [/^ {2}if \(parent\._searchMarker\) \{\n.*currPos.*\n {2}\}\n/gm, ""],
    [/^ {4}if \(!transaction\.local && this\._searchMarker\) \{[^]*?^ {4}\}\n/m, ""],
    [/^ {4}transaction\.changed\.forEach\(\(subProps, type\) => \{[^]*?^ {4}\}\);\n/m, ""],
    [/^ {6}const searchMarker = .*\n {6}if \(searchMarker\) \{[^]*?^ {6}\}\n/m, ""],
    // Content of types before they are in a document, and of new maps.
    [/^ {4}this\._prelimContent = null;\n\n {4}if \(entries === undefined\)[^]*?^ {4}\}\n/m, ""],
    [
      /^ {4};\/\*\* @type \{Map<string, any>\} \*\/ \(this\._prelimContent\)\.forEach\([^]*?^ {4}\}\);\n {4}this\._prelimContent = null;\n/m,
      "",
    ],
    [/^ {4}this\._prelimContent = (\[\]|null);\n/gm, ""],
    [/^ {4}this\._pending = string !== undefined .*\n/m, ""],
    [/^ {4}try \{\n.*this\._pending\)\.forEach[^]*?this\._pending = null;\n/m, ""],
    [/ else \{\n {6}\/\*\* @type \{Array<function>\} \*\/ \(this\._pending\)\.push.*\n {4}\}/g, ""],
    [/ else \{\n {6}\/\*\* @type \{Map<string, any>\} \*\/ \(this\._prelimContent\)\.(set|delete).*\n {4}\}/g, ""],
    // A second copy of the package, which the build refuses.
    [/^const glo = [^]*?^glo\[importIdentifier\] = true;\n/m, ""],
    // Messages for the console.
    [/^ +logging\.print\(logging\.ORANGE, .*\n/m, ""],
    [/=> \{ logging\.warn\('Invalid access.*\n/, "=> {};\n"],
    [/env\.getVariable\('node_env'\) === 'development'/, "false"],
  ],
  methods: {
    Doc: ["load", "getSubdocs", "getSubdocGuids", "toJSON"],
    UndoManager: ["addToScope", "addTrackedOrigin", "removeTrackedOrigin"],
    YEvent: ["path", "keys", "delta", "changes"],
    YTextEvent: ["changes", "delta"],
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
    YMap: ["clone", "toJSON", "clear"],
    YText: [
      "clone",
      "toJSON",
      "toDelta",
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
