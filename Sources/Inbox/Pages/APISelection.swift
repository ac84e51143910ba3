/// The body of a deletion: these messages, or all when there are none.
struct APISelection: Codable, Sendable {
    let ids: [String]?

    enum CodingKeys: String, CodingKey {
        case ids = "IDs"
    }
}
