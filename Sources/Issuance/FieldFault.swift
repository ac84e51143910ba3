/// One wrong field of a request.
package struct FieldFault: Hashable, Sendable {
    /// As in the request, with dots for nesting: `identification.country`.
    package let field: String
    /// What is wrong and what to do about it; never the value.
    package let reason: String

    package init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    package init(_ field: String, _ reason: String) {
        self.init(field: field, reason: reason)
    }
}
