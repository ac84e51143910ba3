package import Mail

/// A key that was just made: the only time that its text is there.
package struct CreatedAPIKey: Sendable {
    package let key: APIKey
    package let text: Secret

    package init(key: APIKey, text: Secret) {
        self.key = key
        self.text = text
    }
}
