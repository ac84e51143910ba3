import Mail

extension Principal {
    /// The identifier's own text: `api_…` or `psn_…`.
    package var text: String {
        switch self {
        case .apiKey(let id): id.description
        case .person(let id): id.description
        }
    }

    /// Reads what ``text`` wrote; `nil` for anything else.
    package init?(text: String) {
        if let id = APIKeyID(text) {
            self = .apiKey(id)
        } else if let id = PersonID(text) {
            self = .person(id)
        } else {
            return nil
        }
    }
}
