/// Who may have citizens taken back after an activation, by the configuration.
package struct Front: Hashable, Sendable {
    /// As citizens know it.
    package let name: String
    /// Where it takes them, or above; without a query.
    package let returnURL: ReturnAddress

    package init(name: String, returnURL: ReturnAddress) {
        self.name = name
        self.returnURL = returnURL
    }
}
