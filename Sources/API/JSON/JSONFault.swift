/// Why bytes are not a JSON document that is taken here.
package struct JSONFault: Error, Hashable, Sendable {
    /// What is wrong; the raw value is a sentence for the caller.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case empty = "The body is empty; send a JSON object."
        case notUTF8 = "The body is not UTF-8."
        case unexpectedEnd = "The body ends in the middle of a value."
        case unexpectedCharacter = "There is a character where JSON has none."
        case invalidNumber = "A number is not written as JSON has it."
        case invalidEscape = "A string has an escape that JSON does not have, or half of a surrogate pair."
        case controlCharacter = "A string has a control character that is not escaped."
        case trailing = "Something follows after the JSON value."
        case duplicateName = "An object has the same field twice."
        case tooDeep = "Values are nested deeper than is accepted."
        case tooMany = "The body has more values than are accepted."
    }

    package let kind: Kind
    /// Octets before the place.
    package let offset: Int

    package init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
