/// A start tag of an HTML text.
struct MarkupTag: Sendable {
    struct Attribute: Sendable {
        /// Lower case.
        let name: String
        let value: [UInt8]
        let offset: Int
    }

    /// Lower case.
    let name: String
    let offset: Int
    let attributes: [Attribute]
}
