import Mail

extension APIKeyRegistry {
    /// Keys that a caller may see, oldest first, revoked ones too.
    ///
    /// - Returns: At most `limit` after a key, and what to give as `after` for the next page; `nil` at the end.
    package func page(for caller: Caller, after: APIKeyID?, limit: Int) -> (keys: [APIKey], next: APIKeyID?) {
        let visible = keys.filter { caller.mayActFor($0.municipality) }.sorted { ($0.id.high, $0.id.low) < ($1.id.high, $1.id.low) }
        let rest = visible.drop { key in after.map { (key.id.high, key.id.low) <= ($0.high, $0.low) } ?? false }
        let page = Array(rest.prefix(limit))
        return (page, rest.count > limit ? page.last?.id : nil)
    }

    /// A key by its identifier.
    package func key(_ id: APIKeyID) -> APIKey? { keys.first { $0.id == id } }
}
