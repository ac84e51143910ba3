/// One wrong field of a request.
package struct FieldFault: Hashable, Sendable {
    /// As in the request, with dots for nesting: `identification.country`.
    package let field: String
    /// What is wrong and what to do about it; never the value.
    package let reason: String
    /// The same for pages, which have words of their own for it in each language; `nil`: nobody at a counter can cause it.
    package let kind: Kind?

    package init(field: String, reason: String, kind: Kind? = nil) {
        self.field = field
        self.reason = reason
        self.kind = kind
    }

    package init(_ field: String, _ reason: String, _ kind: Kind? = nil) {
        self.init(field: field, reason: reason, kind: kind)
    }
}
